import { linkWith } from "../../../testing/links/links";
import { attempt, type PlanJson, recordedPlan, reportOf } from "../../../testing/tools/recorded-plans";
import { isClean } from "../../../tools/drift/judge/link-report";

const LAMBDA = { id: "111111111111", role: "lambda" };
const REDSHIFT = { id: "222222222222", role: "redshift" };
const REFUSED = {
  address: 'provider["registry.terraform.io/hashicorp/aws"].redshift_account',
  summary: "Cannot assume IAM Role",
  detail:
    "The most common causes are:\n\nError: operation error STS: AssumeRole, RequestID: 1-a, api error AccessDenied\n",
};

const clean = recordedPlan("clean");
const many = recordedPlan("many");

/** Asking every question for every finding takes a second; the tests below look at one report. */
let manyChanges: ReturnType<typeof reportOf>;
beforeAll(() => {
  manyChanges = reportOf(attempt(many));
});

describe("linkReport", () => {
  it("finds nothing right after an apply, although the provider reads back more than it wrote", async () => {
    expect(clean.resource_drift).not.toHaveLength(0);
    expect(await reportOf(attempt(clean))).toEqual({
      link: "analytics",
      status: "clean",
      findings: [],
      unchecked: [],
    });
  });

  it("takes a state of other accounts for what it is, and tells nothing of it as deleted", async () => {
    const other = JSON.parse(JSON.stringify(clean).replaceAll("222222222222", "333333333333")) as PlanJson;
    expect(await reportOf(attempt(other))).toEqual({
      link: "analytics",
      status: "could-not-check",
      findings: [],
      unchecked: [
        {
          reason:
            "the state is of other accounts: it holds aws_iam_role.data_role in account 333333333333, not in redshift account 222222222222; each environment needs a state of its own: give this link another name, or run it in another checkout or with another backend. Only if the link itself moves to other accounts: npm run destroy -- analytics with the old ones first",
        },
      ],
    });
    expect(isClean(linkWith(), attempt(other))).toBe(false);
  });

  it("names each change once, with its account, worst first", async () => {
    const { status, findings } = await manyChanges;
    expect(status).toBe("drift");
    expect(
      findings.map(({ kind, severity, account, address, attribute }) => [
        kind,
        severity,
        account,
        address,
        attribute,
      ]),
    ).toEqual([
      ["changed", "critical", REDSHIFT, "aws_iam_role.data_role", "assume_role_policy"],
      ["inline-policy", "critical", REDSHIFT, "aws_iam_role_policies_exclusive.data_role", "policy_names"],
      [
        "managed-policy",
        "critical",
        REDSHIFT,
        "aws_iam_role_policy_attachments_exclusive.data_role",
        "policy_arns",
      ],
      ["changed", "high", LAMBDA, "aws_iam_role.query_role", "permissions_boundary"],
      ["deleted", "high", LAMBDA, "aws_iam_role_policy.query_role_assume_data_role", undefined],
      ["changed", "high", LAMBDA, "aws_lambda_function.query_function", "environment"],
      ["code", "high", LAMBDA, "aws_lambda_function.query_function", "code_sha256"],
      ["changed", "medium", LAMBDA, "aws_cloudwatch_log_group.query_function", "retention_in_days"],
      ["changed", "low", LAMBDA, "aws_iam_role.query_role", "tags_all"],
    ]);
  });

  it("says what a change of a trust policy means", async () => {
    const { findings } = await manyChanges;
    expect(findings[0]?.meaning).toEqual([
      expect.stringMatching(/^hop 1 is now denied: .* names other principals$/),
      "account 999999999999 can now assume the data role",
    ]);
  });

  it("says that the meaning of a policy whose text is not known could not be checked", async () => {
    const { findings } = await manyChanges;
    expect(findings[3]).toMatchObject({
      meaning: [],
      meaningUnknown: expect.stringContaining(
        "arn:aws:iam::111111111111:policy/lidp of role analytics-query is not known",
      ),
    });
  });

  it("knows that no apply brings changed code back", async () => {
    const { findings } = await manyChanges;
    const repairs = findings.map(({ repair }) => repair);
    expect(new Set(repairs.filter((_, row) => row !== 6))).toEqual(new Set(["the next apply puts it back"]));
    expect(repairs[6]).toMatch(
      /terraform apply -replace=aws_lambda_function\.query_function in the stack's folder/,
    );
  });

  it("never shows an external id or a variable of the user's", async () => {
    const text = JSON.stringify(await manyChanges);
    expect(JSON.stringify(many)).toContain("analytics-link-2026");
    expect(text).not.toContain("analytics-link-2026");
    expect(text).toContain('\\"A\\": \\"(not shown)\\"');
  });

  it("reports one account and says that the other could not be read", async () => {
    const partial = attempt(
      recordedPlan("one-account"),
      [REFUSED, { ...REFUSED, detail: REFUSED.detail.replace("1-a", "2-b") }],
      (address) => !address.includes("data_role"),
    );
    const { status, findings, unchecked } = await reportOf(partial);
    expect(status).toBe("could-not-check");
    expect(unchecked).toEqual([
      { account: REDSHIFT, reason: expect.stringMatching(/^Cannot assume IAM Role: .*AccessDenied$/) },
    ]);
    expect(new Set(findings.map(({ account }) => account.id))).toEqual(new Set(["111111111111"]));
    expect(findings).toHaveLength(6);
  });

  it("is not clean when a resource was not read, though no error says so", async () => {
    const partial = attempt(
      clean,
      [],
      (address) => address !== "aws_iam_role_policy.data_role_redshift_data_api",
    );
    expect(await reportOf(partial)).toMatchObject({
      status: "could-not-check",
      unchecked: [{ account: REDSHIFT }],
    });
  });

  it.each([
    ["owner", "low"],
    ["RedshiftDbRoles", "high"],
  ])("a tag %s set by hand is %s", async (name, severity) => {
    const drift = (many.resource_drift ?? []).filter(({ address }) => address === "aws_iam_role.query_role");
    const tagged = JSON.parse(JSON.stringify(drift).replaceAll('"owner":', `"${name}":`));
    const { findings } = await reportOf(attempt({ ...many, resource_drift: tagged, resource_changes: [] }));
    expect(findings.find(({ attribute }) => attribute === "tags_all")?.severity).toBe(severity);
  });

  it("could not check a link without a state", async () => {
    const empty: PlanJson = { resource_changes: [] };
    const { status, unchecked } = await reportOf(attempt(empty));
    expect(status).toBe("could-not-check");
    expect(unchecked[0]?.reason).toMatch(/^the state holds no resource/);
  });

  it("could not check either account when Terraform made no plan", async () => {
    const failed = { errors: [{ summary: "no credentials", detail: "" }], refreshed: [] };
    const { status, unchecked } = await reportOf(failed);
    expect(status).toBe("could-not-check");
    expect(unchecked.map(({ account }) => account)).toEqual([undefined, LAMBDA, REDSHIFT]);
  });

  it("tells what differs from the configuration though nothing changed since the last refresh", async () => {
    const { status, findings } = await reportOf(attempt({ ...many, resource_drift: [] }));
    expect(status).toBe("drift");
    const trust = findings.find(({ attribute }) => attribute === "assume_role_policy");
    expect(trust).toMatchObject({ kind: "not-applied", severity: "critical" });
    expect(trust?.meaning).toContain(
      "compared with the configuration: account 999999999999 can now assume the data role",
    );
  });
});
