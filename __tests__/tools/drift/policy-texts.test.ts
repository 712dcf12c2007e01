import { attempt, NOTHING_BEYOND, recordedPlan, reportOf } from "../../../testing/tools/recorded-plans";

const QUERY_BOUNDARY = "arn:aws:iam::111111111111:policy/query-boundary";
const DATA_BOUNDARY = "arn:aws:iam::222222222222:policy/data-boundary";
const allow = (Action: string | readonly string[]) => ({
  Statement: [{ Effect: "Allow", Action, Resource: "*" }],
});
const deny = (Action: string) => ({
  Statement: [...allow("*").Statement, { Effect: "Deny", Action, Resource: "*" }],
});

/** A plan that shows nothing, of a link whose roles have boundaries. */
function boundedPlan() {
  const plan = JSON.parse(JSON.stringify(recordedPlan("clean")));
  const boundaries: Readonly<Record<string, string>> = {
    "aws_iam_role.query_role": QUERY_BOUNDARY,
    "aws_iam_role.data_role": DATA_BOUNDARY,
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
