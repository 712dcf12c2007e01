import { counted } from "../../lib/report/counted";
import { plainLine } from "../../lib/report/plain-text";
import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK, EXIT_FINDINGS } from "../../lib/terminal/exit-codes";
import type { AccessChange } from "./comparison/compare-stacks";
import type { AddedAndGone } from "./comparison/compare-with";
import { layersInWords } from "./demands/release-parts";
import { codeInWords } from "./function-code";
import type { StackReview } from "./review-stack";

/** One run of the review. */
export interface ReviewReport {
  /** What was read, as the user named it. */
  readonly source: string;
  readonly stacks: readonly StackReview[];
  /** With `--against`: by stack name. */
  readonly changes: ReadonlyMap<string, AccessChange>;
  /** With `--against` a whole output: the links that only one of the two has. */
  readonly links?: AddedAndGone;
}

/** What could not be checked counts before what was found: the run says nothing about it. */
export function exitCodeOf({ stacks, changes }: ReviewReport): number {
  const unchecked = [...stacks, ...changes.values()].some((part) => part.unchecked.length > 0);
  if (unchecked || stacks.length === 0) return EXIT_COULD_NOT_CHECK;
  return stacks.some(({ findings }) => findings.length > 0) ? EXIT_FINDINGS : EXIT_CLEAN;
}

/** The counts of one stack in one line. */
export function verdictOf({
  access,
  code,
  findings,
  suppressed,
  unchecked,
  rulesChecked,
  link,
}: StackReview): string {
  const { layers } = link?.queryFunction ?? {};
  const denied = access.filter(({ expected }) => expected === "denied");
  const held = denied.filter(({ answer }) => answer === "denied").length;
  const needed = access.filter(({ expected }) => expected === "allowed");
  const works = needed.filter(({ answer }) => answer === "allowed").length;
  return [
    `${works} of ${needed.length} needed requests allowed`,
    `${held} of ${denied.length} others denied`,
    `${rulesChecked} rules, ${counted(findings.length, "finding")}`,
    ...(suppressed.length === 0 ? [] : [`${suppressed.length} suppressed`]),
    ...(unchecked.length === 0 ? [] : [`${unchecked.length} could not be checked`]),
    ...(code === undefined ? [] : [plainLine(codeInWords(code))]),
    ...(layers === undefined ? [] : [plainLine(layersInWords(layers))]),
  ].join(" · ");
}
