import * as fc from "fast-check";
import { Decisions } from "../../../access/link/link-answers";
import { configuredStackJson } from "../../../access/terraform/configured-stack";
import { unexpectedPlanParts } from "../../../access/terraform/expected-parts/plan-parts";
import { reviewedPlanJson } from "../../../access/terraform/reviewed-plan";
import { isJson, type Json } from "../../../aws/json";
import { reviewedPlan } from "../../../testing/tools/review-catalogue/plan-mutations";
import { type RandomEdit, randomEdit } from "../../../testing/tools/review-catalogue/random-edit";
import { exitCodeOf } from "../../../tools/review/judge/report";
import { reviewInput } from "../../../tools/review/judge/review-inputs";

const EDITS = 600;
/** Printed by fast-check with a failure; another one finds other edits. */
const SEED = Number(process.env.RANDOM_EDITS_SEED ?? 20_261_127);

/** What was before, and when: an apply makes nothing of it. */
const PAST = ["prior_state", "resource_drift", "relevant_attributes", "timestamp"];

const PLANS: readonly Json[] = (["first", "after"] as const).map((name) =>
  Object.fromEntries(Object.entries(reviewedPlan(name)).filter(([member]) => !PAST.includes(member))),
);

/** Members of a plan that say nothing of what an apply leads to: what was, what is hidden, how Terraform came to it. */
const SAYING_NOTHING =
  /(?:^|\.)(?:before|before_sensitive|after_sensitive|sensitive_values|sensitive|after_unknown|references|schema_version|terraform_version|applyable|replace_paths)(?:\.|:)/;

/** The same in other words, and what the user chooses and the plan says once; see docs/review.md. */
const HARMLESS: readonly RegExp[] = [
  /: (?:turn round|comment|as text)$/,
  /^planned_values\.outputs\.\w+(?:\.type: take away|: to an object|: to another value of the stack)$/,
  /^output_changes(?:\.\w+)?(?:\.after)?: (?:take away|to an object|to null)$/,
  /\.expressions\.(?:statement\.\d+\.(?:sid|effect)|description|path|tags)(?:\.constant_value)?: (?:take away|to null|to no text)$/,
  /\.statement\.\d+\.sid\.constant_value: /,
  /\.statement\.\d+\.\w+\.constant_value\.\d+: (?:double|capitals)$/,
  /\.condition\.\d+\.variable\.constant_value: capitals$/,
  /\.policy_arns: to a list$/,
  /\.(?:depends_on|constant_value)(?:\.\d+)?: (?:double|take away|to null|to a list)$/,
  /\.(?:environment|logging_config|statement|condition|principals|assume_role|default_tags): unwrap$/,
  /\.assume_role(?:\.\d+)?(?:\.(?:role_arn|session_name)\.constant_value)?: /,
  /\.constant_value: (?:take away|rename)$/,
  /^configuration\.provider_config\.aws: /,
  /\.version_constraint: take away$/,
  /^configuration\.provider_config\.aws\.\w+: repeat never$/,
];

/** Most of an edited plan is as it was: a question whose policies are the same is simulated once. */
const decisions = new Decisions();

async function isSaid(plan: Json): Promise<boolean> {
  try {
    if (unexpectedPlanParts(plan).length > 0) return true;
    const review = await reviewInput(
      { name: "plain", json: reviewedPlanJson(plan), origin: "plan", configured: configuredStackJson(plan) },
      "2026-06-15",
      decisions,
    );
    return exitCodeOf({ source: "", stacks: [review], changes: new Map() }) !== 0;
  } catch {
    return true;
  }
}

type Verdict = "nothing for an apply" | "harmless" | "told";

async function judged({ name, before, after }: RandomEdit): Promise<Verdict | undefined> {
  if (SAYING_NOTHING.test(name) || JSON.stringify(before) === JSON.stringify(after))
    return "nothing for an apply";
  if (HARMLESS.some((pattern) => pattern.test(name))) return "harmless";
  return (await isSaid(after)) ? "told" : undefined;
}

test("the plans are clean before they are edited", async () => {
  expect(PLANS.every(isJson)).toBe(true);
  expect(await Promise.all(PLANS.map(isSaid))).toEqual(PLANS.map(() => false));
});

test("whatever an edit changes of what a plan leads to, the review says it", async () => {
  const counts: Record<Verdict, number> = { "nothing for an apply": 0, harmless: 0, told: 0 };
  const past: string[] = [];
  await fc.assert(
    fc.asyncProperty(randomEdit(PLANS), async (edit) => {
      const verdict = await judged(edit);
      if (verdict === undefined) past.push(edit.name);
      else counts[verdict] += 1;
    }),
    { numRuns: EDITS, seed: SEED, endOnFailure: true },
  );
  expect(past).toEqual([]);
  expect(counts.told).toBeGreaterThan(EDITS / 2);
});
