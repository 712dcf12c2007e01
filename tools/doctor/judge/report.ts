import { counted } from "../../lib/report/counted";
import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK, EXIT_FINDINGS } from "../../lib/terminal/exit-codes";
import type { CheckResult, CheckStatus } from "./check";

const EXIT_CODES: Readonly<Record<CheckStatus, number>> = {
  ok: EXIT_CLEAN,
  problem: EXIT_FINDINGS,
  "could-not-check": EXIT_COULD_NOT_CHECK,
};

/** What the doctor found, project first, then link by link. */
export interface DoctorReport {
  readonly project: readonly CheckResult[];
  readonly links: readonly LinkCheckReport[];
}

/** What was found in one link. */
export interface LinkCheckReport {
  readonly name: string;
  readonly lambdaAccountId: string;
  readonly redshiftAccountId: string;
  readonly checks: readonly CheckResult[];
}

/** Every check of a report, in order. */
export function allChecks({ project, links }: DoctorReport): readonly CheckResult[] {
  return [...project, ...links.flatMap(({ checks }) => checks)];
}

/**
 * 0 all ok, 1 a problem, 2 no problem and something could not be checked. Problems win: a broken hop always leaves
 * what lies behind it unproven, and the broken hop is what there is to act on.
 */
export function exitCodeOf(report: DoctorReport): number {
  return EXIT_CODES[worstOf(allChecks(report))];
}

/** Of all checks, the worst: a problem, then what nobody knows. */
export function worstOf(checks: readonly CheckResult[]): CheckStatus {
  if (countOf("problem", checks) > 0) return "problem";
  return countOf("could-not-check", checks) > 0 ? "could-not-check" : "ok";
}

/** The counts in words. */
export function summaryOf(checks: readonly CheckResult[]): string {
  return [
    `${countOf("ok", checks)} ok`,
    counted(countOf("problem", checks), "problem"),
    `${countOf("could-not-check", checks)} could not be checked`,
  ].join(", ");
}

function countOf(status: CheckStatus, checks: readonly CheckResult[]): number {
  return checks.filter((check) => check.status === status).length;
}
