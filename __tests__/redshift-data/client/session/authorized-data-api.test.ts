import type { SessionCredentials } from "../../../../redshift-data/client/session/assume-role";
import { authorizeDataApi } from "../../../../redshift-data/client/session/authorized-data-api";
import { createCredentialCache } from "../../../../redshift-data/client/session/credential-cache";
import {
  awsError,
  createFakeDataApi,
  type Script,
  STATEMENT_ID,
} from "../../../../testing/redshift-data/fake-data-api";
import { createVirtualClock } from "../../../../testing/redshift-data/virtual-clock";

const SIGNAL = new AbortController().signal;
const STARTED = { Status: "STARTED" } as const;

function setUp(describe: NonNullable<Script["describe"]>) {
  let assumed = 0;
  const connectedAs: string[] = [];
  const assume = async (): Promise<SessionCredentials> => ({
    accessKeyId: `ASIA${++assumed}`,
    secretAccessKey: "secret",
    sessionToken: "token",
    expiration: new Date(3_600_000),
  });
  const inner = createFakeDataApi({ describe });
  const authorize = authorizeDataApi(createCredentialCache(createVirtualClock()), ({ accessKeyId }) => {
    connectedAs.push(accessKeyId);
    return inner;
  });
  const work = () => {
    const api = authorize(assume);
    return () => api.describe({ Id: STATEMENT_ID }, SIGNAL);
  };
  return { inner, connectedAs, work, describe: work() };
}

test("all calls share one connection while the credentials hold", async () => {
  const { inner, connectedAs, describe } = setUp([STARTED]);
  await describe();
  await describe();
  expect(connectedAs).toEqual(["ASIA1"]);
  expect(inner.calls).toHaveLength(2);
});

test.each(["ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException", "InvalidClientTokenId"])(
  "%s renews the credentials and repeats the call",
  async (code) => {
    const { connectedAs, describe } = setUp([awsError(code), STARTED]);
    expect(await describe()).toEqual(STARTED);
    expect(connectedAs).toEqual(["ASIA1", "ASIA2"]);
  },
);

test("fails when new credentials are refused too", async () => {
  const { inner, describe } = setUp([awsError("ExpiredTokenException")]);
  await expect(describe()).rejects.toMatchObject({ name: "ExpiredTokenException" });
  expect(inner.calls).toHaveLength(2);
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const REVOKED = awsError(
  "AccessDeniedException",
  "User: arn:aws:sts::222222222222:assumed-role/analytics-data/s is not authorized to perform: redshift-data:DescribeStatement on resource: * with an explicit deny in an identity-based policy",
);

test("a kept session that is denied explicitly may be revoked: a new one is tried", async () => {
  const { connectedAs, describe } = setUp([STARTED, REVOKED, STARTED]);
  await describe();
  expect(await describe()).toEqual(STARTED);
  expect(connectedAs).toEqual(["ASIA1", "ASIA2"]);
});

test("a new session that is denied explicitly is denied", async () => {
  const { connectedAs, inner, describe } = setUp([REVOKED]);
  await expect(describe()).rejects.toBe(REVOKED);
  expect([connectedAs, inner.calls.length]).toEqual([["ASIA1"], 1]);
  await expect(describe()).rejects.toBe(REVOKED);
  expect([connectedAs, inner.calls.length]).toEqual([["ASIA1", "ASIA2"], 3]);
});

test("a role that is denied explicitly whatever its session is asked for one session more by each work", async () => {
  const { connectedAs, inner, work } = setUp([STARTED, REVOKED]);
  await work()();
  const describe = work();
  for (let call = 0; call < 3; call++) await expect(describe()).rejects.toBe(REVOKED);
  expect([connectedAs, inner.calls.length]).toEqual([["ASIA1", "ASIA2"], 5]);
  await expect(work()()).rejects.toBe(REVOKED);
  expect([connectedAs, inner.calls.length]).toEqual([["ASIA1", "ASIA2", "ASIA3"], 7]);
});

test("fails at once on any other error", async () => {
  const { inner, connectedAs, describe } = setUp([awsError("AccessDeniedException")]);
  await expect(describe()).rejects.toMatchObject({ name: "AccessDeniedException" });
  expect(inner.calls).toHaveLength(1);
  expect(connectedAs).toEqual(["ASIA1"]);
});
