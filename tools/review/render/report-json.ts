import { jsonText } from "../../lib/report/json-text";
import { exitCodeOf, type ReviewReport } from "../judge/report";

/** The report for programs. Holds no external id. */
export function reportJson(report: ReviewReport): string {
  return jsonText({
    exitCode: exitCodeOf(report),
    source: report.source,
    stacks: report.stacks.map(({ link, answers: _, ...stack }) => ({
      ...stack,
      ...(link === undefined
        ? {}
        : { queryRole: link.queryRole.arn, dataRole: link.dataRole.arn, function: link.queryFunction.arn }),
      ...(report.changes.has(stack.name) ? { changes: report.changes.get(stack.name) } : {}),
    })),
    ...(report.links === undefined ? {} : { newLinks: report.links.added, goneLinks: report.links.gone }),
  });
}
