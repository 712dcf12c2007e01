import { readPlan } from "../../../access/terraform/plan";
import type { StateResource } from "../../../access/terraform/plan-json";
import type { Json } from "../../../aws/json";
import { linkWith } from "../../../testing/links/links";
import {
  attempt,
  eventsOf,
  type PlanJson,
  recordedPlan,
  reportOf,
  statesOf,
} from "../../../testing/tools/recorded-plans";
import { codeDifferences, uncomparedCode } from "../../../tools/drift/judge/differences/running-code";
import { isClean } from "../../../tools/drift/judge/link-report";
import { quickPlan } from "../../../tools/drift/read/quick-plan";

const ADDRESS = "aws_lambda_function.query_function";
const [DEPLOYED, OTHER] = ["deployed=", "other="];

function states(prior: Json, refreshed: Json) {
  const resource = (values: Json): StateResource => ({
    ...{ address: ADDRESS, mode: "managed", type: "aws_lambda_function", name: "query_function" },
    values: { function_name: "query", ...values },
  });
  return { prior: [resource(prior)], refreshed: [resource(refreshed)] };
}

const declared = { source_code_hash: DEPLOYED };

test.each<[string, Json, Json, readonly string[]]>([
  [
    "is what was deployed",
    { ...declared, code_sha256: DEPLOYED },
    { ...declared, code_sha256: DEPLOYED },
    [],
  ],
  [
    "changed since the last apply",
    { ...declared, code_sha256: DEPLOYED },
    { ...declared, code_sha256: OTHER },
    [OTHER],
  ],
  ["changed before it", { ...declared, code_sha256: OTHER }, { ...declared, code_sha256: OTHER }, [OTHER]],
  ["was changed back", { ...declared, code_sha256: OTHER }, { ...declared, code_sha256: DEPLOYED }, []],
  ["is first told by a newer provider", declared, { ...declared, code_sha256: DEPLOYED }, []],
  ["is first told by a newer provider, and differs", declared, { ...declared, code_sha256: OTHER }, [OTHER]],
  ["is read into the declared hash by an old provider", declared, { source_code_hash: OTHER }, [OTHER]],
  [
    "was imported",
    { source_code_hash: "", code_sha256: DEPLOYED },
    { source_code_hash: "", code_sha256: DEPLOYED },
    [],
  ],
  ["was imported and changed since", { code_sha256: DEPLOYED }, { code_sha256: OTHER }, [OTHER]],
])("the running code %s", (_, prior, refreshed, running) => {
  const plan = states(prior, refreshed);
  expect(
    codeDifferences(plan).map(({ kind, address, before, after }) => [kind, address, before, after]),
  ).toEqual(running.map((hash) => ["code", ADDRESS, DEPLOYED, hash]));
  expect(uncomparedCode(plan)).toEqual([]);
});

test.each<[string, Json, Json]>([
  ["nobody tells what was deployed", {}, { code_sha256: OTHER }],
  ["nobody tells what runs", declared, {}],
])("code that cannot be compared is none that differs: %s", (_, prior, refreshed) => {
  const plan = states(prior, refreshed);
  expect(codeDifferences(plan)).toEqual([]);
  expect(uncomparedCode(plan)).toEqual([ADDRESS]);
});

/** A plan right after an apply, of whose function these attributes are in both states. */
function cleanWith(attributes: Json): PlanJson {
  const plan = JSON.parse(JSON.stringify(recordedPlan("clean")));
  const lists = [plan.prior_state.values.root_module.resources, plan.resource_changes];
  for (const { address, values, change } of lists.flat().concat(plan.resource_drift)) {
    if (address !== ADDRESS) continue;
    for (const side of [values, change?.before, change?.after]) if (side) Object.assign(side, attributes);
  }
  return plan;
}

describe("code that was changed before the last apply", () => {
  const plan = cleanWith({ code_sha256: OTHER });

  it("is drift in every run", async () => {
    const { status, findings } = await reportOf(attempt(plan));
    expect([status, findings.map(({ kind, severity, attribute }) => [kind, severity, attribute])]).toEqual([
      "drift",
      [["code", "high", "code_sha256"]],
    ]);
    expect(findings[0]?.repair).toBe(
      `no plan shows it, so the next apply leaves it: npm run synth, then terraform apply -replace=${ADDRESS} in the stack's folder below cdktf.out/stacks`,
    );
  });

  it("is seen by the quick reading of the plan", () => {
    const [events, saved] = [eventsOf(plan), statesOf(plan)];
    const quick = quickPlan(events, saved);
    if (quick === undefined) throw new Error("the plan was not read quickly");
    expect(isClean(linkWith(), { errors: [], refreshed: events.refreshed, plan: quick })).toBe(false);
  });
});

