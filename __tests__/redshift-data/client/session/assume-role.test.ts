import type { AssumeRoleCommandInput } from "@aws-sdk/client-sts";
import {
  AssumeRoleFailed,
  assumeDataRole,
  type Sts,
} from "../../../../redshift-data/client/session/assume-role";
import { QueryError } from "../../../../redshift-data/errors/query-error";
import { awsError } from "../../../../testing/redshift-data/fake-data-api";
import { LINK_CONTEXT, linkContextWith } from "../../../../testing/redshift-data/link-context";

function stsOf(sessionAccountId: string): Sts & { readonly requests: AssumeRoleCommandInput[] } {
  const requests: AssumeRoleCommandInput[] = [];
  return {
    requests,
    async assumeRole(request) {
      requests.push(request);
      return {
        Credentials: {
          AccessKeyId: "ASIA",
          SecretAccessKey: "secret",
          SessionToken: "token",
          Expiration: new Date(3_600_000),
        },
        AssumedRoleUser: {
          AssumedRoleId: "AROA:analytics-query",
          Arn: `arn:aws:sts::${sessionAccountId}:assumed-role/analytics-data/analytics-query`,
        },
      };
    },
  };
}

test("asks for the longest session that role chaining allows, under the fixed session name", async () => {
  const sts = stsOf("222222222222");
  expect(await assumeDataRole(sts, LINK_CONTEXT)).toEqual({
    accessKeyId: "ASIA",
    secretAccessKey: "secret",
    sessionToken: "token",
    expiration: new Date(3_600_000),
  });
  expect(sts.requests).toEqual([
    {
      RoleArn: "arn:aws:iam::222222222222:role/analytics-data",
      RoleSessionName: "analytics-query",
      DurationSeconds: 3600,
    },
  ]);
});

test("sends the external id if one is configured", async () => {
  const sts = stsOf("222222222222");
  await assumeDataRole(sts, linkContextWith({ externalId: "shared-id" }));
  expect(sts.requests[0]?.ExternalId).toBe("shared-id");
});

test("fails for a session of another account", async () => {
  const error = await assumeDataRole(stsOf("333333333333"), LINK_CONTEXT).catch((caught) => caught);
  expect(error).toBeInstanceOf(QueryError);
  expect(error.fields).toEqual({
    code: "WRONG_ACCOUNT",
    hop: "assume-role",
    message:
      "the session of the data role is of account 333333333333, expected 222222222222; no statement was sent",
    advice:
      "in account 111111111111 (lambda account), environment of function analytics-query: DATA_ROLE_ARN is arn:aws:iam::222222222222:role/analytics-data, REDSHIFT_ACCOUNT_ID is 222222222222; correct the link and deploy it again",
  });
});

test("fails with the cause when STS refuses", async () => {
  const cause = awsError("AccessDenied", "no", 403);
  const error = await assumeDataRole({ assumeRole: () => Promise.reject(cause) }, LINK_CONTEXT).catch(
    (caught) => caught,
  );
  expect(error).toBeInstanceOf(AssumeRoleFailed);
  expect(error.cause).toBe(cause);
});

test("fails when STS answers without credentials", async () => {
  await expect(assumeDataRole({ assumeRole: async () => ({}) }, LINK_CONTEXT)).rejects.toBeInstanceOf(
    AssumeRoleFailed,
  );
});

test("fails when STS answers with an expiry that is no date", async () => {
  const { assumeRole } = stsOf("222222222222");
  const undated: Sts["assumeRole"] = async (request) => {
    const { Credentials, ...rest } = await assumeRole(request);
    return { ...rest, Credentials: { ...Credentials, Expiration: "tomorrow" } as never };
  };
  await expect(assumeDataRole({ assumeRole: undated }, LINK_CONTEXT)).rejects.toBeInstanceOf(
    AssumeRoleFailed,
  );
});
