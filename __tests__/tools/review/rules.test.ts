import { readdirSync } from "node:fs";
import { join } from "node:path";
import { TARGETS } from "../../../testing/links/links";
import { EXTERNAL_ID, judged, stackWith, statement } from "../../../testing/tools/reviewed-stack";
import { RULES } from "../../../tools/review/judge/rule-list";

const DATA_DOC = "data.aws_iam_policy_document.data_role_redshift_data_api.statement";
const DATA_TRUST = "data.aws_iam_policy_document.data_role_trust.statement";
const DATA_POLICY = "aws_iam_role_policy.data_role_redshift_data_api";
const VARIABLES = "resource.aws_lambda_function.query_function.environment.variables";
const CLUSTER = "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse";
const NO_INLINE = ["resource.aws_iam_role_policy", undefined] as const;

function trusting(identifiers: string[], condition: object[] = []): object[] {
  const principals = [{ type: "AWS", identifiers }];
  return [{ sid: "TrustRole", effect: "Allow", actions: ["sts:AssumeRole"], principals, condition }];
}
const principalIs = {
  test: "ArnEquals",
  variable: "aws:PrincipalArn",
  values: ["arn:aws:iam::111111111111:role/q"],
};
const service = [
  { actions: ["sts:AssumeRole"], principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }] },
];
const ROOT = "arn:aws:iam::111111111111:root";
const dbUser = (of: string) => [
  statement(
    "Db",
    ["redshift:GetClusterCredentials"],
    [`arn:aws:redshift:ap-northeast-1:222222222222:dbuser:${of}`],
  ),
];
const follow = (condition: object[]) => [
  statement("Follow", ["redshift-data:DescribeStatement"], ["*"], { condition }),
];
const owner = {
  test: "StringEquals",
  variable: "redshift-data:statement-owner-iam-userid",
  values: ["&{aws:userid}"],
};
const BASIC = { policy_arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" };
const ON_LAMBDA = { provider: "aws.lambda_account" };
const managed = { permissions: { mode: "managed" } };

interface Case {
  readonly violating: object;
  /** Address → text of the message, of every violation. */
  readonly found: readonly (readonly [address: string, text: string])[];
  /** Default: the sample link. */
  readonly compliant?: object;
  /** Absent: the rule speaks of something every link has. */
  readonly notApplicable?: object;
}

const CASES: Readonly<Record<string, Case>> = {
  "account-root-without-condition": {
    violating: stackWith({}, [DATA_TRUST, trusting([ROOT])]),
    found: [["aws_iam_role.data_role", `trusts ${ROOT} without a condition`]],
    compliant: stackWith({}, [DATA_TRUST, trusting([ROOT], [principalIs])]),
    notApplicable: stackWith({}),
  },
  "wildcard-principal": {
    violating: stackWith({}, [DATA_TRUST, trusting(["*"])]),
    found: [["aws_iam_role.data_role", "has principal *"]],
    notApplicable: stackWith(
      {},
      [DATA_TRUST, []],
      ["data.aws_iam_policy_document.query_role_trust.statement", []],
    ),
  },
  "wildcard-action": {
    violating: stackWith({}, [DATA_DOC, [statement("All", ["redshift-data:*"], [CLUSTER])]]),
    found: [[DATA_POLICY, "statement All of redshift-data-api allows redshift-data:*"]],
    notApplicable: stackWith({}, NO_INLINE),
  },
  "managed-policy-overrides": {
    violating: stackWith(managed),
    found: [["aws_iam_role.data_role", "AmazonRedshiftFullAccess lets analytics-data do 16 things"]],
    compliant: stackWith({}, [
      "resource.aws_iam_role_policy_attachment.logs",
      { ...ON_LAMBDA, ...BASIC, role: "${aws_iam_role.query_role.name}" },
    ]),
    notApplicable: stackWith({}),
  },
  "missing-owner-condition": {
    violating: stackWith({}, [DATA_DOC, follow([])]),
    found: [[DATA_POLICY, "allows redshift-data:DescribeStatement without a condition on the owner"]],
    compliant: stackWith({}, [DATA_DOC, follow([owner])]),
    notApplicable: stackWith({}, NO_INLINE),
  },
  "missing-external-id": {
    violating: stackWith({ trust: {} }),
    found: [["aws_iam_role.data_role", "asks for no external id"]],
    notApplicable: stackWith({}, [DATA_TRUST, service]),
  },
  "statement-beyond-link": {
    violating: stackWith({}, [DATA_DOC, [statement("More", ["iam:AttachRolePolicy"], ["*"])]]),
    found: [
      [DATA_POLICY, "statement More of redshift-data-api lets the data role iam:AttachRolePolicy on *"],
    ],
  },
  "statement-without-effect": {
    violating: stackWith({}, [
      DATA_DOC,
      [statement("Follow", ["redshift-data:DescribeStatement"], [CLUSTER])],
    ]),
    found: [[DATA_POLICY, "allows redshift-data:DescribeStatement on"]],
    notApplicable: stackWith(
      {},
      NO_INLINE,
      [DATA_TRUST, []],
      ["data.aws_iam_policy_document.query_role_trust.statement", []],
    ),
  },
  "trust-names-role-id": {
    violating: stackWith({}, [DATA_TRUST, trusting(["AROAEXAMPLE0000000001"])]),
    found: [["aws_iam_role.data_role", "names AROAEXAMPLE0000000001"]],
  },
  "session-longer-than-chaining": {
    violating: stackWith({}, ["resource.aws_iam_role.data_role.max_session_duration", 7200]),
    found: [["aws_iam_role.data_role", "max_session_duration of analytics-data is 7200 seconds"]],
    compliant: stackWith({}, ["resource.aws_iam_role.data_role.max_session_duration", 3600]),
    notApplicable: stackWith({}),
  },
  "dbuser-arn-order": {
    violating: stackWith({}, [DATA_DOC, dbUser("analyst/dev")]),
    found: [[DATA_POLICY, "names dbuser:analyst/dev, the cluster is warehouse"]],
    notApplicable: stackWith({ target: TARGETS["cluster-iam"] }),
  },
  "log-group-without-retention": {
    violating: stackWith({}, [
      "resource.aws_cloudwatch_log_group.query_function.retention_in_days",
      undefined,
    ]),
    found: [["aws_cloudwatch_log_group.query_function", "has no retention_in_days"]],
    notApplicable: stackWith({}, ["resource.aws_cloudwatch_log_group", undefined]),
  },
  "function-timeout-below-statement": {
    violating: stackWith(
      {},
      [`${VARIABLES}.STATEMENT_TIMEOUT_SECONDS`, "600"],
      ["resource.aws_lambda_function.query_function.timeout", 60],
    ),
    found: [
      ["aws_lambda_function.query_function", "timeout is 60 seconds, its statement timeout 600 seconds"],
    ],
    compliant: stackWith(
      {},
      [`${VARIABLES}.STATEMENT_TIMEOUT_SECONDS`, "50"],
      ["resource.aws_lambda_function.query_function.timeout", 60],
    ),
    notApplicable: stackWith({}, [`${VARIABLES}.STATEMENT_TIMEOUT_SECONDS`, undefined]),
  },
  "policy-not-known": {
    violating: stackWith({}, [DATA_DOC, [statement("S", ["s3:GetObject"], ["${aws_s3_bucket.b.arn}"])]]),
    found: [
      [
        "data.aws_iam_policy_document.data_role_redshift_data_api",
        "depends on aws_s3_bucket.b.arn, known after the apply",
      ],
    ],
    notApplicable: {},
  },
  "unexpected-access": {
    violating: stackWith({ trust: { externalId: EXTERNAL_ID, bindToFunction: false } }),
    found: [
      ["aws_iam_role.data_role", "another function with the query role can assume the data role"],
      ["aws_iam_role.data_role", "the query role outside Lambda can assume the data role"],
    ],
  },
  "unread-part": {
    violating: stackWith({}, ["resource.aws_iam_policy_attachment.everybody", { name: "everybody" }]),
    found: [
      [
        "aws_iam_policy_attachment.everybody",
        "aws_iam_policy_attachment.everybody, beside the link, is not read by the review",
      ],
    ],
    compliant: stackWith(
      { target: TARGETS["cluster-secret"] },
      [
        "resource.aws_iam_role_policy_attachment.by_name",
        { role: "analytics-query", ...BASIC, ...ON_LAMBDA },
      ],
      ["resource.aws_iam_role_policy_attachment.by_id", { role: "${aws_iam_role.data_role.id}", ...BASIC }],
    ),
  },
  "exclusive-policies": {
    violating: stackWith({}, [
      "resource.aws_iam_role_policy_attachments_exclusive.more",
      {
        role_name: "elsewhere",
        policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        provider: "aws.redshift_account",
      },
    ]),
    found: [["aws_iam_role_policy_attachments_exclusive.more", "is for no role of the link"]],
    compliant: stackWith(managed),
  },
  "unexpected-part": {
    violating: stackWith({}, [`${VARIABLES}.AWS_ENDPOINT_URL_STS`, "http://elsewhere"]),
    found: [["aws_lambda_function.query_function", "variable AWS_ENDPOINT_URL_STS is none"]],
  },
  "mismatched-part": {
    violating: stackWith({}, ["resource.aws_iam_role_policy.data_role_redshift_data_api.name", "more"]),
    found: [[DATA_POLICY, "is not the policy, or not of the role, that its address says"]],
  },
  "missing-access": {
    violating: stackWith({}, [DATA_TRUST, trusting(["arn:aws:iam::111111111111:role/other"])]),
    found: [["aws_iam_role.data_role", "the function cannot assume the data role"]],
  },
};

test.each([
  ["a condition that excludes", { ...principalIs, test: "ArnNotEquals" }],
  ["a condition for those that have the key", { ...principalIs, test: "ArnEqualsIfExists" }],
  ["a condition that everything meets", { ...principalIs, test: "ArnLike", values: ["*"] }],
])("an account root is not narrowed by %s", async (_, condition) => {
  const stack = stackWith({}, [DATA_TRUST, trusting([ROOT], [condition])]);
  expect(await judged("account-root-without-condition", stack)).toHaveLength(1);
});

test("every rule has its file, its place in the list and its cases", () => {
  const files = readdirSync(join(__dirname, "../../../tools/review/judge/rules")).map((file) =>
    file.replace(/\.ts$/, ""),
  );
  expect(RULES.map(({ id }) => id).sort()).toEqual(files.sort());
  expect(Object.keys(CASES).sort()).toEqual(files);
});

describe.each(Object.entries(CASES))("%s", (id, { violating, found, compliant, notApplicable }) => {
  test("violating", async () => {
    const result = await judged(id, violating);
    expect(result).toEqual(
      found.map(([address, text]) => ({ address, message: expect.stringContaining(text) })),
    );
    expect(JSON.stringify(result)).not.toContain(EXTERNAL_ID);
  });

  test("compliant", async () => {
    expect(await judged(id, compliant ?? stackWith({}))).toEqual([]);
  });

  if (notApplicable !== undefined) {
    test("not applicable", async () => {
      expect(await judged(id, notApplicable)).toBe("not-applicable");
    });
  }
});
