import type { Authorizer } from "../authorization/authorizer";
import type { Clock } from "./clock";
import type { PageLimits } from "./result/result-pages";
import type { SessionStore } from "./statement/session-store";
import type { StatementStore } from "./statement/statement-store";
import type { WarehouseSet } from "./warehouse/warehouse-set";

/** Limits of the service that tests make small. */
export interface DataApiLimits {
  /** Statements of one warehouse that have not ended. */
  readonly activeStatements: number;
  /** Sessions of one warehouse that are not closed. */
  readonly activeSessions: number;
  /** Requests that wait for one statement at the same time. */
  readonly waitingRequests: number;
  readonly page: PageLimits;
}

/** What every operation works with. */
export interface Services {
  readonly warehouses: WarehouseSet;
  readonly authorizer: Authorizer;
  readonly clock: Clock;
  readonly statements: StatementStore;
  readonly sessions: SessionStore;
  readonly limits: DataApiLimits;
}
