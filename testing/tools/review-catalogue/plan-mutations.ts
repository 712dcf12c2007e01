import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  ADMINISTRATOR_POLICY,
  ANY_RULE,
  EXCLUSIVE_RULE,
  editedText,
  FORM_RULE,
  type JsonEdit,
  type ReviewedMutation,
} from "./edit";

interface PrintedPlan {
  readonly resource_changes: readonly { readonly change: object }[];
  readonly planned_values: { readonly root_module: { readonly resources: readonly object[] } };
}

function planEdits(): readonly JsonEdit[] {
  const plan: PrintedPlan = JSON.parse(planText("after"));
  const resources = ["configuration", "root_module", "resources"] as const;
  const outputs = ["configuration", "root_module", "outputs"] as const;
  const provider = ["configuration", "provider_config", "aws.lambda_account"] as const;
  const values = ["planned_values", "root_module", "resources"] as const;
  const more = (block: object, type: string) => ({
    address: `${type}.more`,
    mode: "managed",
    type,
    name: "more",
    values: block,
  });
  return [
    [
      "endpoints",
      [...provider, "expressions", "endpoints"],
      [{ iam: { constant_value: "http://a" } }],
      FORM_RULE,
    ],
    ["another source", [...provider, "full_name"], "registry.terraform.io/evil/aws", FORM_RULE],
    [
      "another provider",
      ["configuration", "provider_config", "external"],
      { name: "external", full_name: "registry.terraform.io/hashicorp/external" },
      FORM_RULE,
    ],
    ["no pinned account", [...provider, "expressions", "allowed_account_ids"], undefined, ANY_RULE],
    ["lifecycle", [...resources, 1, "lifecycle"], { ignore_changes: ["a"] }, FORM_RULE],
    ["count", [...resources, 1, "count_expression"], { constant_value: 0 }, FORM_RULE],
    ["for_each", [...resources, 1, "for_each_expression"], {}, FORM_RULE],
    ["provisioners", [...resources, 1, "provisioners"], [{ type: "local-exec" }], FORM_RULE],
    [
      "data source",
      [...resources, 30],
      { address: "data.external.a", mode: "data", type: "external", name: "a" },
      FORM_RULE,
    ],
    [
      "written layers",
      [...resources, 10, "expressions", "layers"],
      { constant_value: ["arn:aws:a"] },
      FORM_RULE,
    ],
    ["module", ["configuration", "root_module", "module_calls"], { a: { source: "./a" } }, FORM_RULE],
    ["variables", ["configuration", "root_module", "variables"], { a: {} }, FORM_RULE],
    [
      "output of a function",
      [...outputs, "data_role_arn", "expression"],
      {
        constant_value: "${upper(aws_iam_role.data_role.arn)}",
        references: ["aws_iam_role.data_role.arn", "aws_iam_role.data_role"],
      },
      FORM_RULE,
    ],
    ["output without references", [...outputs, "more"], { expression: {} }, FORM_RULE],
    [
      "output of the environment",
      [...outputs, "more"],
      { expression: { references: ["aws_lambda_function.query_function.environment"] } },
      FORM_RULE,
    ],
    [
      "output that shows the external id",
      ["planned_values", "outputs", "data_role_arn", "value"],
      "analytics-link-2026",
      FORM_RULE,
    ],
    ["forget", ["resource_changes", 1, "change", "actions"], ["forget"], FORM_RULE],
    ["import", ["resource_changes", 1, "change", "importing"], { id: "a" }, FORM_RULE],
    ["move", ["resource_changes", 1, "previous_address"], "aws_iam_role.a", FORM_RULE],
    ["instance of a count", ["resource_changes", 1, "index"], "more", FORM_RULE],
    [
      "resource of another provider",
      ["resource_changes", 1, "provider_name"],
      "registry.terraform.io/evil/aws",
      FORM_RULE,
    ],
    ["another result of a change", ["resource_changes", 1, "change", "after", "path"], "/more/", FORM_RULE],
    ["a result without a change", ["resource_changes", 1], undefined, FORM_RULE],
    ["no action", ["resource_changes", 1, "change", "actions"], [], FORM_RULE],
    ["a change under another name", ["resource_changes", 1, "name"], "more", FORM_RULE],
    [
      "a resource of another stack that goes",
      ["resource_changes", 30],
      {
        ...{ address: "aws_s3_bucket.more", mode: "managed", type: "aws_s3_bucket", name: "more" },
        change: { actions: ["delete"], before: {}, after: null },
      },
      FORM_RULE,
    ],
    ["another version of the provider", [...provider, "version_constraint"], ">= 0", FORM_RULE],
    ["no region", [...provider, "expressions", "region"], undefined, FORM_RULE],
    [
      "written without architectures",
      [...resources, 10, "expressions", "architectures"],
      undefined,
      FORM_RULE,
    ],
    ["written without a hash", [...resources, 10, "expressions", "source_code_hash"], undefined, FORM_RULE],
    ["written without an order of the roles", [...resources, 1, "depends_on"], undefined, FORM_RULE],
    ["written under another name", [...resources, 3, "name"], "more", FORM_RULE],
    [
      "written with more memory",
      [...resources, 10, "expressions", "memory_size"],
      { constant_value: 1024 },
      FORM_RULE,
    ],
    [
      "written with one more variable",
      [...resources, 10, "expressions", "environment", 0, "variables", "constant_value", "MORE"],
      "more",
      FORM_RULE,
    ],
    [
      "written with another archive's hash",
      [...resources, 10, "expressions", "source_code_hash"],
      { constant_value: "A".repeat(43).concat("=") },
      FORM_RULE,
    ],
    ["count of a policy document", [...resources, 11, "count_expression"], { constant_value: 0 }, FORM_RULE],
    ["neither resource nor data source", [...resources, 1, "mode"], "ephemeral", FORM_RULE],
    ["a provider under another name", [...provider, "name"], "more", FORM_RULE],
    ["a provider without a source", [...provider, "full_name"], undefined, FORM_RULE],
    ["a number that is no list", ["resource_changes", 30], 1, FORM_RULE],
    ["a change that stands twice", ["resource_changes", 30], plan.resource_changes[1], FORM_RULE],
    [
      "a resource that stands twice",
      [...values, 30],
      plan.planned_values.root_module.resources[0],
      FORM_RULE,
    ],
    ["more beside the values", [...values, 1, "values2"], { a: 1 }, FORM_RULE],
    ["more beside the resources", ["planned_values", "root_module", "resources2"], [1], FORM_RULE],
    [
      "values of another provider",
      [...values, 1, "provider_name"],
      "registry.terraform.io/evil/aws",
      FORM_RULE,
    ],
    ["a change of no provider", ["resource_changes", 1, "provider_name"], undefined, FORM_RULE],
    [
      "an object that is left behind, and changed",
      ["resource_changes", 30],
      {
        ...plan.resource_changes[1],
        deposed: "00000000",
        change: { ...plan.resource_changes[1]?.change, actions: ["update"] },
      },
      FORM_RULE,
    ],
    ["two things at once", ["resource_changes", 1, "change", "actions"], ["create", "update"], FORM_RULE],
    ["an instance by number", ["resource_changes", 1, "index"], 0, FORM_RULE],
    ["an output that is no output", ["planned_values", "outputs", "query_role_arn"], "more", FORM_RULE],
    [
      "an output that does nothing known",
      ["output_changes", "query_role_arn", "actions"],
      ["more"],
      FORM_RULE,
    ],
    ["no format", ["format_version"], undefined, FORM_RULE],
    ["another format", ["format_version"], "2.0", FORM_RULE],
    ["no configuration", ["configuration"], undefined, FORM_RULE],
    ["no changes", ["resource_changes"], undefined, FORM_RULE],
    ["not known to have failed", ["errored"], "no", FORM_RULE],
    ["deferred changes", ["deferred_changes"], [{ reason: "a" }], FORM_RULE],
    ["actions", ["action_invocations"], [{ type: "a" }], FORM_RULE],
    ["checks", ["checks"], [{ status: "pass" }], FORM_RULE],
    ["input", ["variables"], { a: { value: 1 } }, FORM_RULE],
    ["incomplete", ["complete"], false, FORM_RULE],
    [
      "exclusive of another role",
      [...values, 30],
      more(
        { role_name: "other", policy_arns: [ADMINISTRATOR_POLICY] },
        "aws_iam_role_policy_attachments_exclusive",
      ),
      ANY_RULE,
    ],
    ["layers that stay", [...values, 10, "values", "layers"], ["arn:aws:a"], FORM_RULE],
    ["image", [...values, 10, "values", "package_type"], "Image", FORM_RULE],
    [
      "wrapper",
      [...values, 10, "values", "environment", 0, "variables", "AWS_LAMBDA_EXEC_WRAPPER"],
      "/tmp/a",
      FORM_RULE,
    ],
    [
      "endpoint",
      [...values, 10, "values", "environment", 0, "variables", "AWS_ENDPOINT_URL_STS"],
      "http://a",
      FORM_RULE,
    ],
    ["another archive", [...values, 10, "values", "filename"], "/tmp/function.zip", FORM_RULE],
    ["no exclusive resource", [...values, 4], undefined, EXCLUSIVE_RULE],
    [
      "a resource named __proto__",
      [...values, 30],
      {
        ...more(
          { role: "analytics-data", policy_arn: ADMINISTRATOR_POLICY },
          "aws_iam_role_policy_attachment",
        ),
        address: "aws_iam_role_policy_attachment.__proto__",
        name: "__proto__",
      },
      ANY_RULE,
    ],
    ["a function URL", [...values, 30], more({ function_name: "a" }, "aws_lambda_function_url"), FORM_RULE],
  ];
}

/** Of a plan: before the first apply, after it, or once the query role has another path. */
type PlanName = "first" | "after" | "replaced";

/** A plan that Terraform printed of a link in the rehearsal. */
export function reviewedPlan(name: PlanName): Record<string, unknown> {
  return JSON.parse(planText(name));
}

function planText(name: PlanName): string {
  return readFileSync(join(__dirname, "../reviewed-plans", `${name}.json`), "utf8");
}

/** Mutations of the plan after the first apply, each of which a review has to find. */
export function mutatedPlans(): readonly ReviewedMutation[] {
  return planEdits().map(([name, path, value, foundBy]) => ({
    name,
    foundBy,
    text: editedText(reviewedPlan("after"), path, value),
  }));
}
