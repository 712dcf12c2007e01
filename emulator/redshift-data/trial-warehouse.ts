import { startEngine } from "./engine/start-engine";
import type { ColumnMetadata } from "./result/result-set";
import { bindParameters, type NamedParameter } from "./sql/named-parameters";
import { takeOutSleeps } from "./sql/simulated-sleep";
import { tokenizeSql } from "./sql/sql-tokens";
import { DatabaseSession } from "./warehouse/database-session";
import { type Connection, type StatementOutcome, Warehouse } from "./warehouse/warehouse";
import type { WarehouseSpec } from "./warehouse/warehouse-spec";

/** Who tries a statement, and where. */
interface TrialLogin {
  /** Database user, one of the warehouse's. */
  readonly user: string;
  readonly database: string;
}

/** What a statement gave that was tried. */
export interface TrialOutcome {
  /** Of its result set. Absent: it has none, or failed. */
  readonly columns?: readonly ColumnMetadata[];
  /** Rows returned or changed. */
  readonly rowCount: number;
  /** In Redshift's words. */
  readonly error?: string;
}

/** One page is all that is kept of a result. */
const PAGE_SIZE = { rows: 1000, bytes: 1024 * 1024 };

/** Statements of which the engine wants no transaction around it. */
const OUTSIDE_OF_TRANSACTIONS = /\b(?:inside|within) a transaction block\b|\binvalid transaction\b/i;

/**
 * A warehouse of its own in which statements are tried before anything is deployed: without roles and the Data API, as a database
 * user. What one does is rolled back before the next, but for what cannot be.
 */
export class TrialWarehouse {
  private readonly warehouse: Warehouse;

  constructor(
    spec: WarehouseSpec,
    private readonly signal: AbortSignal,
  ) {
    this.warehouse = new Warehouse(spec, startEngine);
  }

  /** @throws EmulatorError SCRIPT_REFUSED when the warehouse's scripts do not run */
  async try(login: TrialLogin, sql: string, parameters: readonly NamedParameter[]): Promise<TrialOutcome> {
    const outcome = await this.inSession(login, sql, parameters, true);
    if (outcome.error === undefined || !OUTSIDE_OF_TRANSACTIONS.test(outcome.error)) return outcome;
    return this.inSession(login, sql, parameters, false);
  }

  /** Stops the engine; nothing is left of it. */
  close(): Promise<void> {
    return this.warehouse.close();
  }

  private async inSession(
    { user, database }: TrialLogin,
    sql: string,
    parameters: readonly NamedParameter[],
    isRolledBack: boolean,
  ): Promise<TrialOutcome> {
    const session = new DatabaseSession(user, database);
    const connection: Connection = { session, pageSize: PAGE_SIZE, signal: this.signal };
    // Nobody waits here for what a query would wait for.
    const { tokens } = takeOutSleeps(tokenizeSql(sql));
    if (isRolledBack) await this.warehouse.run(connection, { sql: "BEGIN", values: [] });
    const outcome = await this.warehouse.run(connection, bindParameters(tokens, parameters));
    // What is open is rolled back with it.
    await this.warehouse.endSession(session);
    return trialOutcome(outcome);
  }
}

function trialOutcome(outcome: StatementOutcome | undefined): TrialOutcome {
  if (outcome === undefined) return { rowCount: 0, error: "the trial was interrupted" };
  const { result, rowCount, error } = outcome;
  result?.pages.close();
  if (error !== undefined) return { rowCount: 0, error };
  return { rowCount, ...(result === undefined ? {} : { columns: result.metadata }) };
}
