import { createHash } from "node:crypto";
import { presentMembers } from "../aws/json";
import { createUsage, type Usage } from "./client/calls/usage";
import { type StatementExecution, startExecution, withExecution } from "./client/statement-execution";
import type { CopyRequest } from "./copy/copy-request";
import type { UnloadRequest } from "./copy/unload-request";
import { NOT_SHOWN } from "./errors/shown-text";
import { type LambdaContext, lambdaInvocation } from "./lambda-invocation";
import type { ConnectedLink } from "./link-client";
import { type ObjectRow, streamObjects } from "./result/whole-result";
import type { CancelAnswer, RunningAnswer, StatusAnswer } from "./statement/answers";
import {
  checkedOptions,
  checkedStatementId,
  checkedSubmission,
  type ParameterValues,
  type SubmissionOptions,
} from "./statement/checked-submission";
import { checkedBatch, checkedTransfer, type Transfer } from "./statement/checked-transfer";
import { statementStatus, stopStatement } from "./statement/follow-statement";
import type { SqlText, Submission } from "./statement/request";
import { startStatement } from "./statement/start-statement";
import {
  type BatchResult,
  finishStatement,
  followToEnd,
  type QueryResult,
  queryBatch,
  queryStatement,
  type RunningStatement,
  runTransfer,
} from "./statement/whole-statement";

/** How a batch is submitted. */
interface BatchOptions extends SubmissionOptions {
  /**
   * `transaction`: all or nothing. `autoCommit`: each statement for itself, the later ones run after a failed one too.
   *
   * @default "transaction"
   */
  readonly mode?: "transaction" | "autoCommit";
}

/** How a COPY or UNLOAD is submitted and told. */
interface TransferOptions extends SubmissionOptions {
  /**
   * Reasons of rejected rows show values of the files, which may be anything.
   *
   * @default false
   */
  readonly showValues?: boolean;
}

/** How a COPY is run. */
interface CopyCallOptions extends TransferOptions {
  /**
   * Only checks the files, and loads nothing.
   *
   * @default false
   */
  readonly dryRun?: boolean;
}

/**
 * The link's database, for one invocation of a handler. Each method may be called as often as the time allows, also at the
 * same time. What is still waited for when the invocation's time is nearly over is cancelled, and told as `DEADLINE`.
 *
 * Every method fails with a QueryError and with nothing else; its `fields.code` is one of docs/errors.md.
 */
export interface LinkDatabase {
  /**
   * Runs one statement and brings all its rows; for a result that does not fit into memory there is {@link stream}.
   *
   * @typeParam R a row as the caller knows it, for example `{ month: string; revenue: string }`: nothing checks it. Integers are
   *   numbers up to 2^53-1, decimals, dates and times are text, as in docs/function.md
   */
  query<R = ObjectRow>(
    sql: string,
    parameters?: ParameterValues,
    options?: SubmissionOptions,
  ): Promise<QueryResult<R>>;
  /**
   * Runs 1 to 40 statements on one connection; the parameters are shared. COPY and UNLOAD count with one or two more each, which ask
   * for their figures.
   */
  batch(
    sqls: readonly (string | Transfer)[],
    parameters?: ParameterValues,
    options?: BatchOptions,
  ): Promise<BatchResult>;
  /**
   * Loads files of a bucket of the link into a table: `copy` of the result says what was loaded. One that fails for what is in the
   * files tells the first rows of them as `fields.rejected` of the error.
   */
  copy(request: CopyRequest, options?: CopyCallOptions): Promise<QueryResult>;
  /** Writes the rows of a query into files of a bucket of the link: `unload` of the result names them. */
  unload(request: UnloadRequest, options?: TransferOptions): Promise<QueryResult>;
  /** Runs one statement and brings its rows one by one, of any number: one page is in memory at a time. */
  stream<R = ObjectRow>(
    sql: string,
    parameters?: ParameterValues,
    options?: SubmissionOptions,
  ): AsyncGenerator<R, void, undefined>;
  /** Starts one statement and does not wait for it. Nobody but {@link cancel} stops it. */
  submit(
    sql: string | Transfer,
    parameters?: ParameterValues,
    options?: SubmissionOptions,
  ): Promise<RunningAnswer | StatusAnswer>;
  /**
   * What came of a statement that any invocation has submitted: waits as long as the time suffices, and leaves it running then.
   *
   * @param statementId as {@link submit} has answered it
   */
  follow<R = ObjectRow>(statementId: string): Promise<QueryResult<R> | BatchResult | RunningStatement>;
  /** Where a statement stands, asked once. */
  status(statementId: string): Promise<StatusAnswer>;
  /** Stops a statement; that it had ended already is an answer. */
  cancel(statementId: string): Promise<CancelAnswer>;
  /** Adds members to the invocation's line in the log. No secrets, and no rows of people: a log is read by many. */
  note(members: Readonly<Record<string, string | number | boolean>>): void;
}

