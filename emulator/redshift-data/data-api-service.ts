import type { Caller } from "../authentication/caller";
import type { Authorizer } from "../authorization/authorizer";
import { notOffered } from "../protocol/not-offered";
import { listCatalogue } from "./catalogue/list-catalogue";
import { REQUESTS_PER_SECOND, TokenBuckets } from "./quotas";
import type { RequestOrigin } from "./request/request-origin";
import { DEFAULT_PAGE_LIMITS } from "./result/result-pages";
import { machineClock, type ServerClock } from "./server-clock";
import type { DataApiDependencies, DataApiLimits } from "./statement/dependencies";
import { cancel, describe, getResult } from "./statement/follow-up";
import { listSessions } from "./statement/list-sessions";
import { listStatements } from "./statement/list-statements";
import { SessionStore } from "./statement/session-store";
import { StatementStore } from "./statement/statement-store";
import { Submitter } from "./statement/submit";
import type { WarehouseSet } from "./warehouse/warehouse-set";

/** One decoded request of the awsJson1.1 protocol. */
interface DataApiRequest {
  /** For example `ExecuteStatement`. */
  readonly operation: string;
  readonly input: unknown;
  readonly caller: Caller;
  readonly region: string;
}

/** What the Data API works with. */
export interface DataApiServiceOptions {
  readonly warehouses: WarehouseSet;
  readonly authorizer: Authorizer;
  /** @default {@link machineClock} */
  readonly clock?: ServerClock;
  /** @default {@link DEFAULT_LIMITS} */
  readonly limits?: Partial<DataApiLimits>;
}

/** AWS's quotas per cluster or workgroup, and the page sizes. */
const DEFAULT_LIMITS: DataApiLimits = {
  activeStatements: 500,
  activeSessions: 500,
  // Undocumented: only that there is a limit per statement.
  waitingRequests: 10,
  page: DEFAULT_PAGE_LIMITS,
};

type Operation = (origin: RequestOrigin, input: unknown) => Promise<Record<string, unknown>>;

/** The operation under whose quota a request counts: both result operations share one. */
function quotaOf(operation: string): string {
  return operation === "GetStatementResultV2" ? "GetStatementResult" : operation;
}

/**
 * The Redshift Data API over the local warehouses: asynchronous statements, long polls, pages, owners and
 * quotas as the service has them. Answers may hold bigints and undefined members: write them with `stringifyAwsJson`.
 */
export class DataApiService {
  private readonly buckets: TokenBuckets;
  private readonly statements: StatementStore;
  private readonly operations: ReadonlyMap<string, Operation>;

  constructor({ warehouses, authorizer, clock = machineClock, limits }: DataApiServiceOptions) {
    this.buckets = new TokenBuckets(clock);
    this.statements = new StatementStore(clock);
    const dependencies: DataApiDependencies = {
      warehouses,
      authorizer,
      clock,
      statements: this.statements,
      sessions: new SessionStore(clock),
      limits: { ...DEFAULT_LIMITS, ...limits },
    };
    const submitter = new Submitter(dependencies);
    this.operations = new Map<string, Operation>([
      ["ExecuteStatement", (origin, input) => submitter.submit(origin, input, false)],
      ["BatchExecuteStatement", (origin, input) => submitter.submit(origin, input, true)],
      ["DescribeStatement", (origin, input) => describe(dependencies, origin, input)],
      ["GetStatementResult", (origin, input) => getResult(dependencies, origin, input, "JSON")],
      ["GetStatementResultV2", (origin, input) => getResult(dependencies, origin, input, "CSV")],
      ["CancelStatement", (origin, input) => cancel(dependencies, origin, input)],
      ["ListSessions", (origin, input) => listSessions(dependencies, origin, input)],
      ["ListDatabases", (origin, input) => listCatalogue(dependencies, "ListDatabases", origin, input)],
      ["ListSchemas", (origin, input) => listCatalogue(dependencies, "ListSchemas", origin, input)],
      ["ListTables", (origin, input) => listCatalogue(dependencies, "ListTables", origin, input)],
      ["DescribeTable", (origin, input) => listCatalogue(dependencies, "DescribeTable", origin, input)],
      ["ListStatements", (origin, input) => listStatements(dependencies, origin, input)],
    ]);
  }

  /**
   * Answers one request.
   *
   * @throws AwsError with the service's code and text; `NotImplemented` for an operation that is not here
   */
  async handle({ operation, input, caller, region }: DataApiRequest): Promise<Record<string, unknown>> {
    const run = this.operations.get(operation);
    if (run === undefined) throw notOffered("redshift-data", operation);
    const quota = quotaOf(operation);
    this.buckets.spend(`${caller.accountId}/${region}/${quota}`, REQUESTS_PER_SECOND[quota] ?? 1);
    return run({ caller, region }, input);
  }

  /** Aborts every statement under way and forgets all results. The warehouses belong to whoever made them. */
  async close(): Promise<void> {
    for (const statement of this.statements.active()) statement.abort();
    this.statements.discardResults();
  }
}
