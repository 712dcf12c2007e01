import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK, EXIT_FINDINGS } from "../../lib/terminal/exit-codes";
import type { CheckResult, CheckStatus } from "./check";

/** What the doctor found, project first, then link by link. */
export interface Report {
  readonly project: readonly CheckResult[];
  readonly links: readonly LinkReport[];
}

export interface LinkReport {
  readonly name: string;
  readonly lambdaAccountId: string;
  readonly redshiftAccountId: string;
  readonly checks: readonly CheckResult[];
}

function countOf(status: CheckStatus, checks: readonly CheckResult[]): number {
  return checks.filter((check) => check.status === status).length;
}

function allChecks({ project, links }: Report): readonly CheckResult[] {
  return [...project, ...links.flatMap(({ checks }) => checks)];
}

/**
 * 0 all ok, 1 a problem, 2 no problem and something could not be checked. Problems win: a broken hop always leaves
 * what lies behind it unproven, and the broken hop is what there is to act on.
 */
export function exitCodeOf(report: Report): number {
  const checks = allChecks(report);
  if (countOf("problem", checks) > 0) return EXIT_FINDINGS;
  return countOf("could-not-check", checks) > 0 ? EXIT_COULD_NOT_CHECK : EXIT_CLEAN;
}

/** The counts in words. */
export function summary(checks: readonly CheckResult[]): string {
  const [problems, unchecked] = [countOf("problem", checks), countOf("could-not-check", checks)];
  return [
    `${countOf("ok", checks)} ok`,
    `${problems} ${problems === 1 ? "problem" : "problems"}`,
    `${unchecked} could not be checked`,
  ].join(", ");
}

/** For programs: stable ids and statuses, the same texts as for people. */
export function reportJson(report: Report): string {
  const summaryText = summary(allChecks(report));
  return `${JSON.stringify({ exitCode: exitCodeOf(report), summary: summaryText, ...report }, null, 2)}\n`;
}

export function reportSummary(report: Report): string {
  return summary(allChecks(report));
}
