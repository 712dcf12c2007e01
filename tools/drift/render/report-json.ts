import { jsonText } from "../../lib/report/json-text";
import { exitCodeOf, type LinkReport } from "../judge/finding";

/** The reports for programs. */
export function reportJson(reports: readonly LinkReport[]): string {
  return jsonText({ exitCode: exitCodeOf(reports), links: reports });
}
