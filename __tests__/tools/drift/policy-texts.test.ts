import { linkWith } from "../../../testing/links/links";
import { attempt, NOTHING_BEYOND, recordedPlan, reportOf } from "../../../testing/tools/recorded-plans";
import { linkReport } from "../../../tools/drift/judge/link-report";

const QUERY_BOUNDARY = "arn:aws:iam::111111111111:policy/query-boundary";
const DATA_BOUNDARY = "arn:aws:iam::222222222222:policy/data-boundary";
const allow = (Action: string | readonly string[]) => ({
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});
const deny = (Action: string) => ({
  Statement: [...allow("*").Statement, { Effect: "Deny", Action, Resource: "*" }],
});

const COPY_BOUNDARY = "arn:aws:iam::222222222222:policy/copy-boundary";

/** A plan that shows nothing, of a link whose roles have boundaries. */
function boundedPlan(name: "clean" | "buckets" = "clean") {
  const plan = JSON.parse(JSON.stringify(recordedPlan(name)));
  const boundaries: Readonly<Record<string, string>> = {
    "aws_iam_role.query_role": QUERY_BOUNDARY,
    "aws_iam_role.data_role": DATA_BOUNDARY,
    "aws_iam_role.copy_role": COPY_BOUNDARY,
  };
  const entries = [plan.prior_state.values.root_module.resources, plan.resource_drift, plan.resource_changes];
  for (const { address, values, change } of entries.flat()) {
    const boundary = boundaries[address];
    if (boundary === undefined) continue;
    for (const side of [values, change?.before, change?.after]) {
      if (side) side.permissions_boundary = boundary;
    }
  }
  return plan;
}

const reportUnder = (documents: Readonly<Record<string, unknown>>) =>
  reportOf(attempt(boundedPlan()), { ...NOTHING_BEYOND, documents });

test("boundaries that let the link do what it needs are no drift, whatever else they allow", async () => {
  const documents = {
    [QUERY_BOUNDARY]: allow(["sts:AssumeRole", "logs:*"]),
    [DATA_BOUNDARY]: allow("*"),
  };
  expect(await reportUnder(documents)).toMatchObject({ status: "clean", findings: [], unchecked: [] });
});

test.each<[string, object, object, readonly unknown[]]>([
  [
    "the query role's no longer allows hop 1",
    allow("logs:*"),
    allow("*"),
    [["query_role", /^hop 1 is now denied: /]],
  ],
  ["the query role's denies hop 1", deny("sts:*"), allow("*"), [["query_role", /^hop 1 is now denied: /]]],
  [
    "the data role's denies one request",
    allow("*"),
    deny("redshift-data:CancelStatement"),
    [["data_role", /^hop 2 is now denied: redshift-data:CancelStatement /]],
  ],
])(
  "a boundary whose text denies the link what it needs is a finding: %s",
  async (_, query, data, expected) => {
    const { status, findings } = await reportUnder({ [QUERY_BOUNDARY]: query, [DATA_BOUNDARY]: data });
    expect(status).toBe("drift");
    expect(
      findings.map(({ kind, severity, look, address, attribute, meaning }) => [
        ...[kind, severity, look, attribute],
        ...[address, meaning],
      ]),
    ).toEqual(
      expected.map((row) => {
        const [role, sentence] = row as [string, RegExp];
        const meaning = [expect.stringMatching(sentence)];
        return [
          "policy-text",
          "high",
          "policy-text",
          "permissions_boundary",
          `aws_iam_role.${role}`,
          meaning,
        ];
      }),
    );
  },
);

test("on hop 4 the copy role's boundary bounds it", async () => {
  const documents = { [COPY_BOUNDARY]: deny("sts:AssumeRole") };
  const { findings } = await reportOf(attempt(boundedPlan("buckets")), { ...NOTHING_BEYOND, documents });
  const ofTexts = findings.filter(({ kind }) => kind === "policy-text");
  expect(ofTexts.map(({ kind, address, meaning }) => [kind, address, meaning])).toEqual([
    ["policy-text", "aws_iam_role.copy_role", [expect.stringMatching(/^hop 4 is now denied: /)]],
  ]);
});

