import { ownSql, stringLiteral } from "../sql-text";
import type { SqlToken } from "../sql-tokens";

/** What a statement in Redshift's SQL is for the local engine. */
export type Translation = RunTranslation | RefusedTranslation;

/** It runs as these statements, one after another, and is answered as one of them is. */
export interface RunTranslation {
  readonly kind: "run";
  /** In the engine's SQL, `$1` as in the statement given. More than one run in one transaction. */
  readonly steps: readonly (readonly SqlToken[])[];
  /** Which step's rows or count is the answer. @default the last */
  readonly answer?: number;
  /** The statement commits the transaction in which it runs, as TRUNCATE does. @default false */
  readonly commits?: boolean;
  /**
   * The steps run with all rights, because they do what no user may. This is what they run of the user's text: it is refused
   * unless it is one statement.
   */
  readonly withAllRights?: string;
  /** Said below the engine's error, if it refuses: what the layer could not read. */
  readonly note?: string;
}

/** It is not run. */
export interface RefusedTranslation {
  readonly kind: "refused";
  /** In the words that the statement fails with. */
  readonly error: string;
}

/** It runs as one statement. */
export function runs(tokens: readonly SqlToken[]): RunTranslation {
  return { kind: "run", steps: [tokens] };
}

/** It runs as statements of ours, one after another. */
export function runsOwn(...statements: readonly string[]): RunTranslation {
  return { kind: "run", steps: statements.map((text) => [ownSql(text)]) };
}

/** It runs as a block of PL/pgSQL, which gives no rows. */
export function runsBlock(body: string): RunTranslation {
  return runsOwn(`DO ${stringLiteral(`BEGIN ${body} END`)}`);
}

/** It runs, and after it what is kept beside the engine's catalogue, if there is anything to be kept. */
export function runsAndKeeps(
  tokens: readonly SqlToken[],
  ...keeping: readonly (string | undefined)[]
): RunTranslation {
  const statements = keeping.filter((text) => text !== undefined);
  return { kind: "run", steps: [tokens, ...runsOwn(...statements).steps], answer: 0 };
}

/** It is refused in these words. */
export function refused(error: string): RefusedTranslation {
  return { kind: "refused", error };
}
