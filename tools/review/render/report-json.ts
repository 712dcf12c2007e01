import { assumedParts } from "../../../access/link/assumptions";
import type { LinkAccess } from "../../../access/link/link-access";
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
            ...assumedOf(link),
            ...presentMembers({ layers: link.queryFunction.layers, alias: link.queryFunction.alias?.name }),
          }),
      ...changesOf(report.changes.get(stack.name)),
    })),
    ...(report.links === undefined ? {} : { newLinks: report.links.added, goneLinks: report.links.gone }),
  });
}

/** Parts that others own, by whose word they are known; nothing where the stack makes all. */
function assumedOf(link: LinkAccess): object {
  const assumed = assumedParts(link);
  return assumed.length === 0 ? {} : { assumed };
}

function rowOf({ id, hop, who, does, ...row }: AccessRow): object {
  return { id, hop, question: claimOf({ who, does }), ...row };
}

function changesOf(change: AccessChange | undefined): object {
  if (change === undefined) return {};
  return { changes: { ...change, statements: change.statements.map(differenceInWords) } };
}
