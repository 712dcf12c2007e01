import { syntaxErrorAt } from "./refusals/syntax-error";

/**
 * Words that Redshift reserves and the engine does not, and that stand for nothing else in a query.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_pg_keywords.html
 */
export const RESERVED_WORDS: ReadonlySet<string> = new Set([
  ...["aes128", "aes256", "allowoverwrite", "az64", "backup", "blanksasnull", "bytedict", "bzip2"],
  ...["credentials", "deflate", "defrag", "delta", "delta32k", "emptyasnull", "encode", "encrypt"],
  ...["encryption", "explicit", "globaldict256", "globaldict64k", "gzip", "lun", "luns", "lzo"],
  ...["lzop", "mostly16", "mostly32", "mostly8", "offline", "percent", "permissions"],
  ...["raw", "readratio", "recover", "rejectlog", "resort", "restore", "snapshot", "system"],
  ...["tag", "tdes", "text255", "text32k", "truncatecolumns", "wallet"],
]);

/**
 * Words that Redshift reserves, the engine does not, and that have a meaning in a query: they name no column that is made. `timestamp` and
 * `interval` are in AWS's list too, and yet live warehouses have columns of these names.
 */
const RESERVED_COLUMN_NAMES: ReadonlySet<string> = new Set([
  ...RESERVED_WORDS,
  ...[
    "between",
    "current_user_id",
    "disable",
    "enable",
    "identity",
    "ignore",
    "isnull",
    "minus",
    "new",
    "notnull",
  ],
  ...["nulls", "off", "offset", "oid", "old", "open", "parallel", "partition", "pivot", "respect"],
  ...["sysdate", "top", "unnest", "unpivot", "without"],
]);

/** Why a column of this name is not made, as it is written; nothing for one in quotes and any other. */
export function reservedColumnName(name: string): string | undefined {
  return RESERVED_COLUMN_NAMES.has(name.toLowerCase()) ? syntaxErrorAt(name) : undefined;
}
