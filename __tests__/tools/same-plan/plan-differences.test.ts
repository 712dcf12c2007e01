import { stringify } from "lossless-json";
import { planDifferences } from "../../../tools/same-plan/plan-differences";
import { exactJson } from "../../../tools/same-plan/saved-plan";

type Plan = Record<string, unknown>;

const ROLE = "aws_iam_role.data_role";
/** The members of a plan as Terraform 1.11 writes them, with one resource. */
const PLAN = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  timestamp: "2026-06-15T00:00:00Z",
  variables: { stage: { value: "production" } },
  planned_values: { root_module: { resources: [{ address: ROLE, values: { name: "data" } }] } },
  resource_drift: [],
  resource_changes: [
    {
      address: ROLE,
      provider_name: "registry.terraform.io/hashicorp/aws",
      change: { actions: ["create"], before: null, after: { name: "data" }, after_unknown: { arn: true } },
    },
  ],
  output_changes: { arn: { actions: ["create"], before: null, after_unknown: true } },
  prior_state: { values: {} },
  configuration: {
    provider_config: {
      aws: { name: "aws", expressions: { profile: { constant_value: "redshift-account" } } },
    },
    root_module: { resources: [{ address: ROLE, expressions: { name: { constant_value: "data" } } }] },
  },
  relevant_attributes: [],
  applyable: true,
};

/** The plan with one member replaced, or removed (`undefined`). */
function planWith(path: readonly (string | number)[], value: unknown): Plan {
  const plan = structuredClone(PLAN) as Plan;
  const last = path.at(-1) ?? "";
  const parent = path.slice(0, -1).reduce<Plan>((node, key) => node[key] as Plan, plan);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return plan;
}

const AFTER = ["resource_changes", 0, "change", "after"];
const ROOT_MODULE = ["configuration", "root_module"];
const PROFILE = ["configuration", "provider_config", "aws", "expressions", "profile", "constant_value"];
const LOCAL_EXEC = [{ type: "local-exec", expressions: { command: { constant_value: "id" } } }];

test("a plan is the same as itself, in whatever order its members stand", () => {
  const turned = Object.fromEntries(Object.entries(PLAN).reverse());
  expect(planDifferences(PLAN, turned)).toEqual([]);
});

test.each(["relevant_attributes", "resource_drift", "timestamp"])(
  "%s may differ: it is no part of what an apply does",
  (member) => {
    expect(planDifferences(planWith([member], "another"), planWith([member], undefined))).toEqual([]);
  },
);

test.each(["format_version", "prior_state", "terraform_version"])("%s may not differ", (member) => {
  expect(planDifferences(PLAN, planWith([member], "another"))).toEqual([member]);
});

test.each<[string, readonly (string | number)[], unknown, string]>([
  ["another value", [...AFTER, "name"], "x", `resource_changes[${ROLE}].change.after.name`],
  ["an attribute more", [...AFTER, "path"], "/x/", `resource_changes[${ROLE}].change.after.path`],
  [
    "another action",
    ["resource_changes", 0, "change", "actions", 0],
    "delete",
    `resource_changes[${ROLE}].change.actions[0]`,
  ],
  [
    "another provider",
    ["resource_changes", 0, "provider_name"],
    "evil",
    `resource_changes[${ROLE}].provider_name`,
  ],
  ["an output", ["output_changes", "leak"], {}, "output_changes.leak"],
  ["no outputs", ["output_changes"], undefined, "output_changes"],
  ["a variable", ["variables", "stage", "value"], "x", "variables.stage.value"],
  ["a member of a newer format", ["action_invocations"], [{}], "action_invocations"],
  [
    "a provisioner",
    [...ROOT_MODULE, "resources", 0, "provisioners"],
    LOCAL_EXEC,
    `configuration.root_module.resources[${ROLE}].provisioners`,
  ],
  [
    "another expression",
    [...ROOT_MODULE, "resources", 0, "expressions", "name"],
    {},
    `configuration.root_module.resources[${ROLE}].expressions.name.constant_value`,
  ],
  ["a module", [...ROOT_MODULE, "module_calls"], { evil: {} }, "configuration.root_module.module_calls"],
  ["another profile of the provider", PROFILE, "x", PROFILE.join(".")],
])("%s makes another plan, whichever of the two has it", (_, path, value, place) => {
  const other = planWith(path, value);
  expect(planDifferences(PLAN, other)).toEqual([place]);
  expect(planDifferences(other, PLAN)).toEqual([place]);
});

const EVIL = { address: "terraform_data.evil" };
test("a resource more is another plan", () => {
  const more = planWith(["resource_changes"], [...PLAN.resource_changes, EVIL]);
  expect(planDifferences(PLAN, more)).toEqual(["resource_changes[terraform_data.evil]"]);
  expect(planDifferences(more, PLAN)).toEqual(["resource_changes[terraform_data.evil]"]);
});

test("an empty member is not an absent one, and members of the prototype are no members", () => {
  expect(planDifferences({ variables: undefined }, {})).toEqual(["variables"]);
  expect(planDifferences(JSON.parse('{"__proto__": {"a": 1}}'), {})).toEqual(["__proto__"]);
});

test("no value is said", () => {
  const secret = planWith([...AFTER, "name"], "very-secret");
  expect(planDifferences(PLAN, secret).join()).not.toContain("very-secret");
});

test.each([
  ["9007199254740993", "9007199254740992"],
  ["1e400", "1e401"],
  ["0.10000000000000000001", "0.1"],
  ["1", '"1"'],
])("the number %s is not %s", (one, other) => {
  const plan = (value: string) => exactJson(`{"a": [${value}]}`, "plan");
  expect(planDifferences(plan(one), plan(other))).toEqual(["a[0]"]);
  expect(planDifferences(plan(one), plan(one))).toEqual([]);
});

test("an object is not the number that it looks like", () => {
  const number = exactJson('{"a": 1}', "plan");
  expect(planDifferences(number, { a: { value: "1", isLosslessNumber: true } })).toEqual(["a"]);
});

test("JSON is read whole: no member, one of the prototype, colons in strings", () => {
  const texts = ["{}", '{"a": {}}', '{"__proto__": {"a:": ":"}}', '{"a\\":": [[{"b": ":\\\\"}, 1.50]]}'];
  expect(texts.map((text) => stringify(exactJson(text, "plan")))).toEqual(
    texts.map((text) => text.replaceAll(/(?<=[:,]) (?=["[{\d])/g, "")),
  );
});
