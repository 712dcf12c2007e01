import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Testing } from "cdktf";
import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";

Testing.setupJest();

const synth = new Synth(linkWith());

describe("addresses", () => {
  it("are a contract: renaming one replaces what it names", () => {
    expect(synth.addresses()).toEqual([
      "aws_cloudwatch_log_group.query_function",
      "aws_iam_role.data_role",
      "aws_iam_role.query_role",
      "aws_iam_role_policies_exclusive.data_role",
      "aws_iam_role_policies_exclusive.query_role",
      "aws_iam_role_policy.data_role_redshift_data_api",
      "aws_iam_role_policy.query_role_assume_data_role",
      "aws_iam_role_policy.query_role_write_own_logs",
      "aws_iam_role_policy_attachments_exclusive.data_role",
      "aws_iam_role_policy_attachments_exclusive.query_role",
      "aws_lambda_function.query_function",
      "data.aws_iam_policy_document.data_role_redshift_data_api",
      "data.aws_iam_policy_document.data_role_trust",
      "data.aws_iam_policy_document.query_role_assume_data_role",
      "data.aws_iam_policy_document.query_role_trust",
      "data.aws_iam_policy_document.query_role_write_own_logs",
    ]);
  });

  it("name the same outputs for every link", () => {
    expect(synth.json.output).toEqual({
      data_role_arn: { value: "${aws_iam_role.data_role.arn}" },
      query_function_arn: { value: "${aws_lambda_function.query_function.arn}" },
      query_function_name: { value: "${aws_lambda_function.query_function.function_name}" },
      query_role_arn: { value: "${aws_iam_role.query_role.arn}" },
    });
  });
});

describe("providers", () => {
  it("reach one account each, through its deploy role, and refuse any other account", () => {
    expect(synth.json.provider.aws).toEqual([
      {
        alias: "lambda_account",
        region: "ap-northeast-1",
        allowed_account_ids: ["111111111111"],
        assume_role: [{ role_arn: "arn:aws:iam::111111111111:role/deployer", session_name: "cdktf-deploy" }],
      },
      {
        alias: "redshift_account",
        region: "ap-northeast-1",
        allowed_account_ids: ["222222222222"],
        assume_role: [{ role_arn: "arn:aws:iam::222222222222:role/deployer", session_name: "cdktf-deploy" }],
      },
    ]);
    expect(synth.text).toHaveProviderWithProperties(AwsProvider, {
      alias: "redshift_account",
      allowed_account_ids: ["222222222222"],
    });
  });

  it("accept a profile instead, and tag everything with the link's tags", () => {
    const { provider } = new Synth(
      linkWith({
        lambdaAccount: { id: "111111111111", region: "eu-west-1", profile: "sandbox" },
        tags: { team: "data" },
      }),
    ).json;
    expect(provider.aws[0]).toEqual({
      alias: "lambda_account",
      region: "eu-west-1",
      allowed_account_ids: ["111111111111"],
      profile: "sandbox",
      default_tags: [{ tags: { team: "data" } }],
    });
  });

  const RUNTIMES = { "nodejs22.x": ">= 5.100.0, < 7.0.0", "nodejs24.x": ">= 6.19.0, < 7.0.0" };
  it.each(Object.entries(RUNTIMES))("may be any version that takes %s", (runtime, version) => {
    const { terraform } = new Synth(linkWith({ function: { runtime } })).json;
    expect(terraform).toMatchObject({ required_providers: { aws: { source: "hashicorp/aws", version } } });
  });
});

describe("roles", () => {
  it("are created in their own account, the data role after the query role it trusts", () => {
    expect(synth.text).toHaveResourceWithProperties(IamRole, { name: "analytics-query" });
    expect(synth.resource("aws_iam_role", "query_role")).toEqual({
      provider: "aws.lambda_account",
      name: "analytics-query",
      path: "/",
      description: "Runs the query function of link analytics",
      assume_role_policy: "${data.aws_iam_policy_document.query_role_trust.json}",
    });
    expect(synth.resource("aws_iam_role", "data_role")).toEqual({
      provider: "aws.redshift_account",
      name: "analytics-data",
      path: "/",
      description: "Assumed by the query role of link analytics to use the Redshift Data API",
      assume_role_policy: "${data.aws_iam_policy_document.data_role_trust.json}",
      depends_on: ["aws_iam_role.query_role"],
      lifecycle: { replace_triggered_by: ["aws_iam_role.query_role.unique_id"] },
    });
  });

  it("need no order in trust mode account, which names an account that is there", () => {
    const synthesized = new Synth(linkWith({ trust: { mode: "account" } }));
    expect(synthesized.resource("aws_iam_role", "data_role").depends_on).toBeUndefined();
  });

  it("take name, path and permissions boundary from the configuration", () => {
    const boundary = "arn:aws:iam::222222222222:policy/boundary";
    const role = new Synth(
      linkWith({ dataRole: { name: "reader", path: "/links/", permissionsBoundaryArn: boundary } }),
    ).resource("aws_iam_role", "data_role");
    expect(role).toMatchObject({ name: "reader", path: "/links/", permissions_boundary: boundary });
  });

  it("own their policies exclusively, so that a policy added by hand is drift", () => {
    expect(synth.resource("aws_iam_role_policies_exclusive", "query_role").policy_names).toEqual([
      "${aws_iam_role_policy.query_role_assume_data_role.name}",
      "${aws_iam_role_policy.query_role_write_own_logs.name}",
    ]);
    expect(synth.resource("aws_iam_role_policies_exclusive", "data_role").policy_names).toEqual([
      "${aws_iam_role_policy.data_role_redshift_data_api.name}",
    ]);
    for (const role of ["query_role", "data_role"]) {
      expect(synth.resource("aws_iam_role_policy_attachments_exclusive", role).policy_arns).toEqual([]);
    }
  });

  it("attach the article's managed policy on request, beside the credentials statement only", () => {
    const managed = new Synth(linkWith({ permissions: { mode: "managed" } }));
    expect(
      managed.resource("aws_iam_role_policy_attachment", "data_role_AmazonRedshiftFullAccess").policy_arn,
    ).toBe("arn:aws:iam::aws:policy/AmazonRedshiftFullAccess");
    expect(managed.statements("data_role_redshift_data_api")).toEqual([
      expect.objectContaining({ actions: ["redshift:GetClusterCredentials"] }),
    ]);
  });
});

