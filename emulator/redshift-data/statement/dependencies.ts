import type { Authorizer } from "../../authorization/authorizer";
import type { PageLimits } from "../result/result-pages";
import type { ServerClock } from "../server-clock";
import type { WarehouseSet } from "../warehouse/warehouse-set";
import type { SessionStore } from "./session-store";
import type { StatementStore } from "./statement-store";

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

/** What every operation of the Data API works with. */
export interface DataApiDependencies {
  readonly warehouses: WarehouseSet;
  readonly authorizer: Authorizer;
  readonly clock: ServerClock;
  readonly statements: StatementStore;
  readonly sessions: SessionStore;
  readonly limits: DataApiLimits;
}
