import { managedPolicy, managedPolicyText } from "../../../access/iam/managed-policies";
import { decideIdentity } from "../../../access/iam/simulator";
import { DATA_ROLE, QUERY_ROLE, REDSHIFT_ACCOUNT } from "../../../testing/access/decisions";

const AWS = "arn:aws:iam::aws:policy";

test.each([
  [`${AWS}/AdministratorAccess`, "AdministratorAccess v1 2015-02-06"],
  [`${AWS}/PowerUserAccess`, "PowerUserAccess v12 2026-02-12"],
  [`${AWS}/AmazonRedshiftFullAccess`, "AmazonRedshiftFullAccess v5 2022-07-07"],
  [`${AWS}/AmazonRedshiftDataFullAccess`, "AmazonRedshiftDataFullAccess v5 2023-04-07"],
  [`${AWS}/service-role/AWSLambdaBasicExecutionRole`, "AWSLambdaBasicExecutionRole v1 2015-04-09"],
  ["arn:aws-cn:iam::aws:policy/AmazonRedshiftFullAccess", "AmazonRedshiftFullAccess v5 2022-07-07"],
  ["arn:aws-us-gov:iam::aws:policy/AmazonRedshiftFullAccess", "AmazonRedshiftFullAccess v5 2022-07-07"],
])("%s is %s", (arn, expected) => {
  const policy = managedPolicy(arn);
  expect(`${policy?.name} ${policy?.version} ${policy?.updated}`).toBe(expected);
});

