import type { ParameterType } from "./parameter-types";

/** One parameter of a named query. */
export interface QueryParameter {
  /** As the SQL has it behind a colon. */
  readonly name: string;
  readonly type: ParameterType;
  /** Whether its value may be `null`. */
  readonly nullable: boolean;
}

/** SQL that callers ask for by its name. */
export interface NamedQuery {
  readonly name: string;
  /** For people; empty where the file says nothing. */
  readonly description: string;
  /** One statement, without a semicolon behind it. */
  readonly sql: string;
  /** In the order of the file. Each has its place in the SQL, and the SQL has no other. */
  readonly parameters: readonly QueryParameter[];
}
