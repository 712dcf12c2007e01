import { linkCommand } from "../../../states/link-command";
import type { NamedLink } from "../../../states/local-state";
import type { Correction } from "./correction";
import { deadPrincipals } from "./role-comparison";

/** How a link is brought back to what its stack declares. */
export function deployAgain(link: NamedLink): string {
  return `${linkCommand("deploy", link)} puts back what the stack declares`;
}

/** What to do about policy lines that differ from what the stack declares. */
export function changeLines(link: NamedLink, corrections: readonly Correction[]): string {
  const dead = deadPrincipals(corrections);
  const recreated =
    dead.length === 0
      ? ""
      : `${dead.join(", ")} is the unique id of a principal that was deleted; one created again under the same name has another id, so the trust policy must be saved again. `;
  const change = `change the ${corrections.length === 1 ? "line" : "lines"} below`;
  return corrections.some(({ outsideStack }) => outsideStack === true)
    ? `${recreated}${change}; whoever owns that policy must: the stack does not hold its text, so no deployment changes it`
    : `${recreated}${change}, or: ${deployAgain(link)}`;
}

/** What comes before anybody is blamed whom no policy shows: IAM's answers may still be of before. */
export const AFTER_A_CHANGE =
  "within minutes of a deploy or a change in IAM, wait and run the doctor again: IAM is eventually consistent";
