import { settingsOf } from "../../../access/link/link-access";
import type { AccessRow } from "../judge/access-table";
import type { Finding } from "../judge/finding";
import type { ReviewReport } from "../judge/report";
import type { StackReview } from "../judge/review-stack";

/** An answer that a link which works, and no more than works, does not give. */
export function isWrongAnswer({ answer, expected }: AccessRow): boolean {
  return answer !== expected;
}

/**
 * Something of the link was found, or could not be checked. What `links.yaml` accepts is neither, nor are the answers that it is
 * about.
 */
export function isWrong(stack: StackReview, { changes }: Pick<ReviewReport, "changes">): boolean {
  const { findings, unchecked, suppressed, access } = stack;
  const open = unchecked.length + (changes.get(stack.name)?.unchecked.length ?? 0);
  return findings.length + open > 0 || (suppressed.length === 0 && access.some(isWrongAnswer));
}

/** What it allows changed, or it is new. */
export function isChanged(stack: StackReview, report: Pick<ReviewReport, "changes" | "links">): boolean {
  const { grants, takesAway, statements } = report.changes.get(stack.name) ?? {
    grants: [],
    takesAway: [],
    statements: [],
  };
  return grants.length + takesAway.length + statements.length > 0 || isNew(stack, report);
}

/** The older output does not have it. */
export function isNew({ name, link }: StackReview, { links }: Pick<ReviewReport, "links">): boolean {
  const linkName = link === undefined ? undefined : settingsOf(link).linkName;
  return links?.added.includes(linkName ?? name) === true;
}

/** Findings with those first that open access. */
export function bySeverity(findings: readonly Finding[]): readonly Finding[] {
  return (["error", "warning", "note"] as const).flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  );
}
