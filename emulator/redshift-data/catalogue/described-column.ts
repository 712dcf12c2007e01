import { columnTraits } from "../result/column-traits";
import type { TextRow } from "../result/row-pages";

/** Length of a type without one, as AWS's samples of `information_schema` have it. */
const UNLIMITED = 2_147_483_647;

/** A column as DescribeTable lists it: without label, with its length, which a result's metadata leave out. */
interface DescribedColumn {
  readonly name: string;
  readonly schemaName: string;
  readonly tableName: string;
  readonly typeName: string;
  readonly precision: number;
  readonly scale: number;
  readonly length: number;
  readonly nullable: number;
  readonly columnDefault?: string;
  readonly isCaseSensitive: boolean;
  readonly isCurrency: boolean;
  readonly isSigned: boolean;
}

function traitsOf(typeId: string, modifier: string, domain: string | undefined) {
  if (domain === undefined) return columnTraits(Number(typeId), Number(modifier));
  // A domain goes by its own name, without what its type says.
  return { typeName: domain, precision: UNLIMITED, scale: 0, isCaseSensitive: false, isSigned: false };
}

/** @param row of the query for columns, see `catalogue-sql.ts` */
export function describedColumn(row: TextRow): DescribedColumn {
  const text = (index: number) => row[index] ?? "";
  const isTrue = (index: number) => row[index] === "t";
  const traits = traitsOf(text(3), text(4), isTrue(6) ? text(5) : undefined);
  return {
    ...traits,
    name: text(2),
    schemaName: text(0),
    tableName: text(1),
    length: traits.precision,
    nullable: isTrue(7) ? 1 : 0,
    ...(typeof row[8] === "string" ? { columnDefault: row[8] } : {}),
    isCurrency: false,
  };
}
