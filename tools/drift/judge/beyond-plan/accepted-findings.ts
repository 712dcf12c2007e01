import type { AcceptedPart } from "../../../../config/link";
import type { AcceptedFindingOfDrift, DriftFinding, UselessAcceptance } from "../finding";

/**
 * Splits findings into those that stand and those that the links file accepts as they are, and names what accepts nothing.
 *
 * @param today `YYYY-MM-DD`: an acceptance counts until its last day
 */
export function applyAcceptances(
  found: readonly DriftFinding[],
  accept: readonly AcceptedPart[],
  today: string,
): {
  readonly findings: readonly DriftFinding[];
  readonly accepted: readonly AcceptedFindingOfDrift[];
  readonly useless: readonly UselessAcceptance[];
} {
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
    useless: accept.flatMap((part): readonly UselessAcceptance[] => {
      if (part.expires < today) return [{ ...part, why: "expired" }];
      return found.some(({ fingerprint }) => fingerprint === part.fingerprint)
        ? []
        : [{ ...part, why: "not-found" }];
    }),
  };
}
