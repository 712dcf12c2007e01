import { layoutOf } from "../../sql-layout";
import { textOf } from "../../sql-text";
import { namedItem, type SelectItem } from "./select-list";

/** Values without parentheses, by the types that they are casts to in Redshift: a cast of a literal has the name of its type. */
const NAMES: Readonly<Record<string, string>> = {
  current_date: "date",
  current_time: "timetz",
  current_timestamp: "timestamptz",
  localtime: "time",
  localtimestamp: "timestamp",
  "pg_catalog.sysdate()": "timestamp",
  user: "current_user",
};

/**
 * The item under the name that its column has in Redshift, where the engine has another one for it.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_SYSDATE.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CURRENT_DATE_function.html
 */
export function withColumnName(item: SelectItem): SelectItem {
  if (item.alias !== undefined || layoutOf(item.expression).solid.length > 5) return item;
  const text = textOf(item.expression).toLowerCase();
  const name = Object.hasOwn(NAMES, text) ? NAMES[text] : undefined;
  return name === undefined ? item : namedItem(item, name);
}
