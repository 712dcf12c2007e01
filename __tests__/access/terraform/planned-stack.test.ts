import type { LinkAccess } from "../../../access/link/link-access";
import { decideQuestion } from "../../../access/link/link-answers";
import { linkProbes } from "../../../access/link/probes/link-probes";
import { claimOf } from "../../../access/link/probes/probe";
import { type PlanState, readPlan } from "../../../access/terraform/plan";
import { plannedStackJson } from "../../../access/terraform/planned-stack";
import { hop1, hop2 } from "../../../testing/access/hop-decisions";
import createPlan from "../../../testing/access/shows/create-plan.golden.json";
import refreshPlan from "../../../testing/access/shows/refresh-plan.golden.json";
import state from "../../../testing/access/shows/state.golden.json";
import { readLink } from "../../../tools/lib/link/read-link";

/** Recorded from Terraform 1.11 and provider 5.100; before `refresh`, a person added `hand` to the data role. */
const READINGS: readonly (readonly [string, object, PlanState, readonly string[]])[] = [
  ["a plan that creates the link", createPlan, "planned", ["redshift-data-api"]],
  ["a state", state, "prior", ["redshift-data-api"]],
  ["the prior state of a plan", refreshPlan, "prior", ["redshift-data-api"]],
  ["the refreshed state of a plan", refreshPlan, "refreshed", ["redshift-data-api", "hand"]],
];
const AS_ETL = {
  action: "redshift:GetClusterCredentials",
  resource: "arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/etl",
};

function linkOf(show: object, state: PlanState): LinkAccess {
  return readLink(plannedStackJson(readPlan(show), state));
}

async function surprises(link: LinkAccess): Promise<string[]> {
  const found: string[] = [];
  for (const probe of linkProbes(link)) {
    const { allowed } = await decideQuestion(link, probe.question);
    if (allowed !== (probe.expected === "allowed")) found.push(claimOf(probe));
  }
  return found;
}

test.each(READINGS)("%s: roles, function and policies", async (_, show, state, policies) => {
  const link = linkOf(show, state);
  expect([link.queryRole.arn, link.dataRole.arn, link.queryFunction.arn]).toEqual([
    "arn:aws:iam::111111111111:role/analytics-query",
    "arn:aws:iam::222222222222:role/analytics-data",
    "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query",
  ]);
  expect(link.dataRole.inlinePolicies.map(({ name }) => name)).toEqual(policies);
  expect(await hop1(link)).toMatchObject({ allowed: true });
  const byHand = policies.includes("hand");
  expect((await hop2(link, AS_ETL)).allowed).toBe(byHand);
  expect(await surprises(link)).toEqual(byHand ? ["the data role can read as db user `etl`"] : []);
});

test("policies written into the role's own block are read; those the provider copied there are not", () => {
  const plan = structuredClone(createPlan);
  const policies = {
    inline_policy: [{ name: "own", policy: '{"Statement":[]}' }],
    managed_policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
  };
  for (const { address, values } of plan.planned_values.root_module.resources) {
    if (address === "aws_iam_role.data_role") Object.assign(values, policies);
  }
  const read = () => {
    const { inlinePolicies, managedPolicyArns } = linkOf(plan, "planned").dataRole;
    return [inlinePolicies.map(({ name }) => name), managedPolicyArns];
  };
  expect(read()).toEqual([["redshift-data-api"], []]);
  const written = { inline_policy: [{}], managed_policy_arns: {} };
  for (const { address, expressions } of plan.configuration.root_module.resources) {
    if (address === "aws_iam_role.data_role") Object.assign(expressions, written);
  }
  expect(read).toThrow("aws_iam_role.data_role.inline_policy is ${known after apply}");
  for (const { address, change } of plan.resource_changes) {
    if (address === "aws_iam_role.data_role") Object.assign(change, { after_unknown: { id: true } });
  }
  expect(read()).toEqual([["redshift-data-api", "own"], policies.managed_policy_arns]);
});

test("a policy that is known after the apply is no answer", () => {
  const plan = structuredClone(createPlan);
  for (const { address, change } of plan.resource_changes) {
    if (address === "aws_iam_role_policy.data_role_redshift_data_api") {
      Object.assign(change.after_unknown, { policy: true });
    }
  }
  for (const { address, values } of plan.planned_values.root_module.resources) {
    if (address === "aws_iam_role_policy.data_role_redshift_data_api")
      Reflect.deleteProperty(values, "policy");
  }
  expect(() => linkOf(plan, "planned")).toThrow(
    expect.objectContaining({ name: "AccessError", message: expect.stringContaining("known after apply") }),
  );
});

test("neither a plan nor a state is refused", () => {
  expect(() => plannedStackJson(readPlan({}), "planned")).toThrow(/neither planned_values nor values/);
});
