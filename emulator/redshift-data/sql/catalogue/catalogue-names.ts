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
  ...["adsrc", "procpid", "current_query", "defacluser", "transaction"],
]);

const WITH_MORE: Readonly<Record<string, string>> = {
  pg_class: "pg_class_info",
  pg_attribute: "pg_attribute_info",
  pg_attrdef: "pg_attrdef_info",
  pg_stat_activity: "pg_stat_activity_info",
  pg_locks: "pg_locks_info",
  pg_default_acl: "pg_default_acl_info",
};

/** Gives a statement that reads such a column the view that has it, under the name of the system table. */
export function withCatalogueNames(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (!tokens.some((token) => MORE_COLUMNS.has(foldedWord(token)))) return tokens;
  return tokens.map((token) => {
    const view = WITH_MORE[foldedWord(token)];
    return view === undefined ? token : { ...token, text: view };
  });
}
