import { stringLiteral } from "../sql-text";

/** A constraint that is declared and not enforced. */
interface DeclaredConstraint {
  /** As in `pg_constraint.contype`: primary key, unique, foreign key. */
  readonly kind: "p" | "u" | "f";
  readonly name?: string;
  readonly columns: readonly string[];
  /** Of a foreign key: the other table as it is written, and its columns; none for those of its primary key. */
  readonly target?: string;
  readonly targetColumns?: readonly string[];
}

/** What Redshift knows of a table or view and the engine does not. Columns by name. */
export interface RelationTraits {
  distStyle?: "even" | "key" | "all" | "auto";
  distKey?: string;
  sortKey?: readonly string[];
  sortStyle?: "compound" | "interleaved" | "auto" | "none";
  /** Column → encoding, as in `ENCODE`. */
  encodings?: Record<string, string>;
  isEncodedAuto?: boolean;
  hasBackup?: boolean;
  isAutoRefreshed?: boolean;
  constraints?: DeclaredConstraint[];
}

/**
 * The statement that keeps what is declared of a relation.
 *
 * @param relation its name as it is written
 * @param onlyIfNew nothing is kept of a relation that was there before: `IF NOT EXISTS`
 * @returns nothing when nothing is declared
 */
export function declaration(relation: string, traits: RelationTraits, onlyIfNew = false): string | undefined {
  if (Object.keys(traits).length === 0) return undefined;
  const targets = (traits.constraints ?? []).map(({ target }) =>
    target === undefined ? "NULL" : `${stringLiteral(target)}::regclass`,
  );
  const values = [
    `${stringLiteral(relation)}::regclass`,
    `${stringLiteral(JSON.stringify(traits))}::"~jsonb"`,
    `ARRAY[${targets.join(", ")}]::regclass[]`,
    String(onlyIfNew),
    "current_user",
  ];
  return `SELECT pg_internal.declare(${values.join(", ")})`;
}
