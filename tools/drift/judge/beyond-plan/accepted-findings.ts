import type { AcceptedPart } from "../../../../config/link";
import type { AcceptedFindingOfDrift, DriftFinding } from "../finding";

/**
 * Splits findings into those that stand and those that the links file accepts as they are.
 *
 * @param today `YYYY-MM-DD`: an acceptance counts until its last day
 */
export function applyAcceptances(
  found: readonly DriftFinding[],
  accept: readonly AcceptedPart[],
  today: string,
): { readonly findings: readonly DriftFinding[]; readonly accepted: readonly AcceptedFindingOfDrift[] } {
  const current = new Map(
    accept.filter(({ expires }) => expires >= today).map((part) => [part.fingerprint, part]),
  );
  const partOf = ({ fingerprint }: DriftFinding) =>
    fingerprint === undefined ? undefined : current.get(fingerprint);
  return {
    findings: found.filter((finding) => partOf(finding) === undefined),
    accepted: found.flatMap((finding) => {
      const part = partOf(finding);
      if (part === undefined) return [];
      return [{ summary: finding.summary, reason: part.reason, expires: part.expires }];
    }),
  };
}
