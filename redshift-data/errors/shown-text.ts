import { BATCH_PREFIX } from "../../aws/failure/own-words";
import type { LinkContext } from "../link/link-context";
import { ENGINE_TEXTS, ENGINE_WORDS } from "./engine-texts";
import { createKnownPieces, type KnownPieces, type StatementTexts } from "./known-pieces";

/** Stands where a text of AWS had something that may be data. */
export const NOT_SHOWN = "(not shown)";

/** Longer texts are cut. */
const MAX_TEXT_CHARACTERS = 2048;

/** A text of AWS as far as it may be shown. */
export interface ShownText {
  readonly text: string;
  /** False when something was left out of it. */
  readonly isWhole: boolean;
}

/** Shows texts of AWS about the statements of one request. Never fails. */
export interface TextFilter {
  /** @param statementId shown where the text has it */
  show(text: string, statementId?: string): ShownText;
  /** True when every text is shown as it is. */
  readonly isOpen: boolean;
}

/** Shows every text as it is, cut where it is long: for texts that cannot quote a parameter. */
export const OPEN_TEXTS: TextFilter = {
  show(whole) {
    const text = whole.slice(0, MAX_TEXT_CHARACTERS);
    return { text, isWhole: text === whole };
  },
  isOpen: true,
};

/**
 * A filter for texts that may quote the parameters of statements, as they are or as the engine changed them. Nothing looks
 * for the values in a text: its fixed words are shown, and what varies if it stands in the SQL or is a name of the link,
 * and no parameter can be behind it. Of statements without parameters the text is shown as it is.
 */
export function createTextFilter(texts: StatementTexts, link: LinkContext): TextFilter {
  if (texts.parameters?.length === 0) return OPEN_TEXTS;
  let built: KnownPieces | undefined;
  // Most requests never fail: built by the first error.
  const pieces = () => {
    built ??= createKnownPieces(texts, link);
    return built;
  };
  return {
    show(whole, statementId) {
      const text = whole.slice(0, MAX_TEXT_CHARACTERS);
      const shown = showText(text, withStatementId(pieces(), statementId));
      return { text: shown, isWhole: text === whole && !shown.includes(NOT_SHOWN) };
    },
    isOpen: false,
  };
}

function withStatementId(pieces: KnownPieces, statementId: string | undefined): KnownPieces {
  return { ...pieces, isKnown: (piece) => piece === statementId || pieces.isKnown(piece) };
}

function showText(text: string, pieces: KnownPieces): string {
  const whole = matchText(text.replace(/\s+/g, " ").trim(), pieces);
  if (whole !== undefined) return whole;
  const lines = text.split(/[\r\n]+/).map((line) => line.replace(/\s+/g, " ").trim());
  const shown = lines
    .filter((line) => line !== "")
    .map((line) => matchText(line, pieces) ?? showWords(line, pieces));
  // A value of many lines is one piece that is not shown.
  return shown.filter((line, index) => line !== NOT_SHOWN || line !== shown[index - 1]).join("\n");
}

const SEVERITY = /^(?:(?:ERROR|FATAL|PANIC|WARNING|INFO|NOTICE|HINT|DETAIL|CONTEXT|WHERE): ?)*/i;
const PLACE = /^(.*?)(?: Position: (\d{1,9}))?(?: \[ErrorId: ([^\]]*)\])?$/s;

/** A text of the list with what varies in it shown or not; nothing for one that is not of the list. */
function matchText(text: string, pieces: KnownPieces): string | undefined {
  const prefix = BATCH_PREFIX.exec(text)?.[0] ?? "";
  const severity = `${prefix}${SEVERITY.exec(text.slice(prefix.length))?.[0] ?? ""}`;
  const [, said = "", position, errorId] = PLACE.exec(text.slice(severity.length)) ?? [];
  for (const parts of ENGINE_TEXTS) {
    const varying = varyingOf(said, parts);
    if (varying === undefined) continue;
    const shown = parts.map((part, index) => {
      const piece = varying[index];
      return piece === undefined || piece === "" || pieces.isKnown(piece)
        ? `${part}${piece ?? ""}`
        : `${part}${NOT_SHOWN}`;
    });
    return [
      severity,
      ...shown,
      position === undefined ? "" : ` Position: ${showPosition(position, pieces)}`,
      errorId === undefined ? "" : ` [ErrorId: ${NOT_SHOWN}]`,
    ].join("");
  }
  return undefined;
}

/** What stands between the parts of a text of the list. Each part is taken where it comes first, so one pass is enough. */
function varyingOf(text: string, parts: readonly string[]): readonly string[] | undefined {
  const lower = text.toLowerCase();
  // Some capitals have a longer small form: then the places in both differ.
  const source = lower.length === text.length ? text : lower;
  const [first = "", ...others] = parts.map((part) => part.toLowerCase());
  if (!lower.startsWith(first)) return undefined;
  const varying: string[] = [];
  let at = first.length;
  for (const [index, part] of others.entries()) {
    const isLast = index === others.length - 1;
    const next = isLast ? lower.length - part.length : lower.indexOf(part, at);
    if (next < at || !lower.startsWith(part, next)) return undefined;
    varying.push(source.slice(at, next));
    at = next + part.length;
  }
  return at === lower.length ? varying : undefined;
}

/** A place in the SQL, if it can be one. */
function showPosition(position: string, { longestSql, mayBeParameter }: KnownPieces): string {
  return Number(position) <= longestSql + 1 && !mayBeParameter(position) ? position : NOT_SHOWN;
}

/** Something in quotes, or a word with what stands around it. */
const TOKEN = /("[^"]*"|(?<!\w)'[^']*')([.,:;)]?)(?= |$)|\S+/g;
const PUNCTUATED = /^([("'[]?)(.+?)([)"'\]]?[.,:;]?)$/s;

/** A text that is not of the list: words that the list uses, and what is known; the rest is one mask a run. */
function showWords(line: string, pieces: KnownPieces): string {
  const prefix = BATCH_PREFIX.exec(line)?.[0] ?? "";
  const shown: string[] = [];
  for (const [token, quoted, after = ""] of line.slice(prefix.length).matchAll(TOKEN)) {
    if (quoted !== undefined) {
      const inner = quoted.slice(1, -1);
      shown.push(`${quoted[0]}${pieces.isKnown(inner) ? inner : NOT_SHOWN}${quoted[0]}${after}`);
      continue;
    }
    const [, before = "", core = "", end = ""] = PUNCTUATED.exec(token) ?? [];
    const isFixed = ENGINE_WORDS.has(core.toLowerCase()) && !pieces.mayBeParameter(core);
    if (isFixed || pieces.isKnown(core)) shown.push(`${before}${core}${end}`);
    else if (shown.at(-1) !== NOT_SHOWN) shown.push(NOT_SHOWN);
  }
  return `${prefix}${shown.join(" ")}`;
}
