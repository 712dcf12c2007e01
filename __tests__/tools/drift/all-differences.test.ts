import { type Plan, readPlan } from "../../../access/terraform/plan";
import { allDifferences } from "../../../tools/drift/judge/differences/all-differences";

const LIST = "aws_iam_role_policies_exclusive.query_role";

/** A plan in which something was deleted, and the list of a role's policies is another one than the configuration's. */
function planAfter(deleted: string): Plan {
  const at = (address: string) => {
    const [type = "", name = ""] = address.split(".");
    return { address, type, name, mode: "managed", provider_name: "registry.terraform.io/hashicorp/aws" };
  };
  const list = (...policy_names: string[]) => ({ role_name: "query", policy_names });
  const gone = { name: "/links/analytics/query-role-arn", role: "query" };
  const state = {
    root_module: { resources: [{ ...at(LIST), values: list("hop-1"), schema_version: 0 }] },
  };
  return readPlan({
    format_version: "1.2",
    planned_values: state,
    prior_state: { values: state },
    configuration: { root_module: {} },
    resource_drift: [{ ...at(deleted), change: { actions: ["delete"], before: gone, after: null } }],
    resource_changes: [
      { ...at(LIST), change: { actions: ["update"], before: list("hop-1"), after: list("hop-1", "logs") } },
    ],
  });
}

const told = (deleted: string) =>
  allDifferences(planAfter(deleted)).flatMap(({ differences }) => differences.map(({ address }) => address));

test("a list of a role's policies is told beside a deleted parameter that is named after the role, and not beside the role's own policy", () => {
  const parameter = "aws_ssm_parameter.query_role_arn";
  const policy = "aws_iam_role_policy.query_role_write_own_logs";
  expect(told(parameter)).toEqual([parameter, LIST]);
  expect(told(policy)).toEqual([policy]);
});
