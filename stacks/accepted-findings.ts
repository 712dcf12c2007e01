import type { Link } from "../config/link";

/**
 * What the review accepts in a link, as the description of an output: a plan keeps descriptions and no comments, and nothing of
 * them is applied. Absent where nothing is accepted.
 *
 * @returns JSON without the signs that begin an expression of Terraform's, which a description may not hold
 */
export function acceptedFindings({ review }: Pick<Link, "review">): string | undefined {
  if (review.suppress.length === 0) return undefined;
  return JSON.stringify({ review: { suppress: review.suppress } })
    .replace(/\$(?=\{)/g, "\\u0024")
    .replace(/%(?=\{)/g, "\\u0025");
}
