import type { SqlToken } from "../sql-tokens";

/** A statement with its queries rewritten, and what of it could not be read. */
export interface PassedTokens {
  readonly kind: "passed";
  readonly tokens: readonly SqlToken[];
  /** Said below the engine's error, if it refuses. */
  readonly note?: string;
}
