/** A statement in Redshift's SQL and what Redshift answers, by its documentation. */
export interface CorpusStatement {
  readonly sql: string;
  /** Statements that run before it, in the same session. */
  readonly setUp?: readonly string[];
  readonly answer: CorpusAnswer;
}

/** What a statement answers. Values are text as the engine gives it (`t`, `f` for booleans), `null` for NULL. */
export type CorpusAnswer =
  | {
      readonly rows: readonly (readonly (string | null)[])[];
      readonly columns?: readonly string[];
      readonly types?: readonly string[];
    }
  /** It changes so many rows. */
  | { readonly changed: number }
  /** It runs and gives nothing. */
  | { readonly runs: true }
  /** Redshift refuses it: part of the documented text. */
  | { readonly refused: string }
  /** Redshift has it and the local accounts do not: the construct that the refusal names. */
  | { readonly lacks: string };

/** Statements of one construct. */
export interface CorpusGroup {
  readonly construct: string;
  /** Page of the Database Developer Guide, without its address: `r_DATEDIFF_function`. */
  readonly page: string;
  readonly statements: readonly CorpusStatement[];
}
