import { createPolicy } from "../../testing/deployment/changes/managed-policies";
import { RoleChanges } from "../../testing/deployment/changes/role-changes";
import { Deployment } from "../../testing/deployment/deployment";
import {
  describeRound,
  type ExpectedFinding,
  report,
  reportUnder,
} from "../../testing/deployment/drift-matrix";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE } from "../../testing/links/links";

const LAMBDA_ACCOUNT = "111111111111";
const REDSHIFT_ACCOUNT = "222222222222";
const UNKNOWN_POLICY = `arn:aws:iam::${REDSHIFT_ACCOUNT}:policy/handmade`;
const RUN_ANYWHERE = { Effect: "Allow", Action: "redshift-data:ExecuteStatement", Resource: "*" };
const TRUST_OUTSIDER = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::999999999999:root" },
  Action: "sts:AssumeRole",
};

/** With the article's managed policy in place of statements. */
const ARTICLE = { ...BASE, name: "article", permissions: { mode: "managed" } };
const FULL_ACCESS = "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess";

/** What the data role can no longer do when it can do nothing. */
const HOP_2_DENIED = [
  "hop 2 is now denied: redshift-data:ExecuteStatement",
  "hop 2 is now denied: redshift-data:BatchExecuteStatement",
  "hop 2 is now denied: redshift:GetClusterCredentials",
  "hop 2 is now denied: redshift:GetClusterCredentials",
  "hop 2 is now denied: redshift-data:DescribeStatement",
  "hop 2 is now denied: redshift-data:GetStatementResult",
  "hop 2 is now denied: redshift-data:CancelStatement",
];

