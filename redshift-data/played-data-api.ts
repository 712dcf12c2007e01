import { presentMembers } from "../aws/json";
import { systemClock } from "./client/calls/clock";
import type { DataApi, StatementDescription } from "./client/data-api";
import { answersTo, describeBatch, describeOne, type PlayedAnswer } from "./played-answers";
import { pageOf, rowsProblem } from "./played-rows";

/** A statement that was run: one whose client token was not there before. */
export interface PlayedStatement {
  readonly statementId: string;
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly clientToken: string;
}

interface Kept {
  readonly description: StatementDescription;
  readonly answers: readonly PlayedAnswer[];
}

/** What of a request decides how it is played. */
interface Submitted {
  readonly ClientToken?: string | undefined;
  readonly Parameters?:
    | readonly { readonly name: string | undefined; readonly value: string | undefined }[]
    | undefined;
  readonly SessionId?: string | undefined;
  readonly SessionKeepAliveSeconds?: number | undefined;
}

/**
 * A Data API that answers as told. What it refuses, it refuses with AWS's codes and words.
 *
 * @param statements gets every statement that is run, but for those that ask for the figures of a COPY or UNLOAD
 * @param cancelled gets the ids of those that are cancelled
 * @throws Error for rows that no result has
 */
export function playDataApi(
  answers: readonly PlayedAnswer[],
  statements: PlayedStatement[],
  cancelled: string[],
): DataApi {
  for (const { sql, rows = [] } of answers) {
    const problem = rowsProblem(rows);
    if (problem !== undefined) throw new Error(`the answer to ${String(sql)}: ${problem}`);
  }
  const kept = new Map<string, Kept>();
  const submissions = new Map<string, { readonly Id: string; readonly SessionId?: string }>();

  function submit(
    sqls: readonly string[],
    { ClientToken = "", Parameters = [], SessionId, SessionKeepAliveSeconds }: Submitted,
    batchMode?: "TRANSACTION" | "AUTO_COMMIT",
  ) {
    const known = submissions.get(ClientToken);
    if (known !== undefined) return known;
    const found = answersTo(sqls, answers);
    const number = String(submissions.size + 1).padStart(12, "0");
    const id = `fa4e0000-0000-4000-8000-${number}`;
    const session =
      SessionId ?? (SessionKeepAliveSeconds === undefined ? undefined : `5e550000-0000-4000-8000-${number}`);
    const submitted = { Id: id, ...presentMembers({ SessionId: session }) };
    submissions.set(ClientToken, submitted);
    const parameters = Object.fromEntries(Parameters.map(({ name = "", value = "" }) => [name, value]));
    for (const [index, sql] of sqls.entries()) {
      if (found[index]?.isReport === true) continue;
      const statementId = batchMode === undefined ? id : `${id}:${index + 1}`;
      statements.push({ statementId, sql, parameters, clientToken: ClientToken });
    }
    const told =
      batchMode === undefined
        ? { QueryString: sqls[0], ...describeOne(found[0]) }
        : describeBatch(id, sqls, found, batchMode);
    kept.set(id, {
      description: {
        ...told,
        ...presentMembers({ SessionId: session }),
        ...(Parameters.length > 0 && {
          QueryParameters: Parameters.map(({ name, value }) => ({ name, value })),
        }),
      },
      answers: found,
    });
    return submitted;
  }

  /** The statement or the batch, or one of the batch, as it stands now. */
  function described(id: string): StatementDescription {
    const [whole = "", part] = id.split(":");
    const { description } = keptOf(kept, whole);
    const now = cancelled.includes(whole) ? aborted(description) : description;
    if (part === undefined) return now;
    const { SubStatements = [], ...shared } = now;
    return { ...shared, ...(SubStatements[Number(part) - 1] ?? notThere()) };
  }

  return {
    execute: async (request) => submit([request.Sql ?? ""], request),
    executeBatch: async (request) =>
      submit(request.Sqls ?? [], request, request.ExecutionMode ?? "TRANSACTION"),
    describe: async ({ Id, WaitTimeSeconds = 0 }, signal) => {
      if (described(Id).Status === "STARTED" && WaitTimeSeconds > 0) {
        await systemClock.sleep(WaitTimeSeconds * 1000, signal);
      }
      return described(Id);
    },
    result: async ({ Id }) => {
      const { Status, HasResultSet, SubStatements } = described(Id);
      if (SubStatements !== undefined) {
        throw refusal(
          "ValidationException",
          "BatchExecuteStatement result can only be retrieved with sub-statement id.",
        );
      }
      if (Status !== "FINISHED" || HasResultSet !== true) {
        throw refusal(
          "ResourceNotFoundException",
          "Query does not have result. Please check query status with DescribeStatement.",
        );
      }
      const [id = "", part = "1"] = Id.split(":");
      return pageOf(keptOf(kept, id).answers[Number(part) - 1]?.rows ?? []);
    },
    resultCsv: async () => {
      throw new Error("the fake link has no results in CSV");
    },
    cancel: async ({ Id }) => {
      const { Status } = described(Id);
      if (Id.includes(":")) {
        throw refusal("ValidationException", "Could not cancel an individual sub-statement of a batch.");
      }
      if (Status !== "STARTED") {
        throw refusal(
          "ValidationException",
          `Could not cancel a query that is already in ${Status} state with ID: ${Id}`,
        );
      }
      cancelled.push(Id);
      return { Status: true };
    },
  };
}

function keptOf(kept: ReadonlyMap<string, Kept>, id: string): Kept {
  return kept.get(id) ?? notThere();
}

function notThere(): never {
  throw refusal("ResourceNotFoundException", "Query does not exist.");
}

/** An error as the AWS client throws it. */
function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { name: code, $metadata: { httpStatusCode: 400 } });
}

/** A statement or batch after it was cancelled: what had not ended of it never will. */
function aborted(description: StatementDescription): StatementDescription {
  const { SubStatements } = description;
  return {
    ...description,
    Status: "ABORTED",
    ...(SubStatements && {
      SubStatements: SubStatements.map((part) =>
        part.Status === "STARTED" ? { ...part, Status: "ABORTED" } : part,
      ),
    }),
  };
}
