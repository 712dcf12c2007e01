import { jsonText } from "../../lib/report/json-text";
import { NOT_LOOKED_AT } from "../judge/beyond-plan/not-looked-at";
import { exitCodeOf, type LinkReport, NO_STRAY_STATES, type StatesReport } from "../judge/finding";

/** The reports for programs. */
export function reportJson(reports: readonly LinkReport[], states: StatesReport = NO_STRAY_STATES): string {
  return jsonText({
    exitCode: exitCodeOf(reports, states),
    links: reports,
    states,
    notLookedAt: NOT_LOOKED_AT,
  });
}
