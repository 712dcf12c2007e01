import { statSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { roleOf, rolesIn } from "../../../access/link/link-access";
import { Decisions } from "../../../access/link/link-answers";
import { presentMembers } from "../../../aws/json";
import { readLink } from "../../lib/link/read-link";
import { pipedBytes } from "../../lib/process/piped-bytes";
import { type ReviewInput, readJson, readSynthesized } from "../read/read-input";
import type { AccessChange } from "./comparison/compare-stacks";
import { compareWith, compareWithOutput } from "./comparison/compare-with";
import type { Finding, Violation } from "./finding";
import { replacementInWords } from "./replacement";
import type { ReviewReport } from "./report";
import { reviewStack, type StackReview } from "./review-stack";
import { RULES } from "./rule-list";
import { mismatchedPart } from "./rules/mismatched-part";
import { sharedParts } from "./shared-parts";
import { applySuppressions, carriedSuppressions } from "./suppressions";

/**
 * Reviews every stack, and compares the links with an older state of them.
 *
 * @param against an older `cdk.tf.json` of one of the links, or a folder like `cdktf.out`. Absent: nothing is compared
 * @param signal ends the review between two stacks. @default - nothing ends it
 * @throws ToolError when `against` cannot be read, or is none of these links
 */
export async function reviewInputs(
  inputs: readonly ReviewInput[],
  against: string | undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<ReviewReport> {
  const today = new Date().toISOString().slice(0, 10);
  const stacks: StackReview[] = [];
  for (const { archives = [], namedQueries, ...input } of inputs) {
    const review = await reviewInput(input, today);
    // A key press is heard between two links: deciding leaves the event loop no turn of its own.
    await setImmediate();
    signal.throwIfAborted();
    stacks.push({
      ...review,
      ...(input.origin === "plan" ? { planFile: input.file } : {}),
      ...(namedQueries === undefined ? {} : { namedQueries }),
      findings: [...review.findings, ...archives.map(archiveFinding)],
    });
  }
  const shared = sharedParts(
    stacks.map(({ name, link }, index) => ({ name, json: inputs[index]?.json, link })),
  );
  const { changes, links } = await comparison(stacks, against, signal);
  return {
    source: inputs.map(({ file }) => file).join(", "),
    stacks: stacks.map((stack, index) => ({
      ...stack,
      findings: [...stack.findings, ...(shared[index] ?? []).map(sharedFinding)],
    })),
    changes: withReplacements(changes, inputs, stacks),
    ...(links === undefined ? {} : { links }),
  };
}

/**
 * Reviews one stack. A plan is reviewed as what it leads to and as what it was made of: what is written there need not show in
 * the values, and says all that a synthesized stack says.
 *
 * @param today `YYYY-MM-DD`
 * @param decisions those of other stacks, to share them; default: none made yet
 */
export async function reviewInput(
  { name, json, origin, configured }: Pick<ReviewInput, "name" | "json" | "origin" | "configured">,
  today: string,
  decisions: Decisions = new Decisions(),
): Promise<StackReview> {
  const review = await reviewStack(name, json, RULES, today, origin, decisions);
  if (configured === undefined) return review;
  const written = await reviewStack(name, configured, RULES, today, "plan-configuration", decisions);
  const unchecked = withoutRepeats([...review.unchecked, ...written.unchecked]);
  return {
    ...review,
    ...presentMembers({ code: written.code }),
    // What one of the two finds may be what a suppression is for, so that only both together say which are needed.
    ...applySuppressions(
      withoutRepeats([...review.findings, ...written.findings]),
      carriedSuppressions(configured),
      today,
      new Set(unchecked.map(({ what }) => what)),
    ),
    unchecked,
  };
}

function withoutRepeats<T>(entries: readonly T[]): readonly T[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

async function comparison(
  stacks: readonly StackReview[],
  against: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Pick<ReviewReport, "changes" | "links">> {
  if (against === undefined) return { changes: new Map() };
  if (isFolder(against)) return compareWithOutput(readSynthesized(against), stacks, readLink);
  const older = readJson(against, await pipedBytes(against, signal));
  return { changes: await compareWith(older, against, stacks, readLink) };
}

/**
 * The changes of every stack together with the roles that a plan replaces.
 *
 * @param changes what was compared with an older state, by stack name
 */
function withReplacements(
  changes: ReadonlyMap<string, AccessChange>,
  inputs: readonly Pick<ReviewInput, "name" | "replacedRoles">[],
  stacks: readonly StackReview[],
): ReadonlyMap<string, AccessChange> {
  const all = new Map(changes);
  for (const { name, link } of stacks) {
    const replaced = inputs.find((input) => input.name === name)?.replacedRoles ?? [];
    if (link === undefined || replaced.length === 0) continue;
    const words = rolesIn(link).flatMap((role) => {
      const { address, arn } = roleOf(link, role);
      return replaced
        .filter((found) => found.address === address)
        .map((found) => replacementInWords(`${role} role`, found.arn, arn));
    });
    const { takesAway = [], ...others } = all.get(name) ?? { grants: [], statements: [], unchecked: [] };
    all.set(name, { ...others, takesAway: [...new Set([...takesAway, ...words])] });
  }
  return all;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function sharedFinding(violation: Violation): Finding {
  const { id: rule, severity } = mismatchedPart;
  return { rule, severity, ...violation, fix: "give each link a name and a state of its own in links.yaml" };
}

/** No suppression accepts it: the archive can be made again at any time. */
function archiveFinding(violation: Violation): Finding {
  return {
    rule: "archive-differs",
    severity: "error",
    ...violation,
    fix: "run npm ci and npm run synth with this checkout; an archive that still differs was changed by somebody",
  };
}
