import type { PrincipalPolicies } from "../../access/iam/decision";

export const LAMBDA_ACCOUNT = "111111111111";
export const REDSHIFT_ACCOUNT = "222222222222";
export const QUERY_ROLE = `arn:aws:iam::${LAMBDA_ACCOUNT}:role/query`;
export const DATA_ROLE = `arn:aws:iam::${REDSHIFT_ACCOUNT}:role/data`;
export const FUNCTION = `arn:aws:lambda:eu-west-1:${LAMBDA_ACCOUNT}:function:analytics`;

type Condition = Record<string, Record<string, unknown>>;

export function policy(...statements: object[]): object {
  return { Version: "2012-10-17", Statement: statements };
}

export function allowStatement(
  sid: string,
  action: unknown,
  resource: unknown,
  condition?: Condition,
): object {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

export function trust(principal: unknown, condition?: Condition): object {
  return policy({
    Sid: "Trust",
    Effect: "Allow",
    Principal: principal,
    Action: "sts:AssumeRole",
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

/** Identity policies named `inline-0`, `inline-1`, … */
export function identity(...documents: unknown[]): PrincipalPolicies {
  return { identity: documents.map((document, index) => ({ name: `inline-${index}`, document })) };
}

/** A link's stack as cdktf 0.21 writes it, in a region of any partition. */
export function linkStack(region = "eu-west-1"): Record<string, unknown> {
  const partition = region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  const arn = (service: string, account: string, resource: string) =>
    `arn:${partition}:${service}:${service === "iam" ? "" : region}:${account}:${resource}`;
  const [L, R] = [LAMBDA_ACCOUNT, REDSHIFT_ACCOUNT];
  const dataRoleArn = arn("iam", R, "role/link/data");
  const lambdaAccount = { provider: "aws.lambda_account" };
  const redshiftAccount = { provider: "aws.redshift_account" };
  const equals = (test: string, variable: string, value: string) => ({ test, variable, values: [value] });
  return {
    provider: {
      aws: [
        { alias: "lambda_account", allowed_account_ids: [L], region },
        { alias: "redshift_account", allowed_account_ids: [R], region },
      ],
    },
    data: {
      aws_iam_policy_document: {
        query_role_trust: {
          ...lambdaAccount,
          statement: [
            {
              sid: "TrustLambda",
              effect: "Allow",
              actions: ["sts:AssumeRole"],
              principals: [{ type: "Service", identifiers: ["lambda.amazonaws.com"] }],
            },
          ],
        },
        query_role_assume: {
          ...lambdaAccount,
          statement: [
            {
              sid: "AssumeDataRole",
              effect: "Allow",
              actions: ["sts:AssumeRole"],
              resources: [dataRoleArn],
              condition: [
                equals("ArnEquals", "lambda:SourceFunctionArn", arn("lambda", L, "function:analytics")),
              ],
            },
          ],
        },
        data_role_trust: {
          ...redshiftAccount,
          statement: [
            {
              sid: "TrustRole",
              effect: "Allow",
              actions: ["sts:AssumeRole"],
              principals: [{ type: "AWS", identifiers: [arn("iam", L, "role/link/query")] }],
              condition: [equals("StringEquals", "sts:ExternalId", "shared-word")],
            },
          ],
        },
        data_role_redshift: {
          ...redshiftAccount,
          statement: [
            {
              sid: "Submit",
              actions: ["redshift-data:ExecuteStatement", "redshift-data:BatchExecuteStatement"],
              resources: [arn("redshift", R, "cluster:warehouse")],
            },
            {
              sid: "FollowOwn",
              actions: ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult"],
              resources: ["*"],
              condition: [
                equals("StringEquals", "redshift-data:statement-owner-iam-userid", "&{aws:userid}"),
              ],
            },
          ],
        },
      },
    },
    resource: {
      aws_iam_role: {
        query_role: {
          ...lambdaAccount,
          name: "query",
          path: "/link/",
          assume_role_policy: "${data.aws_iam_policy_document.query_role_trust.json}",
        },
        data_role: {
          ...redshiftAccount,
          name: "data",
          path: "/link/",
          assume_role_policy: "${data.aws_iam_policy_document.data_role_trust.json}",
        },
      },
      aws_iam_role_policy: {
        query_role_assume: {
          ...lambdaAccount,
          name: "assume-data-role",
          role: "${aws_iam_role.query_role.name}",
          policy: "${data.aws_iam_policy_document.query_role_assume.json}",
        },
        data_role_redshift: {
          ...redshiftAccount,
          name: "redshift-data-api",
          role: "${aws_iam_role.data_role.id}",
          policy: "${data.aws_iam_policy_document.data_role_redshift.json}",
        },
      },
      aws_lambda_function: {
        query_function: {
          ...lambdaAccount,
          function_name: "analytics",
          role: "${aws_iam_role.query_role.arn}",
          environment: {
            variables: {
              DATA_ROLE_ARN: dataRoleArn,
              ROLE_SESSION_NAME: "analytics",
              EXTERNAL_ID: "shared-word",
            },
          },
        },
      },
    },
  };
}
