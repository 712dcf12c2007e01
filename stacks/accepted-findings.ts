import type { Link } from "../config/link";
import { declaredCode } from "./function-code";
import { existingPartsOf } from "./parts/existing-parts-of";

/**
 * What the review accepts in a link, whose code its function is, and which parts of it somebody else makes, as the description of an output: a plan keeps descriptions and no comments, and nothing of
 * them is applied. Absent where nothing is told.
 *
 * @returns JSON without the signs that begin an expression of Terraform's, which a description may not hold
 */
export function acceptedFindings(link: Link): string | undefined {
  const { suppress } = link.review;
  const code = declaredCode(link);
  const existing = existingPartsOf(link);
  const told = {
    ...(suppress.length === 0 ? {} : { review: { suppress } }),
    ...(code === undefined ? {} : { function: code }),
    ...(existing === undefined ? {} : { existing }),
  };
  if (Object.keys(told).length === 0) return undefined;
  return JSON.stringify(told)
    .replace(/\$(?=\{)/g, "\\u0024")
    .replace(/%(?=\{)/g, "\\u0025");
}
