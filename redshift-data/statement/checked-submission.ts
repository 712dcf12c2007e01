import { isJson, presentMembers } from "../../aws/json";
import { MAX_BATCH_STATEMENTS } from "../client/checked-data-api";
import type { SqlParameter } from "../client/data-api";
import {
  isSessionId,
  isStatementId,
  MAX_CLIENT_TOKEN_CHARACTERS,
  MAX_KEEP_ALIVE_SECONDS,
} from "../client/data-api-id";
import { invalidRequest, typeName } from "../errors/invalid-request";
import { type ParameterProblem, parameterProblems } from "./parameter-problems";
import { plainNumber } from "./plain-number";
import type { SqlText, Submission } from "./request";

/** A value for a `:name` of the SQL, which the engine casts. NULL is written in the SQL: the Data API cannot send it. */
type ParameterValue = string | number | boolean;

/** Values of the SQL's parameters: name without the colon → value. */
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** How a program wants its statement submitted. */
export interface SubmissionOptions {
  /**
   * 1 to 64 characters, the same for every repetition of the same work: within 8 hours the Data API runs it once.
   *
   * @default - made of the invocation's request id and the statement, so that an event which Lambda repeats runs nothing twice
   */
  readonly clientToken?: string;
  /**
   * Session to run in: the `sessionId` of an earlier result.
   *
   * @default - a connection of its own
   */
  readonly sessionId?: string;
  /**
   * Seconds that the session outlives the statement, 0 to 86,400.
   *
   * @default - it ends with the statement
   */
  readonly sessionKeepAliveSeconds?: number;
}

const PARAMETER_NAME = /^[0-9a-zA-Z_]+$/;

/**
 * What a program wants submitted, checked as the events of run-query are.
 *
 * @throws QueryError `EVENT_INVALID` with everything that is wrong; it shows neither SQL nor values
 */
export function checkedSubmission(
  text: SqlText,
  values: ParameterValues,
  options: SubmissionOptions,
): Submission {
  const { clientToken, sessionId, sessionKeepAliveSeconds } = checkedOptions(options);
  const sqls = "sql" in text ? [text.sql] : text.sqls;
  const problems = [
    ...optionProblems(options),
    ...textProblems(sqls, "sql" in text),
    ...(isJson(values) ? [] : [`the parameters are ${typeName(values)}, expected an object: name → value`]),
    ...Object.entries(values ?? {}).flatMap(([name, value], index) => valueProblems(name, value, index)),
  ];
  if (problems.length === 0) problems.push(...unfitParameters(sqls, Object.keys(values)));
  if (problems.length > 0) throw invalidRequest(problems);
  return {
    text,
    parameters: Object.entries(values).map(parameter),
    format: "rows",
    ...presentMembers({ clientToken, sessionId, sessionKeepAliveSeconds }),
  };
}

/**
 * The id of a statement that a program follows.
 *
 * @param isWhole whether it must be that of a whole batch
 * @throws QueryError `EVENT_INVALID`, which does not show it
 */
export function checkedStatementId(id: string, isWhole = false): string {
  if (typeof id !== "string" || !isStatementId(id)) {
    throw invalidRequest(["statementId is none, expected the statementId of an answer, unchanged"]);
  }
  if (!isWhole || !id.includes(":")) return id;
  throw invalidRequest([
    "statementId is one of a batch, expected the batch's own id, without the colon and number",
  ]);
}

/** What a program may say of a statement, whichever it is. */
interface AnyOptions {
  readonly mode?: string;
  readonly dryRun?: boolean;
  readonly showValues?: boolean;
}

const BATCH_MODES: readonly unknown[] = ["transaction", "autoCommit"];

/**
 * Options that decide what is done. Code without types passes on what it was given: the text `"false"` would be a yes.
 *
 * @throws QueryError `EVENT_INVALID` with everything that is wrong
 */