test("without the texts, nothing is asked of them: that they were not read is told elsewhere", async () => {
  expect(await reportUnder({})).toMatchObject({ status: "clean", findings: [], unchecked: [] });
});

test("with the texts, a difference beside them has a meaning", async () => {
  const plan = boundedPlan();
  for (const { address, change } of plan.resource_drift) {
    if (address === "aws_iam_role.data_role") {
      change.after = {
        ...change.after,
        assume_role_policy: change.after.assume_role_policy.replace("analytics-link-2026", "another"),
      };
    }
  }
  const documents = { [QUERY_BOUNDARY]: allow("*"), [DATA_BOUNDARY]: allow("*") };
  const meaningOf = async (texts: object) => {
    const { findings } = await reportOf(attempt(plan), { ...NOTHING_BEYOND, documents: { ...texts } });
    return findings.map(({ meaning, meaningUnknown }) => [meaning, meaningUnknown]);
  };
  expect(await meaningOf(documents)).toEqual([
    [[expect.stringMatching(/^hop 1 is now denied: /)], undefined],
  ]);
  expect((await meaningOf({}))[0]?.[1]).toMatch(/is not known/);
});

/** A link whose file has these texts of the boundaries that its roles have. */
const written = (policyTexts: object) =>
  linkWith({
    queryRole: { permissionsBoundaryArn: QUERY_BOUNDARY },
    dataRole: { permissionsBoundaryArn: DATA_BOUNDARY },
    policyTexts,
  });

test("a text that is not the one in links.yaml is a finding, for the role that has it; one that says the same is none", async () => {
  const policyTexts = { [QUERY_BOUNDARY]: allow(["sts:AssumeRole", "logs:*"]), [DATA_BOUNDARY]: allow("*") };
  const documents = {
    [QUERY_BOUNDARY]: { Version: "2012-10-17", ...allow(["logs:*", "sts:AssumeRole"]) },
    [DATA_BOUNDARY]: { Version: "2012-10-17", ...allow("*") },
  };
  const report = (texts: object) =>
    linkReport(written(policyTexts), attempt(boundedPlan()), {
      ...NOTHING_BEYOND,
      documents: { ...documents, ...texts },
    });
  const same = { [QUERY_BOUNDARY]: policyTexts[QUERY_BOUNDARY], [DATA_BOUNDARY]: policyTexts[DATA_BOUNDARY] };
  expect(await report(same)).toMatchObject({ status: "clean", findings: [] });
  const { status, findings } = await report({
    ...same,
    [DATA_BOUNDARY]: allow(["redshift-data:*", "redshift:*"]),
  });
  expect(status).toBe("drift");
  expect(findings).toEqual([
    expect.objectContaining({
      ...{ kind: "policy-text", severity: "high", look: "policy-text" },
      ...{ address: "aws_iam_role.data_role", attribute: "permissions_boundary" },
      account: { id: "222222222222", role: "redshift" },
      summary: expect.stringContaining(`the text of ${DATA_BOUNDARY} of role`),
      before: expect.stringContaining('"Action": "*"'),
      after: expect.stringContaining('"redshift-data:*"'),
    }),
  ]);
});

test("a text that could not be read is taken from links.yaml for what differences mean, and is still not looked at", async () => {
  const plan = boundedPlan();
  for (const { address, change } of plan.resource_drift) {
    if (address !== "aws_iam_role.data_role") continue;
    const assume_role_policy = change.after.assume_role_policy.replace("analytics-link-2026", "another");
    change.after = { ...change.after, assume_role_policy };
  }
  const refusals = [{ look: "policy-text", account: "redshift", reason: "denied" }] as const;
  const policyTexts = { [QUERY_BOUNDARY]: allow("*"), [DATA_BOUNDARY]: allow("*") };
  const { status, findings } = await linkReport(written(policyTexts), attempt(plan), {
    ...NOTHING_BEYOND,
    refusals,
  });
  expect(status).toBe("could-not-check");
  expect(findings.map(({ meaning, meaningUnknown }) => [meaning, meaningUnknown])).toEqual([
    [[expect.stringMatching(/^hop 1 is now denied: /)], undefined],
  ]);
});
