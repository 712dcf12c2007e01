import { systemClock } from "./client/calls/clock";
import type { Cell, DataApi, ResultPage, StatementDescription } from "./client/data-api";
import { QueryError } from "./errors/query-error";
import { createHandlerLink, type HandlerLink } from "./handler-link";
import type { LambdaContext } from "./lambda-invocation";
import type { LinkSettings } from "./link/link-settings";
import { createLinkClient } from "./link-client";
import type { ObjectRow } from "./result/whole-result";

/*
 * A link for the tests of handlers: no AWS, no network. What the library does with a statement (its token, its deadline, its
 * errors, its line in the log) is the library's own; only the Data API behind it is played. Nothing deployed imports this.
 */

/** What becomes of the statements that fit. The first that fits answers. */
export interface FakeAnswer {
  /** Part of the SQL, or a pattern of it. */
  readonly sql: string | RegExp;
  /** Rows of its result, all with the same columns. Numbers, booleans, texts, NULL; what is an object is a SUPER. */
  readonly rows?: readonly ObjectRow[];
  /** Rows that a statement without a result affects. @default - the statement has a result, or tells no number */
  readonly rowCount?: number;
  /** The statement fails, with these words of the engine's. */
  readonly fails?: string;
  /** The statement does not end: who waits for it runs out of time. */
  readonly isEndless?: true;
}

/** A statement that was run: one whose client token was not there before. */
interface FakeStatement {
  readonly statementId: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly clientToken: string;
}

