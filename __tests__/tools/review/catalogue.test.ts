import { reviewedPlanJson } from "../../../access/terraform/reviewed-plan";
import type { ReviewedMutation } from "../../../testing/tools/review-catalogue/edit";
import { harmlessStacks } from "../../../testing/tools/review-catalogue/harmless-stacks";
import { mutatedPlans, reviewedPlan } from "../../../testing/tools/review-catalogue/plan-mutations";
import { mutatedStacks } from "../../../testing/tools/review-catalogue/stack-mutations";
import { exitCodeOf } from "../../../tools/review/judge/report";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";

async function verdict(json: unknown) {
  const stack = await reviewStack("analytics", json, RULES, "2026-06-15");
  const exitCode = exitCodeOf({ source: "", stacks: [stack], changes: new Map() });
  return {
    exitCode,
    found: [...stack.findings.map(({ rule }) => rule), ...stack.unchecked.map(({ what }) => what)],
  };
}

async function foundIn(text: string, read: (json: unknown) => unknown) {
  try {
    return await verdict(read(JSON.parse(text)));
  } catch {
    // The command ends with the error.
    return { exitCode: 2, found: ["link"] };
  }
}

async function expectFound({ text, foundBy }: ReviewedMutation, read: (json: unknown) => unknown) {
  const { exitCode, found } = await foundIn(text, read);
  expect(exitCode).not.toBe(0);
  expect(found.filter((rule) => foundBy.test(rule))).not.toEqual([]);
}

const STACKS = mutatedStacks();
const PLANS = mutatedPlans();
const HARMLESS = harmlessStacks();

test("the catalogue is large enough", () => {
  expect(new Set([...STACKS, ...PLANS].map(({ text }) => text)).size).toBeGreaterThanOrEqual(120);
  expect(new Set(HARMLESS.map(([, text]) => text)).size).toBeGreaterThanOrEqual(30);
});

test.each(STACKS.map((mutation) => [mutation.name, mutation] as const))("stack: %s", (_, mutation) =>
  expectFound(mutation, (json) => json),
);

test.each(PLANS.map((mutation) => [mutation.name, mutation] as const))("plan: %s", (_, mutation) =>
  expectFound(mutation, reviewedPlanJson),
);

test.each(HARMLESS)("harmless: %s", async (_, text) => {
  expect(await verdict(JSON.parse(text))).toEqual({ exitCode: 0, found: [] });
});

test.each(["first", "after"] as const)("harmless: the plan of a link, %s", async (name) => {
  expect(await verdict(reviewedPlanJson(reviewedPlan(name)))).toEqual({ exitCode: 0, found: [] });
});
