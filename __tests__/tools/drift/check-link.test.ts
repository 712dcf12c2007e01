import { checkLink } from "../../../tools/drift/check-link";
import type { PlanAttempt } from "../../../tools/lib/terraform";
import { ToolError } from "../../../tools/lib/tool-error";
import { linkWith } from "../../support/links";
import { attempt, recordedPlan } from "./recorded";

const FAILURE = new ToolError("TERRAFORM_FAILED", "terraform show exited with 1:\nno plan");

/** A Terraform whose plan ends as this says. */
function terraform(attemptPlan: () => Promise<PlanAttempt>, init = async () => {}) {
  return { init, attemptPlan };
}

const clean = async () => attempt(recordedPlan("clean"));

test("a link whose plan shows nothing is clean", async () => {
  expect(await checkLink(linkWith(), terraform(clean))).toMatchObject({ status: "clean", unchecked: [] });
});

test("a plan that fails leaves both accounts unread", async () => {
  expect(
    await checkLink(
      linkWith(),
      terraform(() => Promise.reject(FAILURE)),
    ),
  ).toMatchObject({
    status: "could-not-check",
    unchecked: [
      { reason: FAILURE.message },
      { account: { role: "lambda" }, reason: "not read in full" },
      { account: { role: "redshift" }, reason: "not read in full" },
    ],
  });
});

test.each<[string, Error, boolean]>([
  ["what Terraform could not do is a result", FAILURE, true],
  ["an interruption is none", new Error("stopped by SIGINT"), false],
])("%s", async (_, failure, isResult) => {
  const outcome = await checkLink(
    linkWith(),
    terraform(clean, () => Promise.reject(failure)),
  ).catch((error: Error) => error.message);
  if (isResult) expect(outcome).toMatchObject({ status: "could-not-check", findings: [] });
  else expect(outcome).toBe(failure.message);
});