describe("policy documents", () => {
  it("never depend on anything, which would make them unknown in the plan", () => {
    for (const document of Object.values(synth.json.data.aws_iam_policy_document ?? {})) {
      expect(Object.keys(document).sort()).toEqual(["provider", "statement"]);
    }
    expect(synth.text).toHaveDataSourceWithProperties(DataAwsIamPolicyDocument, {
      provider: "aws.redshift_account",
    });
  });

  it("refer to nothing that only an apply knows", () => {
    expect(JSON.stringify(synth.json.data)).not.toContain("${");
  });
});

describe("query function", () => {
  it("is the bundled archive under the query role, with its contract as environment", () => {
    const { filename, source_code_hash, ...settings } = synth.resource(
      "aws_lambda_function",
      "query_function",
    );
    expect(filename).toMatch(/^assets\/query-function_archive_[0-9A-F]+\/[0-9A-F]{32}\/function\.zip$/);
    expect(source_code_hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(settings).toEqual({
      provider: "aws.lambda_account",
      function_name: "analytics-query",
      description: "Runs SQL on Redshift in another account through the Data API",
      role: "${aws_iam_role.query_role.arn}",
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      memory_size: 256,
      timeout: 60,
      environment: {
        variables: {
          LINK_NAME: "analytics",
          DATA_ROLE_ARN: "arn:aws:iam::222222222222:role/analytics-data",
          ROLE_SESSION_NAME: "analytics-query",
          EXTERNAL_ID: "analytics-link-2026",
          REDSHIFT_ACCOUNT_ID: "222222222222",
          REDSHIFT_REGION: "ap-northeast-1",
          CLUSTER_IDENTIFIER: "warehouse",
          DATABASE: "dev",
          DB_USER: "analyst",
        },
      },
      logging_config: { log_format: "JSON", log_group: "${aws_cloudwatch_log_group.query_function.name}" },
      depends_on: ["aws_cloudwatch_log_group.query_function"],
      lifecycle: { replace_triggered_by: ["aws_iam_role.query_role.unique_id"] },
    });
    expect(synth.text).toHaveResourceWithProperties(LambdaFunction, { function_name: "analytics-query" });
  });

  it("hands on the limit of statements only when there is one", () => {
    const limited = new Synth(linkWith({ function: { statementTimeoutSeconds: 45 } }));
    expect(limited.resource("aws_lambda_function", "query_function").environment).toMatchObject({
      variables: { STATEMENT_TIMEOUT_SECONDS: "45" },
    });
  });

  it("reserves concurrency only when asked to", () => {
    const reserved = new Synth(linkWith({ function: { reservedConcurrency: 5 } }));
    expect(reserved.resource("aws_lambda_function", "query_function").reserved_concurrent_executions).toBe(5);
  });

  it("logs to a group that the stack owns, with retention", () => {
    expect(synth.text).toHaveResourceWithProperties(CloudwatchLogGroup, {
      name: "/aws/lambda/analytics-query",
      retention_in_days: 30,
    });
  });
});

describe("backend", () => {
  it("is local by default, with a path that is the same on every machine", () => {
    expect(synth.json.terraform).toMatchObject({
      backend: { local: { path: "../../../terraform.analytics.tfstate" } },
    });
  });

  it("is S3 with its own lock file on request", () => {
    const backend = {
      type: "s3",
      bucket: "states",
      region: "eu-west-1",
      roleArn: "arn:aws:iam::111111111111:role/state",
    };
    expect(new Synth(linkWith({ backend })).json.terraform).toMatchObject({
      backend: {
        s3: {
          bucket: "states",
          key: "analytics/terraform.tfstate",
          region: "eu-west-1",
          encrypt: true,
          use_lockfile: true,
          assume_role: { role_arn: "arn:aws:iam::111111111111:role/state" },
        },
      },
    });
  });
});
