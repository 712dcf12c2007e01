import { claimOf } from "../../../access/link/probes/probe";
import { presentMembers } from "../../../aws/json";
import { jsonText } from "../../lib/report/json-text";
import type { AccessRow } from "../judge/access-table";
import type { AccessChange } from "../judge/comparison/compare-stacks";
import { differenceInWords } from "../judge/policy-difference";
import { exitCodeOf, type ReviewReport } from "../judge/report";

/** The report for programs. Holds no external id. */
export function reportJson(report: ReviewReport): string {
  return jsonText({
    exitCode: exitCodeOf(report),
    source: report.source,
    stacks: report.stacks.map(({ link, answers: _, ...stack }) => ({
      ...stack,
      access: stack.access.map(rowOf),
      ...(link === undefined
        ? {}
        : {
            queryRole: link.queryRole.arn,
            dataRole: link.dataRole.arn,
            function: link.queryFunction.arn,
            ...presentMembers({ layers: link.queryFunction.layers, alias: link.queryFunction.alias?.name }),
          }),
      ...changesOf(report.changes.get(stack.name)),
    })),
    ...(report.links === undefined ? {} : { newLinks: report.links.added, goneLinks: report.links.gone }),
  });
}

function rowOf({ id, hop, who, does, ...row }: AccessRow): object {
  return { id, hop, question: claimOf({ who, does }), ...row };
}

function changesOf(change: AccessChange | undefined): object {
  if (change === undefined) return {};
  return { changes: { ...change, statements: change.statements.map(differenceInWords) } };
}
