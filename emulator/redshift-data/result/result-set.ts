import type { RowPages } from "./row-pages";

/** A column of a result as the engine describes it. */
export interface EngineColumn {
  readonly name: string;
  /** Relation and column number it was read from; 0 for an expression. */
  readonly tableID: number;
  readonly columnID: number;
  readonly dataTypeID: number;
  /** Declared length or precision and scale, packed; -1 for none. */
  readonly dataTypeModifier: number;
}

/** A result set: rows as the engine's text. */
export interface SqlResult {
  readonly columns: readonly EngineColumn[];
  readonly pages: RowPages;
  /** Digits after the point of the longest value, per column: a computed decimal has no declared scale. */
  readonly scales: readonly number[];
}

/** `ColumnMetadata` of the Data API. `length` is 0 as in AWS's samples: a declared length is the precision. */
export interface ColumnMetadata {
  readonly name: string;
  readonly label: string;
  readonly typeName: string;
  readonly precision: number;
  readonly scale: number;
  readonly length: number;
  readonly nullable: number;
  readonly columnDefault?: string;
  readonly schemaName: string;
  readonly tableName: string;
  readonly isCaseSensitive: boolean;
  readonly isCurrency: boolean;
  readonly isSigned: boolean;
}

/** A result set with its columns in the Data API's words. */
export interface StatementResult extends SqlResult {
  readonly metadata: readonly ColumnMetadata[];
}
