import { presentMembers } from "../../../aws/json";
import { MAX_BATCH_STATEMENTS } from "../../../redshift-data/client/checked-data-api";
import type { SqlParameter } from "../../../redshift-data/client/data-api";
import {
  isSessionId,
  MAX_CLIENT_TOKEN_CHARACTERS,
  MAX_KEEP_ALIVE_SECONDS,
} from "../../../redshift-data/client/data-api-id";
import { typeName } from "../../../redshift-data/errors/invalid-request";
import { ROW_FORMATS } from "../../../redshift-data/result/row-format";
import {
  type ParameterProblem,
  parameterProblems,
} from "../../../redshift-data/statement/parameter-problems";
import type { SqlText, Submission } from "../../../redshift-data/statement/request";
import { PROBE_SQL } from "../contract";
import type { FieldReader, TextRule } from "./field-reader";
import { type EventRules, RAW_SQL_REFUSED, readNamedQuery } from "./read-named-query";
import { hasTransfer, readBatch, readTransfer } from "./read-transfers";
import { readParameters } from "./sql-parameters";

const CLIENT_TOKEN: TextRule = {
  allowed: (text) => text.length >= 1 && text.length <= MAX_CLIENT_TOKEN_CHARACTERS,
  expected: `text of 1 to ${MAX_CLIENT_TOKEN_CHARACTERS} characters`,
};

const SESSION_ID: TextRule = {
  allowed: isSessionId,
  expected: "the sessionId of an answer, unchanged",
};

/**
 * The part of an event that is submitted. Problems go to the reader.
 *
 * @see https://docs.aws.amazon.com/redshift-data/latest/APIReference/API_BatchExecuteStatement.html
 */
export function readSubmission(reader: FieldReader, rules: EventRules): Submission {
  const asked = readAsked(reader, rules);
  const clientToken = reader.text("clientToken", CLIENT_TOKEN);
  const sessionId = reader.text("sessionId", SESSION_ID);
  const sessionKeepAliveSeconds = reader.wholeNumber("sessionKeepAliveSeconds", 0, MAX_KEEP_ALIVE_SECONDS);
  return {
    ...asked,
    format: reader.oneOf("format", ROW_FORMATS) ?? "objects",
    ...presentMembers({ clientToken, sessionId, sessionKeepAliveSeconds }),
  };
}

/** What is submitted, and its values. */
type Asked = Pick<Submission, "text" | "parameters" | "query" | "warnings">;

function readAsked(reader: FieldReader, rules: EventRules): Asked {
  if (hasTransfer(reader)) return readTransfer(reader, rules);
  if (reader.raw("dryRun") !== undefined) reader.refuse("dryRun is given without copy, which it is for");
  const isNamed = reader.raw("query") !== undefined || (!rules.rawSql && !hasSql(reader));
  return isNamed ? readNamedQuery(reader, rules) : readRawSql(reader, rules);
}

function hasSql(reader: FieldReader): boolean {
  return reader.raw("sql") !== undefined || reader.raw("sqls") !== undefined;
}

function isProbe(reader: FieldReader): boolean {
  return reader.raw("sql") === PROBE_SQL && reader.raw("sqls") === undefined;
}

function readRawSql(reader: FieldReader, rules: EventRules): Asked {
  const problemsBefore = reader.problemCount;
  if (!rules.rawSql && !isProbe(reader))
    reader.refuse(`${RAW_SQL_REFUSED}, expected query`, "RAW_SQL_REFUSED");
  const { text, origins, warnings } = readSqlText(reader, rules);
  const parameters = readParameters(reader);
  // What is wrong by itself is not compared.
  if (reader.problemCount === problemsBefore) refuseUnfit(reader, text, parameters, origins);
  return { text, parameters, ...presentMembers({ warnings }) };
}

/** The text, and of a batch with COPY or UNLOAD in it what else is known of it. */
interface ReadText extends Pick<Submission, "text" | "warnings"> {
  /** Index in `sqls` of the event, of each text. */
  readonly origins?: readonly number[];
}

function readSqlText(reader: FieldReader, rules: EventRules): ReadText {
  const sql = reader.raw("sql");
  const sqls = reader.raw("sqls");
  const mode = reader.oneOf("mode", ["transaction", "autoCommit"]) ?? "transaction";
  if (sqls === undefined) {
    if (reader.raw("mode") !== undefined) reader.refuse("mode is given without sqls, which it is for");
    if (isSql(sql)) return { text: { sql } };
    reader.refuse(
      sql === undefined
        ? "sql and sqls are absent, expected one of them"
        : `sql is ${typeName(sql)}, expected SQL text`,
    );
    return { text: { sql: "" } };
  }
  if (sql !== undefined) reader.refuse("sql and sqls are both given, expected one of them");
  if (!Array.isArray(sqls) || sqls.length === 0 || sqls.length > MAX_BATCH_STATEMENTS) {
    const got = Array.isArray(sqls) ? `an array of ${sqls.length}` : typeName(sqls);
    reader.refuse(`sqls is ${got}, expected an array of 1 to ${MAX_BATCH_STATEMENTS} SQL texts`);
    return { text: { sqls: [], mode } };
  }
  const { sqls: texts, origins, warnings } = readBatch(reader, rules, sqls);
  if (texts.length > MAX_BATCH_STATEMENTS) {
    reader.refuse(
      `sqls holds ${texts.length} statements with those that ask for the figures of copy and unload, expected at most ${MAX_BATCH_STATEMENTS}`,
    );
  }
  return { text: { sqls: texts, mode }, origins, ...presentMembers({ warnings }) };
}

function refuseUnfit(
  reader: FieldReader,
  text: SqlText,
  parameters: readonly SqlParameter[],
  origins: readonly number[] = [],
): void {
  const sqls = "sql" in text ? [text.sql] : text.sqls;
  const problems = parameterProblems(
    sqls,
    parameters.map(({ name }) => name),
  );
  for (const problem of problems) {
    const { textIndex = 0 } = problem;
    const own = { ...problem, textIndex: origins[textIndex] ?? textIndex };
    reader.refuse(() => problemText(own, reader, "sql" in text));
  }
}

function problemText(
  { kind, name, textIndex }: ParameterProblem,
  reader: FieldReader,
  isOne: boolean,
): string {
  const shown = reader.quote(name);
  switch (kind) {
    case "without value":
      return `${isOne ? "sql" : `sqls[${textIndex}]`} uses the parameter ${shown}, expected a value for it in parameters; a colon that is text belongs in quotes, a cast has two`;
    case "unused":
      return `parameters[${shown}] is used by no SQL text, which AWS refuses; write the name behind a colon where the value belongs, or leave it out`;
    case "in quotes":
      return `parameters[${shown}] is used within quotes only, where a name is plain text and AWS refuses it as unused; write it outside of them ('…' || :name), or, for a query in quotes as UNLOAD takes it, the value into the text`;
  }
}

function isSql(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
