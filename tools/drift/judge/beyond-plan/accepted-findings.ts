import type { AcceptedPart } from "../../../../config/link";
import type { AcceptedFindingOfDrift, DriftFinding } from "../finding";

/**
 * Splits findings into those that stand and those that the links file accepts as they are. One whose acceptance is over says
 * so: it is back, not new.
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
    findings: found
      .filter((finding) => partOf(finding) === undefined)
      .map((finding) => {
        const ended = accept.find(({ fingerprint }) => fingerprint === finding.fingerprint);
        if (ended === undefined) return finding;
        const { expires, reason } = ended;
        return { ...finding, meaning: [...finding.meaning, `it was accepted until ${expires} (${reason})`] };
      }),
    accepted: found.flatMap((finding) => {
      const part = partOf(finding);
      if (part === undefined) return [];
      return [{ summary: finding.summary, reason: part.reason, expires: part.expires }];
    }),
  };
}
