import { checkLink } from "../../../tools/drift/check-link";
import type { PlanAttempt } from "../../../tools/lib/terraform";
import { ToolError } from "../../../tools/lib/tool-error";
import { linkWith } from "../../support/links";
import { attempt, recordedPlan } from "./recorded";

const FAILURE = new ToolError("TERRAFORM_FAILED", "terraform show exited with 1:\nno plan");

type Mode = "refresh-only" | "normal";

/** A Terraform whose plans end as these say. */
function terraform(plans: Readonly<Record<Mode, () => Promise<PlanAttempt>>>, init = async () => {}) {
  return { init, attemptPlan: (_: string, mode: Mode) => plans[mode]() };
}

const clean: Readonly<Record<Mode, () => Promise<PlanAttempt>>> = {
  "refresh-only": async () => attempt(recordedPlan("clean-refresh")),
  normal: async () => attempt(recordedPlan("clean-normal")),
};

test("a link whose two plans show nothing is clean", async () => {
  expect(await checkLink(linkWith(), terraform(clean))).toMatchObject({ status: "clean", unchecked: [] });
});

test("goes on only when both plans have ended, also after one has failed", async () => {
  let end: (attempt: PlanAttempt) => void = () => undefined;
  const normal = () =>
    new Promise<PlanAttempt>((resolve) => {
      end = resolve;
    });
  let returned = false;
  const checking = checkLink(
    linkWith(),
    terraform({ "refresh-only": () => Promise.reject(FAILURE), normal }),
  ).finally(() => {
    returned = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(returned).toBe(false);
  end(await clean.normal());
  expect(await checking).toMatchObject({
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
