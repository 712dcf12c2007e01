import type { Engine } from "../engine/start-engine";
import { columnTraits } from "../result/column-traits";
import type { ColumnMetadata, EngineColumn, SqlResult } from "../result/result-set";
import { type ExecuteOptions, executeSql } from "./execute-sql";

interface Origin {
  readonly schemaName: string;
  readonly tableName: string;
  readonly isNullable: boolean;
  readonly columnDefault?: string;
}

const ORIGINS_SQL = `
SELECT c.oid, a.attnum, n.nspname, c.relname, a.attnotnull, pg_catalog.pg_get_expr(d.adbin, d.adrelid)
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.oid = ANY ($1::oid[])`;

const ONE_PAGE = { rows: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

function originKey(tableId: number | string | null, columnId: number | string | null): string {
  return `${tableId}.${columnId}`;
}

/** Tables, nullability and defaults of the columns that come from a table. Runs as whoever is connected. */
async function readOrigins(
  database: Engine,
  columns: readonly EngineColumn[],
  restored: ExecuteOptions["restored"],
): Promise<Map<string, Origin>> {
  const tables = [...new Set(columns.map(({ tableID }) => tableID).filter((id) => id !== 0))];
  if (tables.length === 0) return new Map();
  const { result } = await executeSql(
    database,
    { sql: ORIGINS_SQL, values: [`{${tables.join(",")}}`] },
    { pageSize: ONE_PAGE, restored },
  );
  return new Map(
    (result?.pages.page(0) ?? []).map(
      ([table = null, column = null, schemaName, tableName, notNull, columnDefault]) => [
        originKey(table, column),
        {
          schemaName: schemaName ?? "",
          tableName: tableName ?? "",
          isNullable: notNull !== "t",
          ...(typeof columnDefault === "string" ? { columnDefault } : {}),
        },
      ],
    ),
  );
}

/**
 * Describes the columns of a result. Call it on the connection that ran it.
 *
 * @param restored puts the names that the engine has shortened back
 */
export async function describeColumns(
  database: Engine,
  { columns, scales }: SqlResult,
  restored?: ExecuteOptions["restored"],
): Promise<readonly ColumnMetadata[]> {
  const origins = await readOrigins(database, columns, restored);
  return columns.map((column, index) => {
    const origin = origins.get(originKey(column.tableID, column.columnID));
    return {
      name: column.name,
      label: column.name,
      ...columnTraits(column.dataTypeID, column.dataTypeModifier, scales[index] ?? 0),
      length: 0,
      nullable: origin?.isNullable === false ? 0 : 1,
      ...(origin?.columnDefault === undefined ? {} : { columnDefault: origin.columnDefault }),
      schemaName: origin?.schemaName ?? "",
      tableName: origin?.tableName ?? "",
      isCurrency: false,
    };
  });
}