export function checkedOptions<Options extends object>(options: Options): Options {
  if (!isJson(options)) throw invalidRequest([`the options are ${typeName(options)}, expected an object`]);
  const { mode, ...flags }: AnyOptions = options;
  const problems = [
    ...(["dryRun", "showValues"] as const).flatMap((name) =>
      flags[name] === undefined || typeof flags[name] === "boolean"
        ? []
        : [`${name} is ${typeName(flags[name])}, expected true or false`],
    ),
    ...(mode === undefined || BATCH_MODES.includes(mode)
      ? []
      : [`mode is ${typeName(mode)}, expected transaction or autoCommit`]),
  ];
  if (problems.length > 0) throw invalidRequest(problems);
  return options;
}

function optionProblems({
  clientToken: token,
  sessionId,
  sessionKeepAliveSeconds: seconds,
}: SubmissionOptions): string[] {
  const isToken = (text: unknown) =>
    typeof text === "string" && text.length >= 1 && text.length <= MAX_CLIENT_TOKEN_CHARACTERS;
  return [
    ...(token === undefined || isToken(token)
      ? []
      : [`clientToken is none, expected text of 1 to ${MAX_CLIENT_TOKEN_CHARACTERS} characters`]),
    ...(sessionId === undefined || (typeof sessionId === "string" && isSessionId(sessionId))
      ? []
      : ["sessionId is none, expected the sessionId of an answer, unchanged"]),
    ...(seconds === undefined ||
    (Number.isInteger(seconds) && seconds >= 0 && seconds <= MAX_KEEP_ALIVE_SECONDS)
      ? []
      : [`sessionKeepAliveSeconds is none, expected a whole number from 0 to ${MAX_KEEP_ALIVE_SECONDS}`]),
  ];
}

function textProblems(sqls: readonly string[], isOne: boolean): string[] {
  if (sqls.length === 0 || sqls.length > MAX_BATCH_STATEMENTS) {
    return [`the batch has ${sqls.length} statements, expected 1 to ${MAX_BATCH_STATEMENTS}`];
  }
  return sqls.flatMap((sql, index) =>
    typeof sql === "string" && sql.trim() !== ""
      ? []
      : [`${isOne ? "the SQL" : `statement ${index + 1} of the batch`} is empty or no text, expected SQL`],
  );
}

function valueProblems(name: string, value: unknown, index: number): string[] {
  if (!PARAMETER_NAME.test(name)) {
    return [`the name of parameter ${index + 1} is malformed, expected letters, digits and _`];
  }
  if (value === "")
    return [`parameter ${name} is empty text, which the Data API cannot send; write '' in the SQL`];
  if (typeof value === "number") {
    if (!Number.isFinite(value))
      return [`parameter ${name} is not finite, expected a finite number or a text`];
    return Number.isInteger(value) && !Number.isSafeInteger(value)
      ? [`parameter ${name} is a number beyond 2^53-1, expected its digits as text`]
      : [];
  }
  if (typeof value === "string" || typeof value === "boolean") return [];
  return [
    value === null
      ? `parameter ${name} is null, which the Data API cannot send; write NULL in the SQL, or NULLIF(:${name}, 'mark')`
      : `parameter ${name} is of type ${typeof value}, expected a string, number or boolean`,
  ];
}

function unfitParameters(sqls: readonly string[], names: readonly string[]): string[] {
  return parameterProblems(sqls, names).map(({ kind, name }) => UNFIT[kind](name));
}

const UNFIT: Readonly<Record<ParameterProblem["kind"], (name: string) => string>> = {
  "without value": (name) =>
    `the SQL uses the parameter ${name}, expected a value for it; a colon that is text belongs in quotes, a cast has two`,
  unused: (name) => `parameter ${name} is used by no statement, which AWS refuses; leave it out`,
  "in quotes": (name) =>
    `parameter ${name} is used within quotes only, where a name is plain text; write it outside of them`,
};

function parameter([name, value]: [string, ParameterValue]): SqlParameter {
  return { name, value: typeof value === "number" ? plainNumber(value) : String(value) };
}
