import type { SqlToken } from "./sql-tokens";
import { foldedWord, type SolidToken, solidTokens } from "./sql-words";

/** Where the engine's own SQL looks names up: nowhere that a user can make anything. */
export const ENGINE_SEARCH_PATH = "pg_catalog, pg_temp";

/** The version of PostgreSQL that Redshift says it is. */
export const SERVER_VERSION = "8.0.2";

/** Class under which the engine keeps Redshift's own settings: it takes no unknown name without one. */
const CLASS = "redshift";

/**
 * Settings that Redshift has and the engine lacks, with what they are from the start (Database Developer Guide, "Configuration
 * reference"). They are kept and shown; most change nothing.
 */
export const REDSHIFT_SETTINGS: Readonly<Record<string, string>> = {
  analyze_threshold_percent: "10",
  cast_super_null_on_error: "on",
  datashare_break_glass_session_var: "",
  default_array_search_null_handling: "on",
  default_geometry_encoding: "1",
  default_identity_namespace: "",
  describe_field_name_in_uppercase: "off",
  downcase_delimited_identifier: "on",
  enable_case_sensitive_identifier: "off",
  enable_case_sensitive_super_attribute: "off",
  enable_numeric_rounding: "on",
  enable_result_cache_for_session: "on",
  enable_spectrum_oid: "on",
  enable_vacuum_boost: "off",
  error_on_nondeterministic_update: "off",
  interval_forbid_composite_literals: "off",
  json_parse_dedup_attributes: "off",
  json_parse_truncate_strings: "off",
  json_serialization_enable: "off",
  json_serialization_parse_nested_strings: "off",
  max_concurrency_scaling_clusters: "1",
  max_cursor_result_set_size: "0",
  mv_enable_aqmv_for_session: "on",
  navigate_super_null_on_error: "on",
  parse_super_null_on_error: "off",
  pg_federation_repeatable_read: "on",
  query_group: "unset",
  spectrum_enable_pseudo_columns: "on",
  spectrum_query_maxerror: "-1",
  stored_proc_log_min_messages: "log",
  use_fips_ssl: "off",
  wlm_query_slot_count: "1",
};

/** The engine's name of one of Redshift's own settings. */
export function engineSetting(name: string): string {
  return `${CLASS}.${name}`;
}

/** The token with the name of the setting in `SET [SESSION | LOCAL] name …`, `RESET name`, `SHOW name`. */
function settingName(solid: readonly SolidToken[]): SolidToken | undefined {
  const [verb, second] = solid.map(foldedWord);
  if (verb === "reset" || verb === "show") return solid[1];
  if (verb !== "set") return undefined;
  return second === "session" || second === "local" ? solid[2] : solid[1];
}

/** `SET`, `RESET` and `SHOW` of Redshift's own settings, in words that the engine knows. */
export function withRedshiftSettings(tokens: readonly SqlToken[]): readonly SqlToken[] {
  const solid = solidTokens(tokens);
  if (foldedWord(solid[0]) === "show" && foldedWord(solid[1]) === "all" && (solid[2]?.text ?? ";") === ";")
    return [{ kind: "other", text: "SELECT name, setting FROM pg_catalog.redshift_settings() ORDER BY 1" }];
  const place = settingName(solid);
  const name = foldedWord(place);
  if (foldedWord(solid[0]) === "show" && name === "server_version")
    return [{ kind: "other", text: `SELECT '${SERVER_VERSION}'::varchar AS server_version` }];
  if (place === undefined || !Object.hasOwn(REDSHIFT_SETTINGS, name)) return tokens;
  const setting = engineSetting(name);
  if (foldedWord(solid[0]) === "show") {
    return [{ kind: "other", text: `SELECT pg_catalog.current_setting('${setting}') AS ${name}` }];
  }
  const isSwitch = ["on", "off"].includes(REDSHIFT_SETTINGS[name] ?? "");
  const value =
    isSwitch && foldedWord(solid[0]) === "set" ? solid.at(solid.at(-1)?.text === ";" ? -2 : -1) : undefined;
  return tokens.map((token, index) => {
    if (index === place.index) return { ...token, text: setting };
    return index === value?.index ? { ...token, text: switchValue(token.text) } : token;
  });
}

/** A switch that is set to true is on, as one of the engine's own is. */
function switchValue(text: string): string {
  const word = text.replaceAll("'", "").toLowerCase();
  if (["true", "yes", "1", "on"].includes(word)) return "'on'";
  return ["false", "no", "0", "off"].includes(word) ? "'off'" : text;
}
