import type { DialectSession } from "../dialect/dialect-session";
import { QUERY_PASSES } from "../dialect/query-passes";
import { refused, runs, type Translation } from "../dialect/translation";
import { withEscapedStrings } from "../escaped-strings";
import { foldIdentifiers } from "../fold-identifiers";
import { lackError } from "../refusals/lack";
import { lackingCommand } from "../refusals/lacking-commands";
import { ownSql, textOf } from "../sql-text";
import { type SqlToken, tokenizeSql } from "../sql-tokens";
import { foldedWord, solidTokens } from "../sql-words";
import { quoteTemporaryNames, withTemporaryNames } from "../temporary-names";
import { alterTable } from "./alter-table";
import { ClauseReader, type PlaceRange } from "./clause-reader";
import { readType } from "./column-types";
import { createTable } from "./create-table";
import { grant } from "./grants";
import { analyze, truncate } from "./maintenance";
import { functionRefusal, withCallersRights } from "./routine-rights";
import { deleteRows, merge } from "./row-changes";
import type { StatementRule } from "./statement-rule";
import { TokenEdits } from "./token-edits";
import { materializedView } from "./views";

const RULES: readonly StatementRule[] = [
  ...[createTable, alterTable, materializedView, deleteRows, merge, truncate, analyze, grant],
];

/** Words behind which a statement of a procedure begins. */
const BEFORE_A_STATEMENT: ReadonlySet<string> = new Set([";", "begin", "then", "else", "loop"]);

/** First words of the statements that are translated; a query may be the procedure's own (`SELECT … INTO variable`). */
const TRANSLATED: ReadonlySet<string> = new Set([
  ...["create", "alter", "delete", "merge", "truncate", "analyze", "grant", "revoke", "insert", "update"],
  ...["copy", "unload", "drop", "refresh"],
]);

/** Statements whose queries are the engine's own words already when they are read: those with queries in them. */
const WITH_QUERIES: ReadonlySet<string> = new Set(["create", "insert", "update", "delete", "merge"]);

async function translateInner(
  tokens: readonly SqlToken[],
  session: DialectSession,
): Promise<readonly SqlToken[] | string> {
  const lack = lackingCommand(tokens, session);
  if (lack !== undefined) return lack;
  let inner = withTemporaryNames(tokens);
  const hasQueries = WITH_QUERIES.has(foldedWord(solidTokens(inner)[0]));
  for (const pass of hasQueries ? QUERY_PASSES : []) {
    const passed = await pass(inner, session);
    if (Array.isArray(passed)) inner = passed;
    else if ("tokens" in passed) inner = passed.tokens as readonly SqlToken[];
    else if ("error" in passed) return passed.error;
  }
  for (const rule of RULES) {
    const translation = await rule(inner, session);
    if (translation === undefined) continue;
    if (translation.kind === "refused") return translation.error;
    const steps = translation.steps.map((step) =>
      textOf(step).replace(/^SELECT pg_internal\./, "PERFORM pg_internal."),
    );
    if (translation.commits === true) steps.push("COMMIT");
    return [ownSql(steps.join("; "))];
  }
  return inner;
}

/**
 * The body of a procedure with its statements in the engine's SQL; what its own language is stays as it was written.
 *
 * @returns why it is refused, as a string
 */
async function translateBody(
  body: string,
  session: DialectSession,
): Promise<string | { readonly body: string }> {
  const read = withEscapedStrings(quoteTemporaryNames(foldIdentifiers(tokenizeSql(body), session)));
  const tokens = withCallersRights(read);
  if (typeof tokens === "string") return tokens;
  const solid = solidTokens(tokens);
  const parts: string[] = [];
  let done = 0;
  for (let place = 0; place < solid.length; place++) {
    const [before, token] = [solid[place - 1], solid[place]];
    if (token === undefined || !TRANSLATED.has(foldedWord(token))) continue;
    if (before !== undefined && !BEFORE_A_STATEMENT.has(foldedWord(before) || before.text)) continue;
    const end = solid.findIndex(({ text }, index) => index > place && text === ";");
    const last = end === -1 ? tokens.length : (solid[end]?.index ?? tokens.length);
    const inner = await translateInner(tokens.slice(token.index, last), session);
    if (typeof inner === "string") return inner;
    parts.push(textOf(tokens.slice(done, token.index)), textOf(inner));
    done = last;
    if (end === -1) break;
    place = end;
  }
  return { body: [...parts, textOf(tokens.slice(done))].join("") };
}

/** Goes through the arguments: types with Redshift's lengths; one that only comes out need not be given. */
function readArguments(reader: ClauseReader, edits: TokenEdits, group: PlaceRange): string | undefined {
  const items = reader.items(group);
  for (const [index, item] of items.entries()) {
    reader.place = item.from;
    const isOut = reader.isAt("out") || reader.word(1) === "out";
    const out = reader.isAt("out") ? item.from : item.from + 1;
    const isLast = items.slice(index + 1).every(({ from }) => {
      const [first, second] = reader.solid.slice(from, from + 2).map(foldedWord);
      return first === "out" || second === "out";
    });
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

const LANGUAGES: Readonly<Record<string, string>> = {
  plpythonu: "A function in Python",
  exfunc: "A function of Lambda",
};

/** In what routines are written here: each in one language, in which it is looked at. */
const OWN_LANGUAGES: Readonly<Record<string, string>> = { procedure: "plpgsql", function: "sql" };

function syntaxError(reader: ClauseReader): Translation {
  return refused(`ERROR: syntax error at or near "${reader.text() || ";"}"`);
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
export const routine: StatementRule = async (tokens, session): Promise<Translation | undefined> => {
  const reader = new ClauseReader(tokens);
  if (!reader.take("create")) return undefined;
  reader.take("or", "replace");
  const kind = reader.takeOneOf("procedure", "function");
  if (kind === undefined) return undefined;
  const edits = new TokenEdits(reader);
  reader.takeName();
  const group = reader.takeGroup();
  if (group === undefined) return syntaxError(reader);
  const after = reader.place;
  const refusal = readArguments(reader, edits, group);
  if (refusal !== undefined) return refused(refusal);
  reader.place = after;
  let body: number | undefined;
  let language = "";
  while (!reader.isAtEnd) {
    if (reader.isAt("nonatomic")) edits.drop({ from: reader.place, to: ++reader.place });
    else if (reader.take("returns")) readType(reader, edits, "result");
    else if (reader.take("language"))
      language = reader
        .takeAny()
        .replace(/^["']|["']$/g, "")
        .toLowerCase();
    else if (reader.take("as")) body = reader.place++;
    else reader.place++;
  }
  const foreign = LANGUAGES[language];
  if (foreign !== undefined) return refused(lackError(foreign, "Write it in SQL."));
  const text = body === undefined ? undefined : bodyText(reader.solid[body]?.text ?? "");
  if (body === undefined || text === undefined) return syntaxError(reader);
  if (language !== OWN_LANGUAGES[kind])
    return refused(`ERROR: language "${language}" is not supported for a ${kind}`);
  if (kind === "function") {
    const query = withEscapedStrings(tokenizeSql(text));
    const reason = functionRefusal(query);
    edits.replace({ from: body, to: body + 1 }, dollarString(textOf(query)));
    return reason === undefined ? runs(edits.apply()) : refused(reason);
  }
  const translated = await translateBody(text, session);
  if (typeof translated === "string") return refused(translated);
  edits.replace({ from: body, to: body + 1 }, dollarString(translated.body));
  return runs(edits.apply());
};
