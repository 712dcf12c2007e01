type Config = Record<string, unknown>;

/** A stack of which a part is unknown until it is applied; terraform_data needs no provider and no account. */
export const STACK = {
  "//": { metadata: { stackName: "analytics" } },
  terraform: { backend: { local: { path: "here.tfstate" } } },
  locals: { suffix: "-data" },
  variable: { stage: { default: "test" } },
  resource: {
    terraform_data: {
      first: { input: { size: 1, stage: "${var.stage}" } },
      second: { input: "${terraform_data.first.id}${local.suffix}" },
    },
  },
  output: { id: { value: "${terraform_data.second.id}" } },
};

/** The stack with the members at these paths (`a.b.c`) set; `undefined` takes one away. */
export function changedStack(members: Readonly<Record<string, unknown>>): string {
  const stack = structuredClone(STACK) as Config;
  for (const [path, value] of Object.entries(members)) {
    const keys = path.split("/");
    const last = keys.pop() ?? "";
    const parent = keys.reduce<Config>((node, key) => {
      node[key] ??= {};
      return node[key] as Config;
    }, stack);
    if (value === undefined) delete parent[last];
    else parent[last] = value;
  }
  return JSON.stringify(stack);
}

export const SECOND = "resource/terraform_data/second";
export const PROVISIONER = { "local-exec": [{ command: "true" }] };

/** How a plan is made. */
export interface PlanOf {
  readonly text?: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** The state that a plan is made against: what an apply of this text leaves. */
  readonly applied?: string;
  readonly initArgs?: readonly string[];
  readonly workspace?: string;
  /** Terraform saves a plan although it fails. */
  readonly fails?: boolean;
}

/** Plans that do something else than the plan of the stack as it is, with the place that says so. */
export const UNLIKE: readonly (readonly [string, PlanOf, string])[] = [
  [
    "how an unknown value is made",
    { text: changedStack({ [`${SECOND}/input`]: "${terraform_data.first.id}-evil" }) },
    "cdk.tf.json.resource.terraform_data.second.input",
  ],
  [
    "a local value that an unknown one is made of",
    { text: changedStack({ "locals/suffix": "-evil" }) },
    "cdk.tf.json.locals.suffix",
  ],
  [
    "a lifecycle: created before destroyed",
    { text: changedStack({ [`${SECOND}/lifecycle`]: { create_before_destroy: true } }) },
    "second.lifecycle",
  ],
  [
    "a lifecycle: changes ignored",
    { text: changedStack({ [`${SECOND}/lifecycle`]: { ignore_changes: ["input"] } }) },
    "second.lifecycle",
  ],
  [
    "a lifecycle: destroying forbidden",
    { text: changedStack({ [`${SECOND}/lifecycle`]: { prevent_destroy: true } }) },
    "second.lifecycle",
  ],
  [
    "a lifecycle: replaced with another",
    { text: changedStack({ [`${SECOND}/lifecycle`]: { replace_triggered_by: ["terraform_data.first"] } }) },
    "second.lifecycle",
  ],
  [
    "another place of the state",
    { text: changedStack({ "terraform/backend/local/path": "evil.tfstate" }) },
    "plan file.backend",
  ],
  [
    "a place of the state given beside the configuration",
    { initArgs: ["-backend-config=path=evil.tfstate"] },
    "plan file.backend",
  ],
  [
    "a number beyond 2^53",
    {
      text: changedStack({ "resource/terraform_data/first/input/size": 1 }).replace(
        '"size":1',
        '"size":9007199254740993',
      ),
    },
    "size",
  ],
  ["a variable", { args: ["-var=stage=evil"] }, "variables.stage.value"],
  [
    "a version of Terraform that is required",
    { text: changedStack({ "terraform/required_version": ">= 1.0.0" }) },
    "cdk.tf.json.terraform.required_version",
  ],
  [
    "a resource that is only forgotten",
    { text: changedStack({ removed: [{ from: "terraform_data.old", lifecycle: [{ destroy: false }] }] }) },
    "cdk.tf.json.removed",
  ],
  [
    "a resource that is moved",
    { text: changedStack({ moved: [{ from: "terraform_data.old", to: "terraform_data.first" }] }) },
    "cdk.tf.json.moved",
  ],
  [
    "a resource more",
    { text: changedStack({ "resource/terraform_data/evil": {} }) },
    "cdk.tf.json.resource.terraform_data.evil",
  ],
  ["an output more", { text: changedStack({ "output/evil": { value: "x" } }) }, "output_changes.evil"],
  ["a provisioner", { text: changedStack({ [`${SECOND}/provisioner`]: PROVISIONER }) }, "second.provisioner"],
  [
    "an order of creation",
    { text: changedStack({ "resource/terraform_data/first/depends_on": [] }) },
    "first.depends_on",
  ],
  ["another workspace", { workspace: "evil" }, "plan file.backend"],
  ["everything destroyed", { args: ["-destroy"], applied: changedStack({}) }, "plan file.mode"],
];

/** Plans that an apply does not wholly follow, or that are not whole, with the reason. */
export const NOT_COMPARABLE: readonly (readonly [string, PlanOf, string])[] = [
  ["configuration beside cdk.tf.json", { files: { "more.tf": "locals {\n  more = 1\n}\n" } }, "more.tf"],
  ["configuration that overrides", { files: { "override.tf.json": "{}" } }, "override.tf.json"],
  [
    "a module",
    { text: changedStack({ "module/more": { source: "./more" } }), files: { "more/main.tf": "" } },
    "more",
  ],
  [
    "a key that stands twice",
    { text: `${changedStack({}).slice(0, -1)},"locals":{"more":1}}` },
    "Duplicate key",
  ],
  ["nothing", { text: changedStack({ resource: undefined, output: undefined }) }, "holds no resource"],
  ["a part of the stack", { args: ["-target=terraform_data.first"] }, "complete"],
  [
    "an error",
    {
      text: changedStack({
        "output/id/value": "${tobool(terraform_data.second.input)}",
        "resource/terraform_data/third": { input: '${tobool("x")}' },
      }),
      fails: true,
    },
    "plan.tfplan",
  ],
  [
    "the time of the apply",
    { text: changedStack({ [`${SECOND}/input`]: "${timestamp()}" }) },
    "no reference",
  ],
  [
    "a file read when it is applied",
    {
      text: changedStack({ [`${SECOND}/input`]: '${terraform_data.first.id}${file("more.txt")}' }),
      files: { "more.txt": "x" },
    },
    "no reference",
  ],
  [
    "a directive of a template",
    { text: changedStack({ [`${SECOND}/input`]: "%{ if true }${terraform_data.first.id}%{ endif }" }) },
    "no reference",
  ],
  [
    "a provisioner in both",
    { text: changedStack({ [`${SECOND}/provisioner`]: PROVISIONER }) },
    "provisioner",
  ],
];

/** The same object, its members in the other order at every depth. */
export function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  );
}
