import { rewriteCalls } from "../../calls/rewrite-calls";
import type { DialectSession } from "../../dialect/dialect-session";
import { passQueries } from "../../dialect/query-passes";
import { withKnownNames, withKnownWords } from "../../dialect/token-passes";
import { lackError } from "../../refusals/lack";
import { lackingCommand } from "../../refusals/lacking-commands";
import { ReplacedTokens } from "../../replaced-tokens";
import { type Layout, layoutOf } from "../../sql-layout";
import { stringLiteral, textOf } from "../../sql-text";
import { type SqlToken, tokenizeSql } from "../../sql-tokens";
import { alterTable } from "../alter-table";
import { createTable } from "../create-table";
import { defaultPrivileges, grant, schemaQuota } from "../grants";
import { analyze, truncate } from "../maintenance";
import { deleteRows, merge } from "../row-changes";
import type { StatementRule } from "../statement-rule";
import { alterUser, createUser, groupsAndRoles } from "../users";
import { materializedView } from "../views";
import { COMMIT_BEHIND, type ProcedureMode, withHandledErrors } from "./exception-handlers";
import { type TranslateText, withExecutedTexts } from "./executed-texts";
import { functionRefusal, mayBeginStatement, withCallersRights } from "./routine-rights";

/** A body in the engine's SQL, or why Redshift refuses it, or what the local accounts lack. */
type TranslatedBody = { readonly body: string } | string;

const RULES: readonly StatementRule[] = [
  ...[createTable, alterTable, materializedView, deleteRows, merge, truncate, analyze, grant],
  ...[createUser, alterUser, groupsAndRoles, defaultPrivileges, schemaQuota],
];

/** First words of the statements that are translated by more than the calls in them. */
const TRANSLATED: ReadonlySet<string> = new Set([
  ...["create", "alter", "delete", "merge", "truncate", "analyze", "grant", "revoke", "insert", "update"],
  ...["copy", "unload", "drop", "refresh"],
]);

/** Words with which a query begins, whose rows go into variables, a loop or a cursor. */
const QUERY: ReadonlySet<string> = new Set(["select", "with"]);

/** Words behind which a query of a loop or of a cursor begins: `FOR r IN SELECT … LOOP`, `OPEN c FOR SELECT …`. */
const BEFORE_A_QUERY: ReadonlySet<string> = new Set(["in", "for"]);

/** The queries of a statement, and the calls in it, in the engine's SQL. */
async function passed(
  tokens: readonly SqlToken[],
  session: DialectSession,
): Promise<readonly SqlToken[] | string> {
  const result = await passQueries(tokens, session);
  return result.kind === "refused" ? result.error : result.tokens;
}

/** What a statement is for the engine. */
interface InnerStatement {
  readonly steps: readonly (readonly SqlToken[])[];
  readonly commits: boolean;
}

async function translateInner(
  tokens: readonly SqlToken[],
  session: DialectSession,
): Promise<InnerStatement | string> {
  const lack = lackingCommand(layoutOf(tokens), session);
  if (lack !== undefined) return lack;
  const inner = await passed(withKnownWords(tokens), session);
  if (typeof inner === "string") return inner;
  const statement = layoutOf(inner);
  for (const rule of RULES) {
    const translation = await rule(statement, session);
    if (translation === undefined) continue;
    if (translation.kind === "refused") return translation.error;
    if (translation.withAllRights !== undefined)
      return lackError("This statement in a procedure", "Run it by itself.");
    return { steps: translation.steps, commits: translation.commits === true };
  }
  return { steps: [inner], commits: false };
}

/** A statement as it stands in a procedure, where the rows of what the layer runs itself go nowhere. */
function writtenIn({ steps, commits }: InnerStatement, mode: ProcedureMode): string {
  const written = steps.map((step) => textOf(step).replace(/^SELECT pg_internal\./, "PERFORM pg_internal."));
  return [...written, ...(commits ? [COMMIT_BEHIND[mode]] : [])].join("; ");
}