/** A link for handlers that remembers what it was asked. */
export interface FakeLink extends HandlerLink {
  /** Every statement that was run, in order; those of a batch each for itself. */
  readonly statements: readonly FakeStatement[];
  /** Ids of the statements and batches that were cancelled. */
  readonly cancelled: readonly string[];
  /** The lines of the log, as objects. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

const SETTINGS: LinkSettings = {
  linkName: "fake",
  dataRoleArn: "arn:aws:iam::222222222222:role/fake-data",
  roleSessionName: "fake-query",
  redshiftAccountId: "222222222222",
  redshiftRegion: "eu-west-1",
  lambdaRegion: "eu-west-1",
  target: { ClusterIdentifier: "fake", Database: "dev", DbUser: "tester" },
};

/** Lambda's context of one invocation. The same request id again: Lambda repeats the event. */
export function fakeContext({
  requestId = "00000000-0000-4000-8000-000000000000",
  remainingMilliseconds = 60_000,
}: {
  readonly requestId?: string;
  readonly remainingMilliseconds?: number;
} = {}): LambdaContext {
  const endsAt = Date.now() + remainingMilliseconds;
  return {
    awsRequestId: requestId,
    functionName: "fake-query",
    invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:fake-query",
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
  };
}

/**
 * A link whose database answers as told.
 *
 * @param answers what becomes of which statements; one that none fits fails, and says which it was
 */
export function fakeLink(answers: readonly FakeAnswer[]): FakeLink {
  const statements: FakeStatement[] = [];
  const cancelled: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const client = createLinkClient({
    settings: SETTINGS,
    sts: {
      assumeRole: async () => ({
        Credentials: {
          AccessKeyId: "FAKE",
          SecretAccessKey: "fake",
          SessionToken: "fake",
          Expiration: new Date(Date.now() + 3_600_000),
        },
        AssumedRoleUser: {
          AssumedRoleId: "FAKE:fake-query",
          Arn: "arn:aws:sts::222222222222:assumed-role/fake-data/fake-query",
        },
      }),
    },
    connect: () => fakeDataApi(answers, statements, cancelled),
    clock: systemClock,
  });
  const link = createHandlerLink({
    linkName: SETTINGS.linkName,
    client,
    clock: systemClock,
    log: (line) => void lines.push(JSON.parse(line)),
  });
  return { ...link, statements, cancelled, lines };
}

interface Kept {
  readonly description: StatementDescription;
  readonly answers: readonly FakeAnswer[];
}

function fakeDataApi(
  answers: readonly FakeAnswer[],
  statements: FakeStatement[],
  cancelled: string[],
): DataApi {
  const kept = new Map<string, Kept>();
  const ids = new Map<string, string>();

  function submit(
    sqls: readonly string[],
    { ClientToken = "", Parameters = [] }: { ClientToken?: string | undefined; Parameters?: NamedValues },
    { isBatch, mode }: { readonly isBatch: boolean; readonly mode: string },
  ) {
    const known = ids.get(ClientToken);
    if (known !== undefined) return { Id: known };
    const found = sqls.map((sql) => answerTo(sql, answers));
    const id = `fa4e0000-0000-4000-8000-${String(ids.size + 1).padStart(12, "0")}`;
    ids.set(ClientToken, id);
    const parameters = Object.fromEntries(
      (Parameters ?? []).map(({ name = "", value = "" }) => [name, value]),
    );
    for (const [index, sql] of sqls.entries()) {
      const statementId = isBatch ? `${id}:${index + 1}` : id;
      statements.push({ statementId, sql, parameters, clientToken: ClientToken });
    }
    const description = isBatch ? describeBatch(id, found, mode) : describeOne(found[0]);
    kept.set(id, { description, answers: found });
    return { Id: id };
  }

  return {
    execute: async (request) => submit([request.Sql ?? ""], request, { isBatch: false, mode: "" }),
    executeBatch: async (request) =>
      submit(request.Sqls ?? [], request, { isBatch: true, mode: request.ExecutionMode ?? "TRANSACTION" }),
    describe: async ({ Id, WaitTimeSeconds = 0 }, signal) => {
      const description = keptOf(kept, Id).description;
      if (description.Status === "STARTED" && WaitTimeSeconds > 0) {
        await systemClock.sleep(WaitTimeSeconds * 1000, signal);
      }
      return cancelled.includes(Id) ? { ...description, Status: "ABORTED" } : description;
    },
    result: async ({ Id }) => {
      const [id = "", part = "1"] = Id.split(":");
      return pageOf(keptOf(kept, id).answers[Number(part) - 1]?.rows ?? []);
    },
    resultCsv: async () => {
      throw new Error("the fake link has no results in CSV");
    },
    cancel: async ({ Id }) => {
      keptOf(kept, Id);
      cancelled.push(Id);
      return { Status: true };
    },
  };
}

type NamedValues =
  | readonly { readonly name: string | undefined; readonly value: string | undefined }[]
  | undefined;

function keptOf(kept: ReadonlyMap<string, Kept>, id: string): Kept {
  const found = kept.get(id);
  if (found !== undefined) return found;
  const error = new Error(`Query does not exist: ${id}`);
  error.name = "ResourceNotFoundException";
  throw error;
}

function answerTo(sql: string, answers: readonly FakeAnswer[]): FakeAnswer {
  const found = answers.find((answer) =>
    typeof answer.sql === "string" ? sql.includes(answer.sql) : answer.sql.test(sql),
  );
  if (found !== undefined) return found;
  throw new QueryError({
    code: "UNKNOWN",
    hop: "submit",
    message: `the fake link has no answer to ${JSON.stringify(sql)}`,
    advice: "give fakeLink one whose sql fits",
  });
}

interface Outcome extends Pick<StatementDescription, "Error" | "HasResultSet" | "ResultRows"> {
  readonly Status: "STARTED" | "FINISHED" | "FAILED";
}

function describeOne(answer: FakeAnswer | undefined): Outcome {
  const { rows, rowCount, fails, isEndless } = answer ?? {};
  if (isEndless) return { Status: "STARTED" };
  if (fails !== undefined) return { Status: "FAILED", Error: fails };
  return { Status: "FINISHED", HasResultSet: rows !== undefined, ResultRows: rows?.length ?? rowCount ?? -1 };
}

function describeBatch(id: string, found: readonly FakeAnswer[], mode: string): StatementDescription {
  const outcomes = found.map(describeOne);
  const isStarted = outcomes.some(({ Status }) => Status === "STARTED");
  const failedAt = outcomes.findIndex(({ Status }) => Status === "FAILED");
  const isRolledBack = failedAt >= 0 && mode !== "AUTO_COMMIT";
  const parts = outcomes.map((outcome, index) =>
    isRolledBack && index > failedAt ? ({ Status: "ABORTED" } as const) : outcome,
  );
  const ended = failedAt >= 0 ? "FAILED" : "FINISHED";
  return {
    Status: isStarted ? "STARTED" : ended,
    ExecutionMode: mode === "AUTO_COMMIT" ? "AUTO_COMMIT" : "TRANSACTION",
    SubStatements: parts.map((part, index) => ({ Id: `${id}:${index + 1}`, ...part })),
  };
}

function pageOf(rows: readonly ObjectRow[]): ResultPage {
  const names = Object.keys(rows[0] ?? {});
  return {
    ColumnMetadata: names.map((name) => ({ name, label: name, typeName: typeOf(rows, name) })),
    Records: rows.map((row) => names.map((name) => cellOf(row[name] ?? null))),
    TotalNumRows: rows.length,
  };
}

function typeOf(rows: readonly ObjectRow[], name: string): string {
  const value = rows.map((row) => row[name] ?? null).find((found) => found !== null);
  if (typeof value === "number") return Number.isInteger(value) ? "int8" : "float8";
  if (typeof value === "boolean") return "bool";
  return typeof value === "object" ? "super" : "varchar";
}

function cellOf(value: ObjectRow[string]): Cell {
  if (value === null) return { isNull: true };
  if (typeof value === "number")
    return Number.isInteger(value) ? { longValue: value } : { doubleValue: value };
  if (typeof value === "boolean") return { booleanValue: value };
  return { stringValue: typeof value === "string" ? value : JSON.stringify(value) };
}
