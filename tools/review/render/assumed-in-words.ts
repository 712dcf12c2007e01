import { type Assumption, assumedParts } from "../../../access/link/assumptions";
import type { TextSource } from "../../../access/terraform/carried/parts-of-others";
import type { StackReview } from "../judge/review-stack";

/** Whose word a part is taken for. */
export const WORD_OF: Readonly<Record<TextSource, string>> = {
  "hand-off": "assumed, as the hand-off asks",
  declared: "as declared by its owner",
};

/** A line for each part of a link that others own: all that the review says of it rests on their word. */
export function assumedLines({ link }: Pick<StackReview, "link">): readonly string[] {
  return link === undefined ? [] : assumedParts(link).map(assumedInWords);
}

/** For example "the data role in account 222222222222 is others': assumed, as the hand-off asks". */
function assumedInWords({ part, accountId, from }: Assumption): string {
  return `the ${part} in account ${accountId} is others': ${WORD_OF[from]}`;
}