/** Translates the texts that a procedure runs. One that is refused, or lacking, is so when it is run. */
function textTranslation(session: DialectSession): TranslateText {
  return async (text) => {
    const inner = await translateInner(withKnownNames(tokenizeSql(text), session), session);
    if (typeof inner !== "string")
      return { text: inner.steps.map(textOf).join("; "), commits: inner.commits };
    const reason = stringLiteral(inner.replace(/^ERROR: /, ""));
    return { text: `SELECT pg_internal.fail(${reason})`, commits: false };
  };
}

/** What is the procedure's own language: its calls, and the queries in parentheses in its conditions and assignments. */
async function translateOwn(
  tokens: readonly SqlToken[],
  session: DialectSession,
): Promise<readonly SqlToken[] | string> {
  const own = await rewriteCalls(tokens, session);
  if ("kind" in own) return own.error;
  const { solid, close, opensQuery } = layoutOf(own);
  const replaced = new ReplacedTokens(own);
  for (let at = 0; at < solid.length; at++) {
    const [from, to] = [solid[at]?.index, solid[close[at] ?? -1]?.index];
    if (!opensQuery[at] || from === undefined || to === undefined) continue;
    const query = await passed(own.slice(from + 1, to), session);
    if (typeof query === "string") return query;
    replaced.replace(from + 1, to, query);
    at = close[at] ?? at;
  }
  return replaced.written;
}

/** Whether a statement that is translated begins at `place`. */
function beginsAt(body: Layout, place: number): boolean {
  const { words } = body;
  const word = words[place] ?? "";
  if (mayBeginStatement(body, place)) return TRANSLATED.has(word) || QUERY.has(word);
  return BEFORE_A_QUERY.has(words[place - 1] ?? "") && QUERY.has(word);
}

/** Where the statement that begins at `place` ends: before its semicolon, or before the LOOP whose rows it gives. */
function endOf({ solid, words }: Layout, place: number): number {
  const isOfLoop = words[place - 1] === "in";
  for (let end = place + 1; end < solid.length; end++)
    if (solid[end]?.text === ";" || (isOfLoop && words[end] === "loop")) return end;
  return solid.length;
}

/** The body of a procedure with its statements, and the calls in its own language, in the engine's SQL. */
export async function translateProcedureBody(
  body: string,
  session: DialectSession,
  mode: ProcedureMode,
): Promise<TranslatedBody> {
  const handling = withHandledErrors(withKnownNames(tokenizeSql(body), session), mode);
  if (typeof handling === "string") return handling;
  const given = await withExecutedTexts(handling, textTranslation(session), COMMIT_BEHIND[mode]);
  const tokens = withCallersRights(given);
  if (typeof tokens === "string") return tokens;
  const layout = layoutOf(tokens);
  const { solid } = layout;
  const parts: string[] = [];
  let done = 0;
  for (let place = 0; place <= solid.length; place++) {
    const isEnd = place === solid.length;
    if (!isEnd && !beginsAt(layout, place)) continue;
    const from = solid[place]?.index ?? tokens.length;
    const own = await translateOwn(tokens.slice(done, from), session);
    if (typeof own === "string") return own;
    parts.push(textOf(own));
    if (isEnd) break;
    const end = endOf(layout, place);
    const last = solid[end]?.index ?? tokens.length;
    const inner = await translateInner(tokens.slice(from, last), session);
    if (typeof inner === "string") return inner;
    parts.push(writtenIn(inner, mode));
    done = last;
    place = end - 1;
  }
  return { body: parts.join("") };
}

/** The body of a function in SQL, which is one query. */
export async function translateFunctionBody(
  body: string,
  session: DialectSession,
  result: string,
): Promise<TranslatedBody> {
  const tokens = withKnownNames(tokenizeSql(body), session);
  const refusal = functionRefusal(tokens);
  if (refusal !== undefined) return refusal;
  const translated = await passed(withKnownWords(tokens), session);
  if (typeof translated === "string") return translated;
  // The engine keeps no digits of a result.
  if (!/^(?:numeric|decimal)\(/i.test(result)) return { body: textOf(translated) };
  const query = textOf(translated.filter(({ text }) => text !== ";"));
  return { body: `SELECT CAST((${query}\n) AS ${result})` };
}
