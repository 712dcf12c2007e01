import * as fc from "fast-check";
import { Decisions } from "../../../access/link/link-answers";
import type { Json } from "../../../aws/json";
import { DEMANDS, SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { TARGETS } from "../../../testing/links/links";
import { type RandomEdit, randomEdit } from "../../../testing/tools/review-catalogue/random-edit";
import { canonicalStack } from "../../../testing/tools/review-catalogue/same-for-terraform";
import { withoutChoices } from "../../../testing/tools/review-catalogue/user-choices";
import { stackWith } from "../../../testing/tools/reviewed-stack";
import { exitCodeOf } from "../../../tools/review/judge/report";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";
import { linkSubject, stackSubject } from "../../../tools/review/judge/subject";
import { savedPlanDifferences } from "../../../tools/same-plan/plan-differences";

const EDITS = 2_500;
/** Printed by fast-check with a failure; another one finds other edits. */
const SEED = Number(process.env.RANDOM_EDITS_SEED ?? 20_261_127);

const STACKS: readonly Json[] = [
  ...Object.values(TARGETS).map((target) => stackWith({ target })),
  stackWith({ trust: { externalId: "analytics-link-2026", mutual: true, mode: "account" } }),
  stackWith({ backend: { type: "s3", bucket: "states", region: "eu-west-1" }, tags: { team: "data" } }),
  stackWith({ function: DEMANDS, ...SSM_OUTPUTS }),
];

/** Most of an edited stack is as it was: a question whose policies are the same is simulated once. */
const decisions = new Decisions();

/** Rules that ask the simulator nothing, or little. */
const QUICK_RULES = [
  "unexpected-part",
  "mismatched-part",
  "unread-part",
  "exclusive-policies",
  "statement-beyond-link",
];

/** Whether the review ends with another exit code than 0. The quick rules first: most edits are theirs. */
async function isSaid(json: Json): Promise<boolean> {
  try {
    const link = linkSubject(stackSubject("analytics", json, "synth"), json, decisions);
    for (const rule of RULES.filter(({ id }) => QUICK_RULES.includes(id))) {
      const result = await rule.check(link);
      if (Array.isArray(result) && result.length > 0) return true;
    }
  } catch {
    return true;
  }
  return (await exitCode(json)) !== 0;
}

async function exitCode(json: Json): Promise<number> {
  const stack = await reviewStack("analytics", json, RULES, "2026-06-15", "synth", decisions);
  return exitCodeOf({ source: "", stacks: [stack], changes: new Map() });
}

/** The archive itself says whether its hash is the declared one; see archives.test.ts. */
function declaresAnotherArchive(before: Json, after: Json): boolean {
  const declared = (stack: Json) => {
    const { resource } = stack as { resource?: { aws_lambda_function?: { query_function?: Json } } };
    const { filename, source_code_hash: hash } = resource?.aws_lambda_function?.query_function ?? {};
    return JSON.stringify([filename, hash]);
  };
  return declared(before) !== declared(after);
}

type Verdict = "harmless and clean" | "told by the review" | "told by same-plan";

async function judged({ before, after }: RandomEdit): Promise<Verdict | undefined> {
  const [one, other] = [canonicalStack(before), canonicalStack(after)];
  if (JSON.stringify(one) === JSON.stringify(other))
    return (await isSaid(after)) ? undefined : "harmless and clean";
  if (declaresAnotherArchive(before, after) || (await isSaid(after))) return "told by the review";
  const isChoice = JSON.stringify(withoutChoices(one)) === JSON.stringify(withoutChoices(other));
  const places = savedPlanDifferences(
    { configuration: before, parts: {} },
    { configuration: after, parts: {} },
  );
  return isChoice && places.length > 0 ? "told by same-plan" : undefined;
}

test("the stacks are clean before they are edited", async () => {
  expect(await Promise.all(STACKS.map(exitCode))).toEqual(STACKS.map(() => 0));
});

test("whatever an edit changes of the plan, the review says it, or same-plan where the user chooses", async () => {
  const counts: Record<Verdict, number> = {
    "harmless and clean": 0,
    "told by the review": 0,
    "told by same-plan": 0,
  };
  await fc.assert(
    fc.asyncProperty(randomEdit(STACKS), async (edit) => {
      const verdict = await judged(edit);
      if (verdict === undefined)
        throw new Error(`nobody tells, or it is harmless and not clean: ${edit.name}`);
      counts[verdict] += 1;
    }),
    { numRuns: EDITS, seed: SEED, endOnFailure: true },
  );
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(EDITS);
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(EDITS / 100);
});