/** Every ARN in the text of a policy, each once. */
const arnsIn = (document: unknown) => [...new Set(JSON.stringify(document).match(/arn:[^"]*/g))];

test.each([
  ["AmazonRedshiftFullAccess", "aws"],
  ["AmazonRedshiftFullAccess", "aws-cn"],
  ["AmazonRedshiftDataFullAccess", "aws"],
  ["AmazonRedshiftDataFullAccess", "aws-cn"],
  ["AmazonRedshiftDataFullAccess", "aws-us-gov"],
])("%s of %s names its own partition, and nothing else of it differs", (name, partition) => {
  const arn = `arn:${partition}:iam::aws:policy/${name}`;
  const document = managedPolicy(arn)?.document;
  expect(arnsIn(document).length).toBeGreaterThan(0);
  expect(arnsIn(document).filter((found) => !found.startsWith(`arn:${partition}:`))).toEqual([]);
  const asCommercial = JSON.stringify(document).replaceAll(`arn:${partition}:`, "arn:aws:");
  expect(JSON.parse(asCommercial)).toEqual(managedPolicy(`${AWS}/${name}`)?.document);
  expect(managedPolicy(arn)).toBe(managedPolicy(arn));
});

test.each([
  ["arn:aws-cn:iam::aws:policy/a", `["arn:aws:s3:::a","arn:aws-us-gov:s3:::b","barn:aws:c"]`, "plain"],
  ["arn:aws-cn:iam::aws:policy/a", "%5B%22arn%3Aaws%3As3%3A%3A%3Aa%22%2Carn%3aaws%3ab%5D", "encoded"],
  ["arn:aws:iam::aws:policy/a", `["arn:aws:s3:::a"]`, "of partition aws"],
  ["arn:aws-cn:iam::111111111111:policy/a", `["arn:aws:s3:::a"]`, "an account's own"],
])("the text of %s %s (%s)", (arn, text, what) => {
  const changed: Record<string, string> = {
    plain: `["arn:aws-cn:s3:::a","arn:aws-us-gov:s3:::b","barn:aws:c"]`,
    encoded: "%5B%22arn%3Aaws-cn%3As3%3A%3A%3Aa%22%2Carn%3aaws-cn%3ab%5D",
  };
  expect(managedPolicyText(arn, text)).toBe(changed[what] ?? text);
});

test.each([
  `${AWS}/IAMFullAccess`,
  `${AWS}/AWSLambdaBasicExecutionRole`,
  "arn:aws:iam::222222222222:policy/AmazonRedshiftFullAccess",
])("%s is not known", (arn) => {
  expect(managedPolicy(arn)).toBeUndefined();
});

const redshift = (resource: string) => `arn:aws:redshift:eu-west-1:${REDSHIFT_ACCOUNT}:${resource}`;
const CLUSTER = redshift("cluster:warehouse");
const EXECUTE = "redshift-data:ExecuteStatement";
const BATCH = "redshift-data:BatchExecuteStatement";
const CREDENTIALS = "redshift:GetClusterCredentials";
const SECRET = `arn:aws:secretsmanager:eu-west-1:${REDSHIFT_ACCOUNT}:secret:warehouse-AbCdEf`;
const WORKGROUP = `arn:aws:redshift-serverless:eu-west-1:${REDSHIFT_ACCOUNT}:workgroup/11111111-1111-1111-1111-111111111111`;
const TAGGED = { "aws:ResourceTag/RedshiftDataFullAccess": "true" };

test.each<[string, string, string, boolean, Record<string, string>?]>([
  ["AmazonRedshiftFullAccess", EXECUTE, CLUSTER, true],
  ["AmazonRedshiftFullAccess", BATCH, CLUSTER, false],
  ["AmazonRedshiftFullAccess", "redshift-data:DescribeStatement", "*", true],
  ["AmazonRedshiftFullAccess", CREDENTIALS, redshift("dbuser:warehouse/admin"), true],
  ["AmazonRedshiftFullAccess", "redshift:DeleteCluster", CLUSTER, true],
  ["AmazonRedshiftFullAccess", "secretsmanager:GetSecretValue", SECRET, false],
  ["AmazonRedshiftFullAccess", "iam:CreateRole", DATA_ROLE, false],
  ["AmazonRedshiftDataFullAccess", EXECUTE, CLUSTER, true],
  ["AmazonRedshiftDataFullAccess", BATCH, CLUSTER, true],
  ["AmazonRedshiftDataFullAccess", CREDENTIALS, redshift("dbuser:warehouse/redshift_data_api_user"), true],
  ["AmazonRedshiftDataFullAccess", CREDENTIALS, redshift("dbuser:warehouse/admin"), false],
  ["AmazonRedshiftDataFullAccess", "redshift-serverless:GetCredentials", WORKGROUP, false],
  ["AmazonRedshiftDataFullAccess", "redshift-serverless:GetCredentials", WORKGROUP, true, TAGGED],
  ["AmazonRedshiftDataFullAccess", "redshift:DeleteCluster", CLUSTER, false],
])("%s: %s on %s is %s", async (name, action, resource, allowed, context = {}) => {
  const decision = await decideIdentity({
    principalArn: DATA_ROLE,
    policies: { identity: [{ name, document: managedPolicy(`${AWS}/${name}`)?.document }] },
    action,
    resource,
    resourceAccountId: REDSHIFT_ACCOUNT,
    context,
  });
  expect(decision).toMatchObject({ allowed, by: allowed ? "allowed" : "identity" });
});

test("AWSLambdaBasicExecutionRole writes logs and nothing else", async () => {
  const document = managedPolicy(`${AWS}/service-role/AWSLambdaBasicExecutionRole`)?.document;
  const ask = (action: string, resource: string) =>
    decideIdentity({
      principalArn: QUERY_ROLE,
      policies: { identity: [{ name: "basic", document }] },
      action,
      resource,
      resourceAccountId: "111111111111",
      context: {},
    });
  const stream = "arn:aws:logs:eu-west-1:111111111111:log-group:/aws/lambda/f:log-stream:s";
  expect(await ask("logs:PutLogEvents", stream)).toMatchObject({ allowed: true });
  expect(await ask("sts:AssumeRole", QUERY_ROLE)).toMatchObject({ allowed: false });
});
