import { jsonText } from "../../lib/report/json-text";
import { NOT_LOOKED_AT } from "../judge/beyond-plan/not-looked-at";
import { exitCodeOf, type LinkReport } from "../judge/finding";

/** The reports for programs. */
export function reportJson(reports: readonly LinkReport[]): string {
  return jsonText({ exitCode: exitCodeOf(reports), links: reports, notLookedAt: NOT_LOOKED_AT });
}