test("code without a hash could not be checked, and is no alarm", async () => {
  const { status, findings, unchecked } = await reportOf(
    attempt(cleanWith({ code_sha256: null, source_code_hash: null })),
  );
  expect([status, findings]).toEqual(["could-not-check", []]);
  expect(unchecked).toEqual([
    {
      account: { id: "111111111111", role: "lambda" },
      reason: expect.stringMatching(
        /^code of aws_lambda_function\.query_function: the state holds no source_code_hash/,
      ),
    },
  ]);
});

describe("what no link has and no plan shows", () => {
  it.each<[string, unknown, string]>([
    ["tracing_config", [{ mode: "Active" }], "high"],
    ["layers", ["arn:aws:lambda:eu-west-1:999999999999:layer:x:1"], "high"],
    ["vpc_config", [{ subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] }], "high"],
    ["ephemeral_storage", [{ size: 1024 }], "medium"],
  ])("is drift in every run: %s", async (attribute, value, severity) => {
    const { findings } = await reportOf(attempt(cleanWith({ [attribute]: value })));
    expect(
      findings.map((finding) => [finding.kind, finding.severity, finding.address, finding.attribute]),
    ).toEqual([["unexpected", severity, ADDRESS, attribute]]);
  });

  it("is told once when it also changed since the last apply", async () => {
    const plan = cleanWith({});
    const before = JSON.parse(JSON.stringify(plan));
    for (const { address, change } of before.resource_drift) {
      if (address === ADDRESS) change.after.tracing_config = [{ mode: "Active" }];
    }
    for (const { address, values } of before.prior_state.values.root_module.resources) {
      if (address === ADDRESS) values.tracing_config = [{ mode: "Active" }];
    }
    const { findings } = await reportOf(attempt(before));
    expect(findings.map(({ kind, attribute }) => [kind, attribute])).toEqual([["changed", "tracing_config"]]);
  });
});

describe("what a refresh took into the state", () => {
  const many = recordedPlan("many");
  const EXCLUSIVE = "aws_iam_role_policies_exclusive.data_role";
  const TRUST = "aws_iam_role.data_role";

  /** The recorded changes, of which the state had this much already: its `before` is another. */
  function partlyTaken(address: string, attribute: string, known: (after: unknown) => unknown): PlanJson {
    const plan = JSON.parse(JSON.stringify(many));
    for (const entry of plan.resource_drift) {
      if (entry.address === address) entry.change.before[attribute] = known(entry.change.after[attribute]);
    }
    return plan;
  }

  const kindsOf = async (plan: PlanJson, address: string) =>
    (await reportOf(attempt(plan))).findings
      .filter((finding) => finding.address === address)
      .map(({ kind, attribute }) => [kind, attribute]);

  it("is not hidden by another change of the same attribute", async () => {
    const outsiders = (after: unknown) => String(after).replace("999999999999", "888888888888");
    expect(await kindsOf(many, TRUST)).toEqual([["changed", "assume_role_policy"]]);
    expect(await kindsOf(partlyTaken(TRUST, "assume_role_policy", outsiders), TRUST)).toEqual(
      expect.arrayContaining([
        ["changed", "assume_role_policy"],
        ["not-applied", "assume_role_policy"],
      ]),
    );
  });

  it("is not hidden by a policy that was added after another one", async () => {
    const plan = partlyTaken(EXCLUSIVE, "policy_names", (after) => after);
    const told = (await reportOf(attempt(plan))).findings.filter(({ address }) => address === EXCLUSIVE);
    expect(told.map(({ kind, severity }) => [kind, severity])).toEqual([["inline-policy", "critical"]]);
  });
});

test("a plan of which nothing differs stays clean, whatever it is compared with", () => {
  const plan = readPlan(recordedPlan("clean"));
  expect(isClean(linkWith(), attempt(recordedPlan("clean")))).toBe(true);
  expect(codeDifferences(plan)).toEqual([]);
});
