import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadLinks } from "../../config/load-links";
import { existingPartsOf } from "../../stacks/parts/existing-parts-of";
import { ROOT } from "../../testing/deployment/checkout";
import { linkWith } from "../../testing/links/links";
import { LINK_OF_OTHERS } from "../../testing/links/links-of-parts";
import { Synth } from "../../testing/links/synth-stack";

const QUERY = { name: "runner", path: "/service/", existing: true };
const DATA = { name: "reader", existing: true };
const FUNCTION = { name: "theirs", existing: true };

const providersOf = ({ json }: Synth) => json.provider.aws.map(({ alias }) => alias);

test("a link of which others make both roles, and attach one policy of its own, is the golden file", () => {
  const golden = join(__dirname, "parts-of-others.golden.json");
  const { json } = new Synth(linkWith(LINK_OF_OTHERS));
  // Without cdktf's metadata, and without what changes with every line of the function.
  const plain = JSON.stringify(
    json,
    (name, value) => (name === "//" && value.existing === undefined ? undefined : value),
    2,
  );
  const text = `${plain
    .replace(/assets\/[^"]+\/function\.zip/, "assets/<hash>/function.zip")
    .replace(/"source_code_hash": "[^"]+"/, '"source_code_hash": "<hash>"')}\n`;
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, "utf8"));
});

test("the example's links are whole, and each has a part of others", () => {
  const links = loadLinks(join(ROOT, "examples/existing-parts/links.yaml"));
  expect(links.map((link) => Object.keys(existingPartsOf(link) ?? {}))).toEqual([
    ["function"],
    ["queryRole"],
    ["dataRole"],
    ["queryRole", "function"],
  ]);
});

