import { QueryError } from "../../redshift-data/errors/query-error";
import { readSettings } from "../../redshift-data/read-settings";

const COMPLETE = {
  LINK_NAME: "analytics",
  DATA_ROLE_ARN: "arn:aws:iam::022222222222:role/teams/analytics-data",
  ROLE_SESSION_NAME: "analytics-query",
  EXTERNAL_ID: "analytics-link-2026",
  REDSHIFT_ACCOUNT_ID: "022222222222",
  REDSHIFT_REGION: "ap-northeast-1",
  CLUSTER_IDENTIFIER: "warehouse",
  DATABASE: "dev",
  DB_USER: "analyst",
  AWS_REGION: "eu-west-1",
};

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof QueryError && error.fields.code === "CONFIGURATION_INVALID") {
      return error.fields.message.split("; ");
    }
    throw error;
  }
  return [];
}

test("a complete environment becomes settings", () => {
  expect(readSettings(COMPLETE)).toEqual({
    linkName: "analytics",
    dataRoleArn: "arn:aws:iam::022222222222:role/teams/analytics-data",
    roleSessionName: "analytics-query",
    externalId: "analytics-link-2026",
    redshiftAccountId: "022222222222",
    redshiftRegion: "ap-northeast-1",
    lambdaRegion: "eu-west-1",
    target: { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" },
  });
});

test("an empty variable counts as absent", () => {
  const settings = readSettings({ ...COMPLETE, EXTERNAL_ID: "", SECRET_ARN: "", WORKGROUP_NAME: "" });
  expect(settings).not.toHaveProperty("externalId");
  expect(settings.target).toEqual({ ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" });
});

test("the limit of statements is a number of seconds", () => {
  expect(readSettings({ ...COMPLETE, STATEMENT_TIMEOUT_SECONDS: "45" })).toMatchObject({
    statementTimeoutSeconds: 45,
  });
});

test.each(["0", "901", "1.5", "045", "x"])("a limit of statements of %s is bad", (seconds) => {
  expect(problemsOf({ ...COMPLETE, STATEMENT_TIMEOUT_SECONDS: seconds })).toEqual([
    "STATEMENT_TIMEOUT_SECONDS is malformed, expected a whole number of seconds from 1 to 900",
  ]);
});

test("everything missing is reported at once", () => {
  expect(problemsOf({})).toEqual([
    "LINK_NAME is absent, expected the name of the link",
    "DATA_ROLE_ARN is absent, expected the ARN of a role",
    "ROLE_SESSION_NAME is absent, expected 2 to 64 characters of letters, digits and _+=,.@-",
    "REDSHIFT_ACCOUNT_ID is absent, expected twelve digits",
    "REDSHIFT_REGION is absent, expected a region",
    "AWS_REGION is absent, expected a region",
    "DATABASE is absent, expected the name of a database",
    "CLUSTER_IDENTIFIER and WORKGROUP_NAME are absent, expected exactly one",
  ]);
});

test("everything bad is reported at once", () => {
  expect(
    problemsOf({
      ...COMPLETE,
      DATA_ROLE_ARN: "analytics-data",
      ROLE_SESSION_NAME: "a b",
      REDSHIFT_ACCOUNT_ID: "2222",
      WORKGROUP_NAME: "wg",
      SECRET_ARN: "arn:aws:secretsmanager:x",
    }),
  ).toEqual([
    "DATA_ROLE_ARN is malformed, expected the ARN of a role",
    "ROLE_SESSION_NAME is malformed, expected 2 to 64 characters of letters, digits and _+=,.@-",
    "REDSHIFT_ACCOUNT_ID is malformed, expected twelve digits",
    "CLUSTER_IDENTIFIER and WORKGROUP_NAME are both set, expected exactly one",
    "DB_USER and SECRET_ARN are both set, expected at most one",
    "DB_USER is set, expected none beside WORKGROUP_NAME",
  ]);
});
