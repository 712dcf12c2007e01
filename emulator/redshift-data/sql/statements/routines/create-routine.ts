import { refused, runs, type Translation } from "../../dialect/translation";
import { lackError } from "../../refusals/lack";
import { syntaxErrorAt } from "../../refusals/syntax-error";
import type { Layout } from "../../sql-layout";
import { foldedWord } from "../../sql-words";
import { ClauseReader, type PlaceRange, refusedAt } from "../clause-reader";
import { readType } from "../column-types";
import type { StatementRule } from "../statement-rule";
import { TokenEdits } from "../token-edits";
import type { ProcedureMode } from "./exception-handlers";
import { withGivenBody } from "./given-body";
import { translateFunctionBody, translateProcedureBody } from "./routine-bodies";

/** Before the default of an argument. */
const DEFAULTS: ReadonlySet<string> = new Set(["default", "=", ":="]);

/** Words that stand behind another one in the name of a type. */
const TYPE_ENDS: ReadonlySet<string> = new Set(["varying", "precision", "with", "without"]);

/** `price float`, not `double precision`. */
function isNamed([, second = ""]: readonly string[]): boolean {
  return second !== "" && !TYPE_ENDS.has(second);
}

/** Goes through the arguments: types with Redshift's lengths; one that only comes out need not be given. */
function readArguments(
  reader: ClauseReader,
  edits: TokenEdits,
  group: PlaceRange,
  isFunction: boolean,
): string | undefined {
  const items = reader.items(group);
  for (const [index, item] of items.entries()) {
    reader.place = item.from;
    const isOut = reader.isAt("out") || reader.word(1) === "out";
    const out = reader.isAt("out") ? item.from : item.from + 1;
    const isLast = items.slice(index + 1).every(({ from }) => {
      const [first, second] = reader.solid.slice(from, from + 2).map(foldedWord);
      return first === "out" || second === "out";
    });
    // "[ argname ] [ argmode ] argtype": Redshift's arguments have no defaults.
    const byDefault = reader.solid
      .slice(item.from, item.to)
      .find((token) => DEFAULTS.has(foldedWord(token) || token.text));
    if (byDefault !== undefined) return syntaxErrorAt(byDefault.text);
    const words = reader.solid.slice(item.from, item.to).map(foldedWord);
    if (isFunction && isNamed(words))
      return `ERROR: An argument of a function in SQL has no name: "${reader.text()}"`;
    if (isOut && !isLast) return lackError("An OUT argument before others", "Put it last.");
    while (
      reader.place < item.to &&
      !/^(varchar|nvarchar|char|character|bpchar|nchar|text|numeric|decimal|varbyte)$/.test(reader.word())
    )
      reader.place++;
    // The engine keeps no length of an argument; only what it cannot read is changed.
    if (reader.place < item.to && reader.text(1) === "(") readType(reader, edits, "argument");
    if (isOut) {
      edits.replace({ from: out, to: out + 1 }, "INOUT");
      edits.insertBefore(item.to, "DEFAULT NULL");
    }
  }
  return undefined;
}

const LANGUAGES: Readonly<Record<string, readonly [construct: string, wayRound: string]>> = {
  plpythonu: [
    "A function in Python",
    "Write it in SQL: Redshift supports none in Python after June 30, 2026, which it enforces in phases.",
  ],
  exfunc: ["A function of Lambda", "Write it in SQL."],
};

/** In what routines are written here: each in one language, in which it is looked at. */
const OWN_LANGUAGES: Readonly<Record<string, string>> = { procedure: "plpgsql", function: "sql" };

function languageOf({ solid, words }: Layout): string {
  const name = solid[words.lastIndexOf("language") + 1]?.text ?? "";
  return name.replace(/^["']|["']$/g, "").toLowerCase();
}

/** What stands between the dollars or quotes of a body; nothing for what is neither, and for one with escapes in quotes. */
function bodyText(literal: string): string | undefined {
  const quote = /^\$[^$]*\$/.exec(literal)?.[0];
  if (quote !== undefined) return literal.slice(quote.length, -quote.length);
  return /^'[^\\]*'$/.test(literal) ? literal.slice(1, -1).replaceAll("''", "'") : undefined;
}

/** A text between dollars that it does not have. */
function dollarString(text: string): string {
  let quote = "$$";
  for (let count = 1; text.includes(quote) || text.endsWith("$"); count++) {
    quote = `$body${count}$`;
    if (!text.includes(quote)) break;
  }
  return `${quote}${text}${quote}`;
}

/**
 * Stored procedures and functions in SQL.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_PROCEDURE.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CREATE_FUNCTION.html
 */
export const routine: StatementRule = async (statement, session): Promise<Translation | undefined> => {
  const reader = new ClauseReader(statement);
  if (!reader.take("create")) return undefined;
  reader.take("or", "replace");
  const kind = reader.takeOneOf("procedure", "function");
  if (kind === undefined) return undefined;
  const edits = new TokenEdits(reader);
  reader.takeName();
  const group = reader.takeGroup();
  if (group === undefined) return refusedAt(reader);
  const after = reader.place;
  const language = languageOf(statement);
  const refusal = readArguments(reader, edits, group, kind === "function" && language === "sql");
  if (refusal !== undefined) return refused(refusal);
  reader.place = after;
  let body: number | undefined;
  let mode: ProcedureMode = "atomic";
  let withoutNonatomic: string | undefined;
  let result = "";
  while (!reader.isAtEnd) {
    if (reader.isAt("nonatomic")) {
      edits.drop({ from: reader.place, to: ++reader.place });
      mode = "nonatomic";
    } else if (reader.take("returns")) {
      if (reader.isAt("setof") || reader.isAt("table")) return refusedAt(reader);
      const from = reader.place;
      readType(reader, edits, "result");
      result = reader.solid
        .slice(from, reader.place)
        .map(({ text }) => text)
        .join("");
    } else if (reader.take("as")) body = reader.place++;
    else if (reader.take("security", "definer")) withoutNonatomic ??= "SECURITY DEFINER";
    else if (reader.take("set")) withoutNonatomic ??= "SET";
    else reader.place++;
  }
  if (mode === "nonatomic" && withoutNonatomic !== undefined)
    return refused(`ERROR: ${withoutNonatomic} is not supported for a NONATOMIC procedure`);
  const foreign = LANGUAGES[language];
  if (foreign !== undefined) return refused(lackError(...foreign));
  const text = body === undefined ? undefined : bodyText(reader.solid[body]?.text ?? "");
  if (body === undefined || text === undefined) return refusedAt(reader);
  if (language !== OWN_LANGUAGES[kind])
    return refused(`ERROR: language "${language}" is not supported for a ${kind}`);
  const translated = await (kind === "function"
    ? translateFunctionBody(text, session, result)
    : translateProcedureBody(text, session, mode));
  if (typeof translated === "string") return refused(translated);
  edits.replace({ from: body, to: body + 1 }, dollarString(withGivenBody(translated.body, text)));
  return runs(edits.apply());
};
