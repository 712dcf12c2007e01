import { isAdministrator } from "../../../emulator/authorization/caller-policies";

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
  ["nothing", false, rights()],
])("%s: an administrator, who is asked nothing? %s", (_, expected, policies) => {
  expect(isAdministrator(policies)).toBe(expected);
});
