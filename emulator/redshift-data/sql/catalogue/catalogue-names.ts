import type { SqlToken } from "../sql-tokens";
import { foldedWord } from "../sql-words";

/** Columns that Redshift's system tables have more than the engine's; the views that have them too. */
const MORE_COLUMNS: ReadonlySet<string> = new Set([
  ...["reldiststyle", "releffectivediststyle", "relcreationtime"],
  ...[
    "reltoastidxid",
    "relexternid",
    "relisreplicated",
    "relispinned",
    "relprojbaseid",
    "relukeys",
    "relfkeys",
  ],
  ...["relrefs", "reltriggers", "relhasoids", "relhaspkey"],
  ...["attisdistkey", "attsortkeyord", "attencodingtype", "attencrypttype", "attispreloaded", "attcacheoff"],
  ...["adsrc", "procpid", "current_query", "defacluser", "transaction", "prosrc"],
]);

const WITH_MORE: Readonly<Record<string, string>> = {
  pg_class: "pg_class_info",
  pg_attribute: "pg_attribute_info",
  pg_attrdef: "pg_attrdef_info",
  pg_stat_activity: "pg_stat_activity_info",
  pg_locks: "pg_locks_info",
  pg_default_acl: "pg_default_acl_info",
  pg_proc: "pg_proc_info",
};

/** Tables that hold other rows in the engine, whatever is read of them; the views that stand for them. */
const WITH_OTHER_ROWS: Readonly<Record<string, string>> = {
  pg_constraint: "pg_constraint_info",
  pg_database: "pg_database_list",
};

/** Gives a statement that reads system tables as Redshift has them the views that show them so. */
export function withCatalogueNames(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const hasMore = tokens.some((token) => MORE_COLUMNS.has(foldedWord(token)));
  return tokens.map((token) => {
    const word = foldedWord(token);
    const view = WITH_OTHER_ROWS[word] ?? (hasMore ? WITH_MORE[word] : undefined);
    return view === undefined ? token : { ...token, text: view };
  });
}
