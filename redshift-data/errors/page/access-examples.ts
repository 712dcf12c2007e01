import type { ErrorExample } from "./error-example";

/** Hop 1 refused, hop 2 refused. The two errors everyone meets come first. */
export const accessExamples: readonly ErrorExample[] = [
  {
    phase: "assume-role",
    awsCode: "AccessDenied",
    awsMessage:
      "User: arn:aws:sts::111111111111:assumed-role/analytics-query/analytics-query is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/analytics-data",
    code: "HOP1_DENIED",
    hop: "assume-role",
    look: "lambda account → IAM → query role → inline policy `assume-data-role`, statement `AssumeDataRole` (Resource, Condition); redshift account → IAM → data role → trust policy, statement `TrustRole` (Principal, Condition)",
  },
  {
    phase: "submit",
    awsCode: "ValidationException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift:GetClusterCredentials on resource: arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/analyst because no identity-based policy allows the redshift:GetClusterCredentials action",
    code: "CREDENTIALS_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → inline policy `redshift-data-api`, statement `ConnectAsDbUser` (Resource)",
  },
  {
    phase: "submit",
    awsCode: "ValidationException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift:GetClusterCredentials on resource: arn:aws:redshift:ap-northeast-1:111111111111:dbuser:warehouse/analyst because no identity-based policy allows the redshift:GetClusterCredentials action",
    code: "WRONG_ACCOUNT",
    hop: "authorize",
    look: "lambda account → Lambda → the function → Configuration → Environment variables",
  },
  {
    phase: "assume-role",
    awsCode: "RegionDisabledException",
    awsMessage: "STS is not activated in this region",
    code: "STS_REGION_DISABLED",
    hop: "assume-role",
    look: "lambda account → IAM → Account settings → Security Token Service",
  },
  {
    phase: "assume-role",
    awsCode: "ExpiredToken",
    awsMessage: "The security token included in the request is expired",
    code: "FUNCTION_CREDENTIALS_INVALID",
    hop: "assume-role",
    look: "lambda account → Lambda → the function → Configuration → Permissions",
  },
  {
    phase: "assume-role",
    awsCode: "ValidationError",
    awsMessage: "Member must have length greater than or equal to 2",
    code: "ASSUME_ROLE_INVALID",
    hop: "assume-role",
    look: "lambda account → Lambda → the function → Configuration → Environment variables",
  },
  {
    phase: "submit",
    awsCode: "ValidationException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift:GetClusterCredentialsWithIAM on resource: arn:aws:redshift:ap-northeast-1:222222222222:dbname:warehouse/dev because no identity-based policy allows the redshift:GetClusterCredentialsWithIAM action",
    code: "CREDENTIALS_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → inline policy `redshift-data-api`, statement `ConnectAsIamIdentity` (Resource)",
    target: "cluster-iam",
  },
  {
    phase: "submit",
    awsCode: "ValidationException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift-serverless:GetCredentials on resource: arn:aws:redshift-serverless:ap-northeast-1:222222222222:workgroup/5a1b because no identity-based policy allows the redshift-serverless:GetCredentials action",
    code: "CREDENTIALS_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → inline policy `redshift-data-api`, statement `ConnectToWorkgroup` (Resource)",
    target: "workgroup",
  },
  {
    phase: "submit",
    awsCode: "ValidationException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:wh-AbCdEf because no identity-based policy allows the secretsmanager:GetSecretValue action",
    code: "SECRET_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → inline policy `redshift-data-api`, statement `ReadOneSecret` (Resource); Secrets Manager → the secret → resource policy",
    target: "secret",
  },
  {
    phase: "submit",
    awsCode: "ValidationException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:ap-northeast-1:222222222222:key/1234 because no identity-based policy allows the kms:Decrypt action",
    code: "KMS_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → inline policy `redshift-data-api`, statement `DecryptSecret` (Resource, Condition); KMS → the key → key policy",
  },
  {
    phase: "submit",
    awsCode: "ValidationException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift:JoinGroup on resource: arn:aws:redshift:ap-northeast-1:222222222222:dbgroup:warehouse/g because no identity-based policy allows the redshift:JoinGroup action",
    code: "CREDENTIALS_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → its policies",
  },
  {
    phase: "submit",
    awsCode: "AccessDeniedException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift-data:ExecuteStatement on resource: arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse because no identity-based policy allows the redshift-data:ExecuteStatement action",
    code: "DATA_API_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → inline policy `redshift-data-api`, statement `SubmitStatements` (Action, Resource)",
  },
  {
    phase: "submit",
    awsCode: "AccessDeniedException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift-data:BatchExecuteStatement on resource: arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse because no identity-based policy allows the redshift-data:BatchExecuteStatement action",
    code: "DATA_API_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → inline policy `redshift-data-api`, statement `SubmitStatements` (Action, Resource)",
  },
  {
    phase: "describe",
    awsCode: "AccessDeniedException",
    awsMessage:
      "User: arn:aws:sts::222222222222:assumed-role/analytics-data/analytics-query is not authorized to perform: redshift-data:DescribeStatement on resource: * because no identity-based policy allows the redshift-data:DescribeStatement action",
    code: "STATEMENT_DENIED",
    hop: "authorize",
    look: "redshift account → IAM → data role → inline policy `redshift-data-api`, statement `FollowOwnStatements` (Condition); lambda account → Lambda → the function → environment variable ROLE_SESSION_NAME",
  },
  {
    phase: "result",
    awsCode: "ExpiredTokenException",
    awsMessage: "The security token included in the request is expired",
    code: "CREDENTIALS_EXPIRED",
    hop: "authorize",
    look: "redshift account → IAM → data role → Revoke sessions",
  },
];
