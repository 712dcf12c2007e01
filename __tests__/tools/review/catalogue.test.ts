import { AccessError } from "../../../access/iam/access-error";
import { Decisions } from "../../../access/link/link-answers";
import { configuredStackJson } from "../../../access/terraform/configured-stack";
import { reviewedPlanJson } from "../../../access/terraform/reviewed-plan";
import type { ReviewedMutation } from "../../../testing/tools/review-catalogue/edit";
import { harmlessStacks } from "../../../testing/tools/review-catalogue/harmless-stacks";
import { mutatedLifecycles } from "../../../testing/tools/review-catalogue/lifecycle-mutations";
import { mutatedLinks } from "../../../testing/tools/review-catalogue/link-mutations";
import { mutatedPlans, reviewedPlan } from "../../../testing/tools/review-catalogue/plan-mutations";
import { mutatedStacks } from "../../../testing/tools/review-catalogue/stack-mutations";
import { exitCodeOf } from "../../../tools/review/judge/report";
import { reviewInput } from "../../../tools/review/judge/review-inputs";

/** Most of a mutated stack is as it was: a question whose policies are the same is simulated once. */
const decisions = new Decisions();

async function verdict(input: Parameters<typeof reviewInput>[0]) {
  const stack = await reviewInput(input, "2026-06-15", decisions);
  const exitCode = exitCodeOf({ source: "", stacks: [stack], changes: new Map() });
  return {
    exitCode,
    found: [...stack.findings.map(({ rule }) => rule), ...stack.unchecked.map(({ what }) => what)],
  };
}

const ofSynth = (json: unknown) => ({ name: "analytics", json, origin: "synth" as const });
const ofPlan = (json: unknown) => ({
  name: "plan",
  json: reviewedPlanJson(json),
  configured: configuredStackJson(json),
  origin: "plan" as const,
});

async function foundIn(text: string, read: typeof ofSynth | typeof ofPlan) {
  try {
    return await verdict(read(JSON.parse(text)));
  } catch (error) {
    // The command ends with such an error, which names the part; any other would be a bug.
    expect(error).toBeInstanceOf(AccessError);
    return { exitCode: 2, found: ["link"] };
  }
}

async function expectFound({ text, foundBy }: ReviewedMutation, read: typeof ofSynth | typeof ofPlan) {
  const { exitCode, found } = await foundIn(text, read);
  expect(exitCode).not.toBe(0);
  expect(found.filter((rule) => foundBy.test(rule))).not.toEqual([]);
}

const STACKS = [...mutatedStacks(), ...mutatedLinks(), ...mutatedLifecycles()];
const PLANS = mutatedPlans();
const HARMLESS = harmlessStacks();

test("the catalogue is large enough", () => {
  expect(new Set([...STACKS, ...PLANS].map(({ text }) => text)).size).toBeGreaterThanOrEqual(120);
  expect(new Set(HARMLESS.map(([, text]) => text)).size).toBeGreaterThanOrEqual(30);
});

test.each(STACKS.map((mutation) => [mutation.name, mutation] as const))("stack: %s", (_, mutation) =>
  expectFound(mutation, ofSynth),
);

test.each(PLANS.map((mutation) => [mutation.name, mutation] as const))("plan: %s", (_, mutation) =>
  expectFound(mutation, ofPlan),
);

test.each(HARMLESS)("harmless: %s", async (_, text) => {
  expect(await verdict(ofSynth(JSON.parse(text)))).toEqual({ exitCode: 0, found: [] });
});

test.each(["first", "after"] as const)("harmless: the plan of a link, %s", async (name) => {
  expect(await verdict(ofPlan(reviewedPlan(name)))).toEqual({ exitCode: 0, found: [] });
});
