import { AwsError } from "../../protocol/aws-error";
import type { NamedParameter } from "../sql/named-parameters";
import { InputReader } from "./input-reader";
import { checkLogin, type Login, optional, readLogin, refuse } from "./login-input";
import type { SubmissionInput } from "./submission-input";

/** Longest SQL of one statement, bytes (AWS quota). */
const MAX_SQL_BYTES = 200 * 1024;
/** Most statements of a batch (AWS service model). */
const MAX_BATCH_STATEMENTS = 40;
const MAX_PARAMETERS = Number.POSITIVE_INFINITY;

const PARAMETER_NAME_PATTERN = /^[0-9a-zA-Z_]+$/;

function readParameter(reader: InputReader): NamedParameter {
  return {
    name: reader.requiredText("name", { pattern: PARAMETER_NAME_PATTERN }),
    value: reader.requiredText("value", { minLength: 1 }),
  };
}

function readSqls(reader: InputReader, isBatch: boolean): readonly string[] {
  if (!isBatch) return [reader.requiredText("Sql")];
  const sqls = reader.list("Sqls", 1, MAX_BATCH_STATEMENTS) ?? reader.missing("Sqls", []);
  return sqls.map((sql) => {
    if (typeof sql === "string") return sql;
    throw new AwsError("SerializationException", "Sqls holds an element of another type, expected strings");
  });
}

function checkTogether(submission: SubmissionInput): void {
  checkLogin(submission);
  if (submission.sqls.some((sql) => Buffer.byteLength(sql) > MAX_SQL_BYTES)) {
    // The code is AWS's; no source gives the text.
    refuse(`SQL statement is longer than the allowed ${MAX_SQL_BYTES} bytes.`);
  }
}

const SESSION_ID_PATTERN = /^[a-z0-9]{8}(-[a-z0-9]{4}){3}-[a-z0-9]{12}(:\d{0,2})?$/;
const MAX_KEEP_ALIVE_SECONDS = 86_400;

/** @throws AwsError ValidationException when it is malformed */
export function readSessionId(input: unknown): string | undefined {
  const reader = new InputReader(input);
  const sessionId = reader.text("SessionId", { pattern: SESSION_ID_PATTERN });
  reader.finish();
  return sessionId;
}

/** A request that names a session must not repeat what the session was opened with (AWS refuses it; the text is ours). */
function refuseBesideSession(input: unknown): void {
  const reader = new InputReader(input);
  const given = ["ClusterIdentifier", "WorkgroupName", "Database", "DbUser", "SecretArn"].filter(
    (name) => reader.text(name) !== undefined,
  );
  if (given.length > 0) refuse(`${given.join(", ")} cannot be provided with SessionId.`);
}

function loginOf({ target, database, dbUser, secretArn }: Login): Login {
  return { target, database, ...optional({ dbUser, secretArn }) };
}

/**
 * Reads ExecuteStatement (`isBatch` false) or BatchExecuteStatement.
 *
 * @param session what the session named by the request was opened with
 * @throws AwsError ValidationException, SerializationException
 */
export function readSubmissionInput(input: unknown, isBatch: boolean, session?: Login): SubmissionInput {
  if (session !== undefined) refuseBesideSession(input);
  const reader = new InputReader(input);
  // No events are sent; the type is still checked.
  reader.boolean("WithEvent");
  const submission: SubmissionInput = {
    ...loginOf(session ?? readLogin(input, reader)),
    isBatch,
    sqls: readSqls(reader, isBatch),
    parameters: reader.structures("Parameters", 1, MAX_PARAMETERS, readParameter),
    resultFormat: reader.text("ResultFormat", { oneOf: ["JSON", "CSV"] }) === "CSV" ? "CSV" : "JSON",
    executionMode:
      reader.text("ExecutionMode", { oneOf: ["TRANSACTION", "AUTO_COMMIT"] }) === "AUTO_COMMIT"
        ? "AUTO_COMMIT"
        : "TRANSACTION",
    ...optional({
      sessionId: reader.text("SessionId"),
      sessionKeepAliveSeconds: reader.integer("SessionKeepAliveSeconds", 0, MAX_KEEP_ALIVE_SECONDS),
      statementName: reader.text("StatementName", { maxLength: 2048 }),
      clientToken: reader.text("ClientToken", { minLength: 1, maxLength: 64 }),
      waitSeconds: reader.integer("WaitTimeSeconds", 1, 30),
    }),
  };
  reader.finish();
  checkTogether(submission);
  return submission;
}
