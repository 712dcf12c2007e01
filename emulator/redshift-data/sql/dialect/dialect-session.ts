import type { LongNames } from "../long-names";
import type { SqlToken } from "../sql-tokens";

/** A column of a relation or a query, as the engine knows it. */
export interface KnownColumn {
  readonly name: string;
  /** The engine's number of its type (`pg_type.oid`); of a domain that of its base type. */
  readonly typeId: number;
  /** Declared length, or precision and scale, packed by the engine; -1 for none. */
  readonly typeModifier: number;
}

/** What a translation may ask of the connection on which the statement will run. */
export interface DialectSession {
  /** The link's database user. */
  readonly user: string;
  /** The names that are too long for the engine. */
  readonly longNames: LongNames;
  /** The database that the statement names as its own. */
  readonly database: string;
  /** `enable_case_sensitive_identifier`: quoted identifiers keep their case. */
  readonly isCaseSensitive: boolean;
  /** `enable_case_sensitive_super_attribute`: attributes of SUPER values without quotes keep their case. @default false */
  readonly isAttributeCaseSensitive?: boolean;
  /** Whether a transaction is open, begun by the user. */
  readonly isInTransaction: boolean;
  /** Views without schema binding that the statement names and that cannot be bound now, by name, with the reason. */
  readonly unboundViews?: ReadonlyMap<string, string>;
  /**
   * Columns of a query in the engine's SQL, which is described, not run. Resolves to nothing when the engine refuses it. Asking
   * costs under a millisecond and never fails the open transaction.
   */
  readonly columnsOf: (query: readonly SqlToken[]) => Promise<readonly KnownColumn[] | undefined>;
}
