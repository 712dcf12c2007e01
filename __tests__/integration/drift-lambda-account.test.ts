import { FunctionChanges } from "../../testing/deployment/changes/function-changes";
import { createRole, deleteRole, RoleChanges } from "../../testing/deployment/changes/role-changes";
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
const REGION = "ap-northeast-1";
const RETENTION_DAYS = 30;
const TRUST_OUTSIDER = {
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::999999999999:root" },
  Action: "sts:AssumeRole",
};

describeWith(REHEARSAL_PROGRAMS, "drift in the lambda account", () => {
  const deployment = new Deployment(temporaryFolder(), { links: [BASE] });
  const query = new RoleChanges(deployment, "analytics", LAMBDA_ACCOUNT, "analytics-query");
  const data = new RoleChanges(deployment, "analytics", "222222222222", "analytics-data");
  const deployer = new RoleChanges(deployment, "analytics", LAMBDA_ACCOUNT, "deployer");
  const run = new FunctionChanges(deployment, "analytics", LAMBDA_ACCOUNT, REGION, "analytics-query");

  beforeAll(async () => {
    await deployment.start();
    await deployment.apply("analytics");
  });
  afterAll(() => deployment.stop());

  const inLambda = (
    kind: ExpectedFinding["kind"],
    severity: ExpectedFinding["severity"],
    place: string,
    meaning: readonly string[],
  ): ExpectedFinding => ({ kind, severity, place, accountId: LAMBDA_ACCOUNT, meaning });

  describeRound(deployment, "analytics", "a part each of the query role, the function and its log group", [
    [
      "function: other code",
      () => run.code(),
      [
        inLambda("code", "high", "aws_lambda_function.query_function.code_sha256", [
          "whatever that code does, it does with the query role",
        ]),
      ],
    ],
    [
      "trust: another account is trusted too",
      () => query.addTrust(TRUST_OUTSIDER),
      [
        inLambda("changed", "critical", "aws_iam_role.query_role.assume_role_policy", [
          "account 999999999999 can now assume the query role",
        ]),
      ],
    ],
    [
      "inline policy: hop 1 to another role",
      () =>
        query.rewriteInlinePolicy("assume-data-role", (text) =>
          text.replace("role/analytics-data", "role/other"),
        ),
      [
        inLambda("changed", "critical", "aws_iam_role_policy.query_role_assume_data_role.policy", [
          "hop 1 is now denied",
          "statement AssumeDataRole of assume-data-role lets the query role sts:AssumeRole on arn:aws:iam::222222222222:role/other",
        ]),
      ],
    ],
    [
      "tags: added",
      () => query.tag("owner", "someone"),
      [inLambda("changed", "low", "aws_iam_role.query_role.tags_all", [])],
    ],
    [
      "function: another database user in the environment",
      () => run.variables({ DB_USER: "nobody" }),
      [
        inLambda("changed", "high", "aws_lambda_function.query_function.environment", [
          "hop 2 is now denied: redshift:GetClusterCredentials on arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/nobody",
        ]),
      ],
    ],
    [
      "log group: kept for a shorter time",
      () => run.retention(1, RETENTION_DAYS),
      [
        inLambda("changed", "medium", "aws_cloudwatch_log_group.query_function.retention_in_days", [
          "the log is now kept for 1 day, deployed was for 30 days",
        ]),
      ],
    ],
  ]);

  describeRound(deployment, "analytics", "another change of most of these parts", [
    [
      "dead principal: a role that was trusted by hand is deleted",
      async () => {
        const iam = deployment.iam(LAMBDA_ACCOUNT);
        await createRole(iam, "auditor");
        const { undo } = await query.addTrust({
          ...TRUST_OUTSIDER,
          Principal: { AWS: `arn:aws:iam::${LAMBDA_ACCOUNT}:role/auditor` },
        });
        await deleteRole(iam, "auditor");
        return { undo };
      },
      [inLambda("dead-principal", "high", "aws_iam_role.query_role.assume_role_policy", [])],
    ],
    [
      "inline policy: added by hand",
      () => query.addInlinePolicy("handmade", { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }),
      [
        inLambda("inline-policy", "critical", "aws_iam_role_policies_exclusive.query_role.policy_names", [
          "another function with the query role can now assume the data role",
          "the query role outside Lambda can now assume the data role",
          "the query role can now assume another role of the redshift account that trusts it",
        ]),
      ],
    ],
    [
      "function: another external id in the environment",
      () => run.variables({ EXTERNAL_ID: "another-id" }),
      [
        inLambda("changed", "high", "aws_lambda_function.query_function.environment", [
          "hop 1 is now denied",
        ]),
      ],
    ],
    [
      "log group: deleted",
      () => run.deleteLogGroup(RETENTION_DAYS),
      [
        inLambda("deleted", "high", "aws_cloudwatch_log_group.query_function", [
          "what the log held is gone, and the function, whose role makes no group, writes none until an apply",
        ]),
      ],
    ],
  ]);

  describeRound(deployment, "analytics", "no function, a policy less, a boundary", [
    [
      "function: deleted",
      () => run.delete(),
      [
        inLambda("deleted", "high", "aws_lambda_function.query_function", [
          "nothing takes hop 1 any more: function analytics-query does not exist",
        ]),
      ],
    ],
    [
      "inline policy: deleted",
      () => query.deleteInlinePolicy("assume-data-role"),
      [
        inLambda("deleted", "high", "aws_iam_role_policy.query_role_assume_data_role", [
          "hop 1 is now denied",
        ]),
      ],
    ],
    [
      "managed policy: attached by hand",
      () => query.attach("arn:aws:iam::aws:policy/ReadOnlyAccess"),
      [
        {
          ...inLambda(
            "managed-policy",
            "high",
            "aws_iam_role_policy_attachments_exclusive.query_role.policy_arns",
            [],
          ),
          meaningUnknown:
            "text of managed policy arn:aws:iam::aws:policy/ReadOnlyAccess of role analytics-query is not known",
        },
      ],
    ],
    [
      "permissions boundary: added",
      () => query.bound("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
      [inLambda("changed", "high", "aws_iam_role.query_role.permissions_boundary", ["hop 1 is now denied"])],
    ],
  ]);

  describeRound(deployment, "analytics", "a role that is gone", [
    [
      "role: deleted, which the data role trusted",
      () => query.delete(),
      [
        {
          ...inLambda("dead-principal", "high", "aws_iam_role.data_role.assume_role_policy", [
            "hop 1 is now denied",
          ]),
          accountId: "222222222222",
        },
        inLambda("deleted", "high", "aws_iam_role.query_role", [
          "hop 1 is now denied: role analytics-query does not exist",
        ]),
      ],
    ],
  ]);

  it("is none when a policy says the same in other words", async () => {
    const reordered = await reportUnder(deployment, "analytics", () =>
      query.rewriteInlinePolicy("write-own-logs", (text) => {
        const document = JSON.parse(text);
        const [statement] = document.Statement;
        const { Action, ...rest } = statement;
        return JSON.stringify(
          { ...document, Statement: { Action: [...Action].reverse(), ...rest } },
          null,
          2,
        );
      }),
    );
    expect(reordered).toMatchObject({ status: "clean", findings: [], unchecked: [] });
  });

  it("could not be checked while the account cannot be read, and tells the drift of the other one", async () => {
    const refused = await deployer.trust(() =>
      JSON.stringify({ Version: "2012-10-17", Statement: [TRUST_OUTSIDER] }),
    );
    try {
      const found = await reportUnder(deployment, "analytics", () => data.tag("owner", "someone"));
      expect(found.status).toBe("could-not-check");
      expect(found.unchecked[0]?.account).toEqual({ id: LAMBDA_ACCOUNT, role: "lambda" });
      expect(found.unchecked[0]?.reason).toMatch(/^Cannot assume IAM Role: .*AccessDenied/);
    } finally {
      await refused.undo();
    }
  });

  it("is none once all is undone", async () => {
    expect(await report(deployment, "analytics")).toMatchObject({ status: "clean", findings: [] });
  });
});