describe("a stack of which somebody else makes a part", () => {
  const ARNS = {
    query_role_arn: { value: "arn:aws:iam::111111111111:role/service/runner" },
    data_role_arn: { value: "arn:aws:iam::222222222222:role/reader" },
    query_function_arn: {
      value: "arn:aws:lambda:ap-northeast-1:111111111111:function:theirs",
      description: expect.any(String),
    },
    query_function_name: { value: "theirs" },
  };

  it("has the roles alone, where others deploy the function", () => {
    const synth = new Synth(linkWith({ function: FUNCTION }));
    expect(synth.addresses()).toEqual([
      "aws_iam_role.data_role",
      "aws_iam_role.query_role",
      "aws_iam_role_policies_exclusive.data_role",
      "aws_iam_role_policies_exclusive.query_role",
      "aws_iam_role_policy.data_role_redshift_data_api",
      "aws_iam_role_policy.query_role_assume_data_role",
      "aws_iam_role_policy.query_role_write_own_logs",
      "aws_iam_role_policy_attachments_exclusive.data_role",
      "aws_iam_role_policy_attachments_exclusive.query_role",
      "data.aws_iam_policy_document.data_role_redshift_data_api",
      "data.aws_iam_policy_document.data_role_trust",
      "data.aws_iam_policy_document.query_role_assume_data_role",
      "data.aws_iam_policy_document.query_role_trust",
      "data.aws_iam_policy_document.query_role_write_own_logs",
    ]);
    expect(providersOf(synth)).toEqual(["lambda_account", "redshift_account"]);
    expect(synth.json.output).toMatchObject({
      query_function_arn: ARNS.query_function_arn,
      query_function_name: ARNS.query_function_name,
      query_role_arn: { value: "${aws_iam_role.query_role.arn}" },
    });
    expect(existingOf(synth)).toEqual({
      function: {
        partition: "aws",
        accountId: "111111111111",
        region: "ap-northeast-1",
        name: "theirs",
        arn: "arn:aws:lambda:ap-northeast-1:111111111111:function:theirs",
        roleArn: "arn:aws:iam::111111111111:role/analytics-query",
        environment: {
          LINK_NAME: "analytics",
          DATA_ROLE_ARN: "arn:aws:iam::222222222222:role/analytics-data",
          ROLE_SESSION_NAME: "theirs",
          EXTERNAL_ID: "analytics-link-2026",
          REDSHIFT_ACCOUNT_ID: "222222222222",
          REDSHIFT_REGION: "ap-northeast-1",
          CLUSTER_IDENTIFIER: "warehouse",
          DATABASE: "dev",
          DB_USER: "analyst",
        },
      },
    });
  });

  it("makes nothing of a query role of somebody else's, and runs the function as it", () => {
    const synth = new Synth(linkWith({ queryRole: QUERY }));
    expect(synth.addresses()).toEqual([
      "aws_cloudwatch_log_group.query_function",
      "aws_iam_role.data_role",
      "aws_iam_role_policies_exclusive.data_role",
      "aws_iam_role_policy.data_role_redshift_data_api",
      "aws_iam_role_policy_attachments_exclusive.data_role",
      "aws_lambda_function.query_function",
      "data.aws_iam_policy_document.data_role_redshift_data_api",
      "data.aws_iam_policy_document.data_role_trust",
    ]);
    expect(synth.resource("aws_lambda_function", "query_function")).toMatchObject({
      role: ARNS.query_role_arn.value,
      depends_on: ["aws_cloudwatch_log_group.query_function"],
    });
    expect(synth.resource("aws_lambda_function", "query_function").lifecycle).toBeUndefined();
    // It is there before: nothing waits for it, and its unique id is not this stack's to know.
    expect(synth.resource("aws_iam_role", "data_role")).toEqual({
      provider: "aws.redshift_account",
      name: "analytics-data",
      path: "/",
      description: "Assumed by the query role of link analytics to use the Redshift Data API",
      assume_role_policy: "${data.aws_iam_policy_document.data_role_trust.json}",
    });
    expect(existingOf(synth)).toEqual({
      queryRole: {
        partition: "aws",
        accountId: "111111111111",
        region: "ap-northeast-1",
        name: "runner",
        path: "/service/",
        arn: ARNS.query_role_arn.value,
        trustPolicy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "TrustLambda",
              Effect: "Allow",
              Principal: { Service: "lambda.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        },
        policies: { "assume-data-role": HOP_1, "write-own-logs": expect.any(Object) },
        textFrom: "hand-off",
      },
    });
  });

  it("attaches one policy of its own to it when its owner allows that, under a name of the link's", () => {
    const synth = new Synth(linkWith({ queryRole: { ...QUERY, inlinePolicy: true }, function: FUNCTION }));
    expect(synth.addresses().filter((address) => address.includes("query_"))).toEqual([
      "aws_iam_role_policy.query_role_assume_data_role",
      "data.aws_iam_policy_document.query_role_assume_data_role",
    ]);
    expect(synth.resource("aws_iam_role_policy", "query_role_assume_data_role")).toEqual({
      provider: "aws.lambda_account",
      name: "analytics-assume-data-role",
      role: "runner",
      policy: "${data.aws_iam_policy_document.query_role_assume_data_role.json}",
    });
    expect(existingOf(synth)).toMatchObject({
      queryRole: { inlinePolicy: true, policies: { "write-own-logs": expect.any(Object) } },
    });
    expect(Object.keys(roleOf(synth, "queryRole").policies)).toEqual(["write-own-logs"]);
  });

  it("has no provider for an account in which it makes nothing", () => {
    const redshift = new Synth(linkWith({ queryRole: QUERY, function: FUNCTION }));
    expect(providersOf(redshift)).toEqual(["redshift_account"]);
    expect(redshift.addresses().filter((address) => !address.includes("data_role"))).toEqual([]);
    const lambda = new Synth(linkWith({ dataRole: DATA }));
    expect(providersOf(lambda)).toEqual(["lambda_account"]);
    expect(lambda.addresses().filter((address) => address.endsWith(".data_role"))).toEqual([]);
    expect({ ...(redshift.json.output as object), data_role_arn: ARNS.data_role_arn }).toEqual(ARNS);
  });

  it("says of a managed policy what has to be attached, and names documents of the owner as declared", () => {
    const managed = new Synth(linkWith({ dataRole: DATA, permissions: { mode: "managed" } }));
    expect(roleOf(managed, "dataRole").managedPolicyArns).toEqual([
      "arn:aws:iam::aws:policy/AmazonRedshiftFullAccess",
    ]);
    const link = linkWith({ dataRole: DATA });
    const declared = { trustPolicy: { Statement: [] }, policies: { all: { Statement: [] } } };
    const synth = new Synth({
      ...link,
      dataRole: { ...link.dataRole, existing: { inlinePolicy: false, declared } },
    });
    expect(roleOf(synth, "dataRole")).toMatchObject({ ...declared, textFrom: "declared" });
  });

  it("tells a plan's readers the same, without what Terraform would take for an expression", () => {
    const synth = new Synth(linkWith({ dataRole: DATA, function: FUNCTION }));
    const { description } = (synth.json.output as { query_function_arn: { description: string } })
      .query_function_arn;
    expect(JSON.parse(description)).toEqual({ existing: existingOf(synth) });
    expect(description).not.toMatch(/[$%]\{/);
    expect(JSON.stringify(existingOf(synth))).toContain("${aws:userid}");
  });
});

const HOP_1 = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AssumeDataRole",
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: "arn:aws:iam::222222222222:role/analytics-data",
      Condition: {
        StringEquals: { "sts:ExternalId": "analytics-link-2026" },
        ArnEquals: {
          "lambda:SourceFunctionArn": "arn:aws:lambda:ap-northeast-1:111111111111:function:analytics-query",
        },
      },
    },
  ],
};

interface RoleAsTold {
  readonly policies: object;
  readonly managedPolicyArns?: readonly string[];
}

function existingOf({ json }: Synth): Readonly<Record<string, unknown>> {
  const { existing } = json["//"] as { existing: Readonly<Record<string, unknown>> };
  return existing;
}

function roleOf(synth: Synth, role: "queryRole" | "dataRole"): RoleAsTold {
  return existingOf(synth)[role] as RoleAsTold;
}