/** A link's database, and what has been done with it. */
export interface CountedDatabase extends LinkDatabase {
  readonly usage: Usage;
  /** Statements and batches submitted. */
  readonly statements: number;
  readonly notes: Readonly<Record<string, string | number | boolean>>;
}

/** Of the request id and of the digest in a client token, which has 64 characters at most. */
const REQUEST_CHARACTERS = 36;
const DIGEST_CHARACTERS = 27;

/** The database of a link on behalf of one invocation. */
export function createLinkDatabase(client: ConnectedLink, context: LambdaContext): CountedDatabase {
  const usage = createUsage();
  const submitted = new Map<string, number>();
  let statements = 0;
  let notes: CountedDatabase["notes"] = {};

  /** By now: what is left of the time grows shorter with each statement. */
  function dependencies() {
    return client.dependencies({ ...lambdaInvocation(context), usage });
  }

  function work<T>(does: (execution: StatementExecution) => Promise<T>): Promise<T> {
    return withExecution(dependencies(), does);
  }

  /**
   * Lambda repeats a failed event under the same request id. The same statement then gets the same token, whatever the order:
   * the digest names it, the count which of several equal ones it is.
   */
  function submission(
    text: SqlText,
    values: ParameterValues,
    options: SubmissionOptions,
    warnings?: readonly string[],
  ): Submission {
    const checked = { ...checkedSubmission(text, values, options), ...presentMembers({ warnings }) };
    statements += 1;
    if (checked.clientToken !== undefined) return checked;
    const content = JSON.stringify([text, checked.parameters]);
    const count = (submitted.get(content) ?? 0) + 1;
    submitted.set(content, count);
    const digest = createHash("sha256").update(`${count} ${content}`).digest("hex");
    const request = context.awsRequestId.slice(0, REQUEST_CHARACTERS);
    return { ...checked, clientToken: `${request}-${digest.slice(0, DIGEST_CHARACTERS)}` };
  }

  /** Each for itself, so that what is asked about a COPY takes nothing back. */
  function transfer(wanted: Transfer, options: SubmissionOptions, dryRun?: boolean): Submission {
    const { sqls, warnings } = checkedTransfer(wanted, dependencies().link.settings, dryRun);
    return submission({ sqls, mode: "autoCommit" }, {}, options, warnings);
  }

  return {
    usage,
    get statements() {
      return statements;
    },
    get notes() {
      return notes;
    },
    // Nothing is thrown before there is a promise to reject.
    query: async <R>(sql: string, values: ParameterValues = {}, options: SubmissionOptions = {}) => {
      const wanted = submission({ sql }, values, options);
      return work((execution) => queryStatement<R>(execution, wanted));
    },
    batch: async (members, values = {}, given = {}) => {
      const { mode = "transaction", ...options } = checkedOptions(given);
      const { sqls, warnings } = checkedBatch(members, dependencies().link.settings, mode);
      const wanted = submission({ sqls, mode }, values, options, warnings);
      return work((execution) => queryBatch(execution, wanted));
    },
    copy: async (request, given = {}) => {
      const { dryRun, showValues = false, ...options } = checkedOptions(given);
      const wanted = transfer({ copy: request }, options, dryRun);
      return work((execution) => runTransfer(execution, wanted, showValues));
    },
    unload: async (request, given = {}) => {
      const { showValues = false, ...options } = checkedOptions(given);
      const wanted = transfer({ unload: request }, options);
      return work((execution) => runTransfer(execution, wanted, showValues));
    },
    async *stream<R>(sql: string, values: ParameterValues = {}, options: SubmissionOptions = {}) {
      const wanted = submission({ sql }, values, options);
      const { execution, stop } = startExecution(dependencies());
      try {
        const { statementId, description } = await finishStatement(execution, wanted);
        if (description.HasResultSet === false) return;
        for await (const { rows } of streamObjects<R>(execution, statementId)) yield* rows;
      } finally {
        stop();
      }
    },
    submit: async (wanted, values = {}, options = {}) => {
      const isSql = typeof wanted !== "object" || wanted === null;
      const asked = isSql ? submission({ sql: wanted }, values, options) : transfer(wanted, options);
      return startStatement({ action: "submit", submission: asked }, dependencies());
    },
    follow: async <R>(id: string) => {
      const statementId = checkedStatementId(id);
      return work((execution) => followToEnd<R>(execution, statementId));
    },
    status: async (id) =>
      statementStatus({ action: "status", statementId: checkedStatementId(id) }, dependencies()),
    cancel: async (id) =>
      stopStatement({ action: "cancel", statementId: checkedStatementId(id, true) }, dependencies()),
    note(members) {
      const carried = Object.entries(members ?? {}).map(([name, value]) => [name, carriedNote(value)]);
      notes = { ...notes, ...Object.fromEntries(carried) };
    },
  };
}

/**
 * What JSON carries of a note. JavaScript may give any value, and one that JSON cannot carry must not end an invocation whose work is
 * done, nor take the place of its error.
 */
function carriedNote(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  try {
    return JSON.parse(JSON.stringify(value) ?? "null");
  } catch {
    return NOT_SHOWN;
  }
}
