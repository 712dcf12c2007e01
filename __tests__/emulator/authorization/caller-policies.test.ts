import type { Caller } from "../../../emulator/authentication/caller";
import { isAdministrator, rightsOf } from "../../../emulator/authorization/caller-policies";
import { CALLERS, storedIam } from "../../../testing/emulator/local-decisions";

const EVERYTHING = { Effect: "Allow", Action: "*", Resource: "*" };
const DENY = { Effect: "Deny", Action: "iam:GetRolePolicy", Resource: "*" };

/** Each of these as a policy's `Statement`: a list, or the one statement itself. */
function rights(...statements: unknown[]) {
  return {
    identity: statements.map((Statement, index) => ({
      name: String(index),
      document: { Version: "2012-10-17", Statement },
    })),
  };
}

test.each<[string, boolean, Parameters<typeof isAdministrator>[0]]>([
  ["full access in a list", true, rights([EVERYTHING])],
  ["full access without a list", true, rights(EVERYTHING)],
  ["full access beside something smaller", true, rights([EVERYTHING], { ...EVERYTHING, Action: "s3:*" })],
  ["full access and a Deny without a list", false, rights([EVERYTHING], DENY)],
  ["full access and a Deny in a list", false, rights([EVERYTHING], [DENY])],
  ["full access on a condition", false, rights([{ ...EVERYTHING, Condition: { Bool: { "a:b": "true" } } }])],
  ["every action on one resource", false, rights([{ ...EVERYTHING, Resource: "arn:aws:s3:::a" }])],
  [
    "full access within a boundary",
    false,
    { ...rights([EVERYTHING]), boundary: { name: "b", document: { Statement: EVERYTHING } } },
  ],
  [
    "full access within a session policy",
    false,
    { ...rights([EVERYTHING]), session: [{ name: "s", document: { Statement: EVERYTHING } }] },
  ],
  ["nothing", false, rights()],
])("%s: an administrator, who is asked nothing? %s", (_, expected, policies) => {
  expect(isAdministrator(policies)).toBe(expected);
});

const OWN = storedIam([EVERYTHING]);

test.each<[string, Caller, string]>([
  ["a role session", CALLERS.role, "arn:aws:iam::222222222222:role/links/data"],
  ["a user", CALLERS.user, CALLERS.user.arn],
  ["a federated user", CALLERS.federated, CALLERS.federated.arn],
])("%s has the rights of what is stored", async (_, caller, principalArn) => {
  const { policies } = await rightsOf(caller, OWN);
  expect(await rightsOf(caller, OWN)).toMatchObject({ principalArn });
  expect(policies.identity.map(({ name }) => name)).toEqual(["inline"]);
});

test.each<[string, Caller]>([
  [
    "a role that was made again",
    {
      ...CALLERS.role,
      role: {
        arn: "arn:aws:iam::222222222222:role/links/data",
        name: "data",
        id: "AROAOTHER",
        sessionName: "query",
      },
    },
  ],
  ["a user that was made again", { ...CALLERS.user, userId: "AIDAOTHER" }],
  ["a user that is deleted", { ...CALLERS.user, arn: "arn:aws:iam::222222222222:user/nobody" }],
  [
    "a federated user of a user that was made again",
    { ...CALLERS.federated, federatedBy: { arn: CALLERS.user.arn, userId: "AIDAOTHER" } },
  ],
])("%s: the credentials are unknown", async (_, caller) => {
  await expect(rightsOf(caller, OWN)).rejects.toMatchObject({ problem: "unknown" });
});
