import { withEngineNames } from "../prelude/renamed-sql";
import { ENGINE_SEARCH_PATH } from "../redshift-settings";
import type { SqlToken } from "../sql-tokens";
import { foldedWord, solidTokens } from "../sql-words";
import { APPEND_SQL } from "./append-sql";
import { ASSUME_ROLE_SQL } from "./assume-role-sql";
import { DESCRIBE_SQL } from "./describe-sql";
import { KEEPING_PLACE_SQL } from "./keeping-place-sql";
import { LATE_VIEWS_SQL } from "./late-views-sql";
import { LOG_VIEWS_SQL } from "./log-views-sql";
import { OLDER_CATALOGUE_SQL } from "./older-catalogue-sql";
import { PRIVILEGE_VIEWS_SQL } from "./privilege-views-sql";
import { GIVEN_PROCEDURES_SQL, NAMED_PROCEDURES_SQL } from "./procedures-sql";
import { CATALOGUE_RIGHTS_SQL, KEEPING_PLACE_RIGHTS_SQL } from "./rights-sql";
import { SYSTEM_VIEWS_SQL } from "./system-views-sql";

/** A part of Redshift's catalogue that is made when the first statement needs it: half of them never do, and it takes time. */
export type CataloguePart = "keeping-place" | "system-views";

function asSuperuser(...parts: readonly string[]): string {
  const sql = parts.map(withEngineNames);
  // Whoever came before may have put functions into PUBLIC that fit a name here better than the engine's own.
  const settings = ["allow_system_table_mods = on", `search_path = ${ENGINE_SEARCH_PATH}`];
  const [before, behind] = [
    settings.map((setting) => `SET ${setting}`),
    settings.map((setting) => `RESET ${setting.split(" ")[0]}`),
  ];
  return [...before, ...sql, ...behind].join(";\n");
}

/** The SQL that makes a part. Run as the superuser, outside of a transaction; the views after the keeping place. */
export const CATALOGUE_SQL: Readonly<Record<CataloguePart, string>> = {
  "keeping-place": asSuperuser(
    KEEPING_PLACE_SQL,
    LATE_VIEWS_SQL,
    APPEND_SQL,
    ASSUME_ROLE_SQL,
    NAMED_PROCEDURES_SQL,
    KEEPING_PLACE_RIGHTS_SQL,
  ),
  "system-views": asSuperuser(
    DESCRIBE_SQL,
    SYSTEM_VIEWS_SQL,
    PRIVILEGE_VIEWS_SQL,
    LOG_VIEWS_SQL,
    OLDER_CATALOGUE_SQL,
    GIVEN_PROCEDURES_SQL,
    CATALOGUE_RIGHTS_SQL,
  ),
};

/** Statements that declare something, or drop what was declared. */
const DEFINING: ReadonlySet<string> = new Set(["create", "alter", "drop", "refresh", "prepare"]);

/** Words of statements about what is kept there. */
const KEPT_THERE: ReadonlySet<string> = new Set(["procedure", "assumerole", "has_assumerole_privilege"]);

/** The beginning of a name of the catalogue's, by itself or in the body of a routine. */
const SYSTEM_NAME =
  /^(?:"?|\$[\s\S]*?\b)(?:pg_|svv_|svl_|stl_|stv_|sys_|svcs_|format_encoding|information_schema)/i;

/** Whether a statement reads system tables or views, or may do so. */
export function readsCatalogue(tokens: readonly SqlToken[]): boolean {
  const solid = solidTokens(tokens);
  return foldedWord(solid[0]) === "show" || solid.some(({ text }) => SYSTEM_NAME.test(text));
}

/** The parts of the catalogue that a statement may need, in their order. */
export function neededParts(tokens: readonly SqlToken[]): readonly CataloguePart[] {
  if (readsCatalogue(tokens)) return ["keeping-place", "system-views"];
  const words = solidTokens(tokens).map(foldedWord);
  const isKept = DEFINING.has(words[0] ?? "") || words.some((word) => KEPT_THERE.has(word));
  return isKept ? ["keeping-place"] : [];
}
