import { type PGlite, protocol } from "@electric-sql/pglite";
import { type EngineError, redshiftErrorText } from "./redshift-error";

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

/** What one statement gave: rows as the engine's text, or the error in Redshift's words. */
export interface SqlOutcome {
  /** Absent: the statement has no result set. */
  readonly columns?: readonly EngineColumn[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Rows returned or changed; 0 for a statement that does neither. */
  readonly rowCount: number;
  readonly error?: string;
}

interface Message {
  readonly name: string;
}

interface RowDescription extends Message {
  readonly fields: readonly EngineColumn[];
}

interface DataRow extends Message {
  readonly fields: readonly (string | null)[];
}

interface CommandComplete extends Message {
  readonly text: string;
}

function named<T extends Message>(messages: readonly Message[], name: string): readonly T[] {
  return messages.filter((message): message is T => message.name === name);
}

/** `SELECT 2`, `INSERT 0 5`: the last word is the count, where there is one. */
function rowCountOf(tag: string | undefined): number {
  const count = Number(tag?.split(" ").at(-1));
  return Number.isInteger(count) ? count : 0;
}

/**
 * Runs one statement over the engine's wire protocol, which alone keeps every value as text and says from which
 * table a column comes. An error of the SQL is an outcome, not an exception.
 */
export async function executeSql(
  database: PGlite,
  sql: string,
  values: readonly string[],
): Promise<SqlOutcome> {
  const { serialize } = protocol;
  const request = Buffer.concat([
    serialize.parse({ text: sql }),
    serialize.bind({ values: [...values] }),
    serialize.describe({ type: "P" }),
    serialize.execute({}),
    serialize.sync(),
  ]);
  const { messages } = await database.execProtocol(request, { throwOnError: false });
  const [error] = named<Message & EngineError>(messages, "error");
  if (error !== undefined) return { rows: [], rowCount: 0, error: redshiftErrorText(error) };
  const [description] = named<RowDescription>(messages, "rowDescription");
  const [complete] = named<CommandComplete>(messages, "commandComplete");
  return {
    ...(description === undefined ? {} : { columns: description.fields }),
    rows: named<DataRow>(messages, "dataRow").map(({ fields }) => fields),
    rowCount: rowCountOf(complete?.text),
  };
}
