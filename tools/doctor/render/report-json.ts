import { jsonText } from "../../lib/report/json-text";
import { allChecks, type DoctorReport, exitCodeOf, summaryOf } from "../judge/report";

/** The report for programs: stable ids and statuses, the same texts as for people. */
export function reportJson(report: DoctorReport): string {
  return jsonText({ exitCode: exitCodeOf(report), summary: summaryOf(allChecks(report)), ...report });
}
