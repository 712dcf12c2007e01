import { nearestWord } from "../config/nearest-word";
import type { QueryProblem } from "./query-problem";

/** A declaration as it stands in a comment: `-- param since: date`. */
export interface Declaration {
  readonly name: string;
  /** What stands behind the colon. */
  readonly text: string;
  readonly line: number;
}

/** One query of a file, its declarations not yet understood. Lines are from 1. */
export interface QueryBlock {
  readonly file: string;
  /** What stands behind `-- name:`. */
  readonly name: string;
  readonly line: number;
  readonly description: string;
  readonly params: readonly Declaration[];
  readonly examples: readonly Declaration[];
  /** Without a semicolon at its end; empty where there is none. */
  readonly sql: string;
  /** Of the first line of the SQL. */
  readonly sqlLine: number;
}

const NAME_LINE = /^\s*--\s*name\s*:(.*)$/i;
const COMMENT_LINE = /^\s*--(.*)$/;
/** A comment that begins as a declaration is one: a slip in it must not make it a sentence. */
const DECLARATION = /^\s*(param|example)\s+(.*)$/;
const DECLARED = /^([^\s:]+)\s*:(.*)$/;
/** A sentence, or a declaration that begins with another word than it should: `-- params since: date`. */
const SLIP = /^\s*([A-Za-z]+)\s+([A-Za-z_]\w*)\s*:(.*)$/;

/** What a file holds. */
export interface QueryFile {
  readonly blocks: readonly QueryBlock[];
  readonly problems: readonly QueryProblem[];
}

/**
 * Takes a file apart into its queries. Each begins with `-- name:`; the comments below it, up to the SQL, declare and describe it.
 *
 * @param file as messages call it
 */
export function readQueryFile(file: string, text: string): QueryFile {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const starts = lines.flatMap((line, index) => (NAME_LINE.test(line) ? [index] : []));
  const problems: QueryProblem[] = [];
  const [first = lines.length] = starts;
  const stray = lines.slice(0, first).findIndex((line) => line.trim() !== "" && !COMMENT_LINE.test(line));
  if (starts.length === 0 || stray >= 0) {
    const found = stray >= 0 ? "SQL stands before the first -- name:" : "has no query";
    problems.push({
      file,
      line: Math.max(stray, 0) + 1,
      message: `${found}, expected a line such as -- name: monthly_sales above each query; write one`,
    });
  }
  for (const [index, line] of lines.slice(0, first).entries()) {
    const message = misplaced(line, "above the first -- name:", "down");
    if (message !== undefined && starts.length > 0) problems.push({ file, line: index + 1, message });
  }
  const blocks = starts.map((start, index) => blockOf(file, lines, start, starts[index + 1], problems));
  return { blocks, problems };
}

function blockOf(
  file: string,
  lines: readonly string[],
  start: number,
  end: number | undefined,
  problems: QueryProblem[],
): QueryBlock {
  const [, name = ""] = NAME_LINE.exec(lines[start] ?? "") ?? [];
  const declared = { param: [] as Declaration[], example: [] as Declaration[] };
  const description: string[] = [];
  const slips: (Declaration & { readonly word: string; readonly kind: "param" | "example" })[] = [];
  const last = end ?? lines.length;
  let at = start + 1;
  for (; at < last; at++) {
    const line = lines[at] ?? "";
    const [, comment] = COMMENT_LINE.exec(line) ?? [];
    if (comment === undefined && line.trim() !== "") break;
    const [, kind, rest = ""] = DECLARATION.exec(comment ?? "") ?? [];
    if (kind !== "param" && kind !== "example") {
      if (comment?.trim()) description.push(comment.trim());
      const [, word = "", what = "", value = ""] = SLIP.exec(comment ?? "") ?? [];
      const meant = nearestWord(word, ["param", "example"] as const);
      if (meant !== undefined)
        slips.push({ word, kind: meant, name: what, text: value.trim(), line: at + 1 });
      continue;
    }
    const [, what, value = ""] = DECLARED.exec(rest.trim()) ?? [];
    if (what !== undefined) declared[kind].push({ name: what, text: value.trim(), line: at + 1 });
    else problems.push({ file, line: at + 1, query: name.trim(), message: undeclared(kind) });
  }
  for (let line = at; line < last; line++) {
    const message = misplaced(lines[line] ?? "", "below the SQL", "up");
    if (message !== undefined) problems.push({ file, line: line + 1, query: name.trim(), message });
  }
  const sql = lines.slice(at, last).join("\n").trim().replace(/\s*;$/, "");
  for (const { word, kind, ...declaration } of slips) {
    // A sentence names no parameter of the SQL in this form.
    if (!new RegExp(`:${declaration.name}\\b`).test(sql)) continue;
    const message = `-- ${word} ${declaration.name}: declares nothing, expected -- ${kind} ${declaration.name}:; correct the word`;
    problems.push({ file, line: declaration.line, query: name.trim(), message });
    // Everything else about it can still be checked.
    declared[kind].push(declaration);
  }
  return {
    file,
    name: name.trim(),
    line: start + 1,
    description: description.join(" "),
    params: declared.param,
    examples: declared.example,
    sql,
    sqlLine: at + 1,
  };
}

/** What is wrong with a line that declares something where nothing is read. */
function misplaced(line: string, where: string, direction: "up" | "down"): string | undefined {
  const [, comment = ""] = COMMENT_LINE.exec(line) ?? [];
  const [, kind, rest = ""] = DECLARATION.exec(comment) ?? [];
  if (kind === undefined || !DECLARED.test(rest.trim())) return undefined;
  return `-- ${kind} stands ${where}, expected between -- name: and the SQL; move it ${direction}`;
}

function undeclared(kind: "param" | "example"): string {
  const form = kind === "param" ? "-- param since: date" : "-- example since: 2026-01-31";
  return `-- ${kind} is without a name and a colon, expected for example ${form}; correct it, or begin the sentence with another word`;
}