describeWith(REHEARSAL_PROGRAMS, "drift in the redshift account", () => {
  const deployment = new Deployment(temporaryFolder(), { links: [BASE, ARTICLE] });
  const data = new RoleChanges(deployment, "analytics", REDSHIFT_ACCOUNT, "analytics-data");
  const query = new RoleChanges(deployment, "analytics", LAMBDA_ACCOUNT, "analytics-query");
  const deployer = new RoleChanges(deployment, "analytics", REDSHIFT_ACCOUNT, "deployer");

  beforeAll(async () => {
    await deployment.start();
    await deployment.apply("analytics");
    await deployment.apply("article");
    await createPolicy(deployment.iam(REDSHIFT_ACCOUNT), "handmade", [RUN_ANYWHERE]);
  });
  afterAll(() => deployment.stop());

  const inRedshift = (
    kind: ExpectedFinding["kind"],
    severity: ExpectedFinding["severity"],
    place: string,
    meaning: readonly string[],
  ): ExpectedFinding => ({ kind, severity, place, accountId: REDSHIFT_ACCOUNT, meaning });
  const policy = "aws_iam_role_policy.data_role_redshift_data_api";

  it("is none after the apply, and no second Terraform has to say so", async () => {
    const show = jest.spyOn(deployment.terraform("analytics"), "showAttempt");
    expect(await report(deployment, "analytics")).toEqual({
      link: "analytics",
      status: "clean",
      findings: [],
      unchecked: [],
    });
    expect(show).not.toHaveBeenCalled();
  });

  describeRound(deployment, "analytics", "a part each of the data role, and a policy that is not known", [
    [
      "trust: another account is trusted too",
      () => data.addTrust(TRUST_OUTSIDER),
      [
        inRedshift("changed", "critical", "aws_iam_role.data_role.assume_role_policy", [
          "account 999999999999 can now assume the data role",
        ]),
      ],
    ],
    [
      "inline policy: another db user",
      () =>
        data.rewriteInlinePolicy("redshift-data-api", (text) =>
          text.replace("warehouse/analyst", "warehouse/etl"),
        ),
      [
        inRedshift("changed", "critical", `${policy}.policy`, [
          "hop 2 is now denied: redshift:GetClusterCredentials",
          "the data role can now read as db user `etl`",
        ]),
      ],
    ],
    [
      "managed policy: attached by hand, its text not known",
      () => data.attach(UNKNOWN_POLICY),
      [
        {
          ...inRedshift(
            "managed-policy",
            "high",
            "aws_iam_role_policy_attachments_exclusive.data_role.policy_arns",
            [],
          ),
          meaningUnknown: `text of managed policy ${UNKNOWN_POLICY} of role analytics-data is not known`,
        },
      ],
    ],
    [
      "permissions boundary: added",
      () => data.bound("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
      [inRedshift("changed", "high", "aws_iam_role.data_role.permissions_boundary", HOP_2_DENIED)],
    ],
    [
      "tags: added",
      () => data.tag("owner", "someone"),
      [inRedshift("changed", "low", "aws_iam_role.data_role.tags_all", [])],
    ],
  ]);

  describeRound(deployment, "analytics", "another external id, and a policy less", [
    [
      "trust: another external id is asked for",
      () => data.trust((text) => text.replace("analytics-link-2026", "another-id")),
      [inRedshift("changed", "high", "aws_iam_role.data_role.assume_role_policy", ["hop 1 is now denied"])],
    ],
    [
      "inline policy: deleted",
      () => data.deleteInlinePolicy("redshift-data-api"),
      [inRedshift("deleted", "high", policy, HOP_2_DENIED)],
    ],
  ]);

  describeRound(deployment, "analytics", "a role that was made again, and a policy more", [
    [
      "dead principal: the query role was recreated",
      () => query.recreate(),
      [
        inRedshift("dead-principal", "high", "aws_iam_role.data_role.assume_role_policy", [
          "hop 1 is now denied",
        ]),
        {
          ...inRedshift("recreated", "medium", "aws_iam_role.query_role.unique_id", []),
          accountId: LAMBDA_ACCOUNT,
        },
      ],
    ],
    [
      "inline policy: added by hand",
      () => data.addInlinePolicy("handmade", RUN_ANYWHERE),
      [
        inRedshift("inline-policy", "critical", "aws_iam_role_policies_exclusive.data_role.policy_names", [
          "the data role can now run statements on another cluster",
          "the data role can now run statements on another workgroup",
          "the data role can now run statements on cluster `warehouse` in us-east-1",
        ]),
      ],
    ],
  ]);

  describeRound(deployment, "analytics", "a policy that allows much", [
    [
      "managed policy: attached by hand, its text known",
      () => data.attach("arn:aws:iam::aws:policy/AmazonRedshiftDataFullAccess"),
      [
        inRedshift(
          "managed-policy",
          "critical",
          "aws_iam_role_policy_attachments_exclusive.data_role.policy_arns",
          [
            "the data role can now run statements on another cluster",
            "the data role can now run statements on another workgroup",
            "the data role can now run statements on cluster `warehouse` in us-east-1",
            "the data role can now call `redshift-data:ListTables`",
            "the data role can now open another database as a db user",
            "the data role can now open database `dev` with its own identity",
            "the data role can now open another database with its own identity",
            "the data role can now call `redshift-data:ListStatements`",
            "the data role can now follow a statement of another session",
            "the data role can now read the result of a statement of another session",
            "the data role can now cancel a statement of another session",
          ],
        ),
      ],
    ],
  ]);

  describeRound(deployment, "analytics", "a role that is gone", [
    [
      "role: deleted",
      () => data.delete(),
      [
        inRedshift("deleted", "high", "aws_iam_role.data_role", [
          "hop 1 is now denied: role analytics-data does not exist",
        ]),
      ],
    ],
  ]);

  it("names a declared managed policy that was detached", async () => {
    const role = new RoleChanges(deployment, "article", REDSHIFT_ACCOUNT, "article-data");
    const { status, findings } = await reportUnder(deployment, "article", () => role.detach(FULL_ACCESS));
    const address = "aws_iam_role_policy_attachment.data_role_AmazonRedshiftFullAccess";
    expect([status, findings.map((finding) => [finding.kind, finding.severity, finding.address])]).toEqual([
      "drift",
      [["deleted", "high", address]],
    ]);
    const sentences = findings[0]?.meaning ?? [];
    const denied = sentences.map((sentence) => /^hop 2 is now denied: (\S+) /.exec(sentence)?.[1]);
    const following = ["DescribeStatement", "GetStatementResult", "CancelStatement"];
    const expected = ["ExecuteStatement", ...following].map((name) => `redshift-data:${name}`);
    expect(denied.filter((action) => action !== undefined)).toEqual(expected);
    expect(sentences.filter((sentence) => / can now /.test(sentence))).toEqual([]);
  });

  it("is none when a policy says the same in other words", async () => {
    const rewritten = await reportUnder(deployment, "analytics", () =>
      data.trust((text) => {
        const { Statement, Version } = JSON.parse(text);
        const [{ Principal, ...rest }] = Statement;
        return JSON.stringify(
          { Version, Statement: { ...rest, Principal: { AWS: [Principal.AWS] } } },
          null,
          3,
        );
      }),
    );
    expect(rewritten).toMatchObject({ status: "clean", findings: [], unchecked: [] });
  });

  it("could not be checked while the account cannot be read, and tells the drift of the other one", async () => {
    const refused = await deployer.trust(() =>
      JSON.stringify({ Version: "2012-10-17", Statement: [TRUST_OUTSIDER] }),
    );
    try {
      const found = await reportUnder(deployment, "analytics", () => query.tag("owner", "someone"));
      expect(found.status).toBe("could-not-check");
      expect(found.unchecked.map(({ account }) => account)).toEqual([
        { id: REDSHIFT_ACCOUNT, role: "redshift" },
      ]);
      expect(found.unchecked[0]?.reason).toMatch(/^Cannot assume IAM Role: .*AccessDenied/);
      expect(found.findings.map(({ address }) => address)).toEqual(["aws_iam_role.query_role"]);
    } finally {
      await refused.undo();
    }
  });
});
