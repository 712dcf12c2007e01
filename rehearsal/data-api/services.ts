import type { Authorizer } from "../gateway/authorizer";
import type { Clock } from "./clock";
import type { PageLimits } from "./result-pages";
import type { StatementStore } from "./statement-store";
import type { WarehouseSet } from "./warehouse-set";

/** Limits of the service that tests make small. */
export interface DataApiLimits {
  /** Statements of one warehouse that have not ended. */
  readonly activeStatements: number;
  readonly page: PageLimits;
}

/** What every operation works with. */
export interface Services {
  readonly warehouses: WarehouseSet;
  readonly authorizer: Authorizer;
  readonly clock: Clock;
  readonly statements: StatementStore;
  readonly limits: DataApiLimits;
}
