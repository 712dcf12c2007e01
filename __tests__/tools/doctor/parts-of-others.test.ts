import type { IamRole } from "../../../access/iam/iam-role";
import { BUCKETS } from "../../../testing/links/bucket-link";
import { existingStack, withExisting } from "../../../testing/links/existing-parts";
import { linkWith } from "../../../testing/links/links";
import {
  facts,
  LIVE_FUNCTION,
  STORED_DATA_ROLE,
  STORED_QUERY_ROLE,
} from "../../../testing/tools/doctor-facts";
import { lambdaCredentials, redshiftCredentials } from "../../../tools/doctor/judge/checks/credentials";
import { queryFunction } from "../../../tools/doctor/judge/checks/function";
import { functionConcurrency } from "../../../tools/doctor/judge/checks/function-concurrency";
import { functionEnvironmentCheck } from "../../../tools/doctor/judge/checks/function-environment";
import { hop1Check } from "../../../tools/doctor/judge/checks/hop-1";
import { dataRoleCheck, queryRole } from "../../../tools/doctor/judge/checks/role";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runCheck } from "../../../tools/doctor/judge/run-check";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import { declaredIn } from "../../../tools/doctor/read/read-declared";

const PARTS = { queryRole: {}, function: {} };
const DECLARED = declaredIn(existingStack({}, PARTS));
const LINK = linkWith(withExisting(["queryRole", "function"]));
const { queryRole: asked, queryFunction: wanted } = DECLARED.access;
const QUERY_ROLE: IamRole = {
  ...STORED_QUERY_ROLE,
  arn: asked.arn,
  trust: asked.trust,
  inlinePolicies: asked.inlinePolicies,
};
const FUNCTION = { ...LIVE_FUNCTION, roleArn: wanted.roleArn, environment: wanted.environment };

const ofOthers = (changes: Partial<LinkFacts> = {}) =>
  facts({
    link: LINK,
    declared: async () => DECLARED,
    role: async (side) => (side === "query role" ? QUERY_ROLE : STORED_DATA_ROLE),
    queryFunction: async () => FUNCTION,
    ...changes,
  });

const denied = Object.assign(new Error("not authorized to perform: iam:GetRole"), { name: "AccessDenied" });
const refuse = async () => Promise.reject(denied);
const OWNER =
  "others own it: ask the owner of account 111111111111 for what cdktf.out/handoff/analytics.md says, or correct what links.yaml says of it";

test("what its owner made as asked is ok, whatever else they set", async () => {
  const environment = { ...FUNCTION.environment, THEIR_OWN: "x" };
  const subject = ofOthers({
    queryFunction: async () => ({ ...FUNCTION, timeoutSeconds: 3, reservedConcurrency: 5, environment }),
  });
  const results = await Promise.all(
    [queryRole, queryFunction, functionEnvironmentCheck, functionConcurrency].map((check) =>
      runCheck(check, subject),
    ),
  );
  expect(results.map(({ id, status }) => [id, status])).toEqual([
    ["query-role", "ok"],
    ["function", "ok"],
    ["function-environment", "ok"],
    ["function-concurrency", "ok"],
  ]);
  expect(results[0]?.found).toBe("every policy as the hand-off asks");
});

test.each<[string, Partial<LinkFacts>, typeof queryRole, string]>([
  [
    "no role",
    { role: async () => undefined },
    queryRole,
    "there is no role analytics-query in account 111111111111",
  ],
  [
    "a policy less",
    { role: async () => ({ ...QUERY_ROLE, inlinePolicies: QUERY_ROLE.inlinePolicies.slice(1) }) },
    queryRole,
    "1 policy line differs from the stack",
  ],
  [
    "no function",
    { queryFunction: async () => undefined },
    queryFunction,
    "there is no function analytics in account 111111111111, ap-northeast-1",
  ],
  [
    "another role",
    { queryFunction: async () => ({ ...FUNCTION, roleArn: STORED_DATA_ROLE.arn }) },
    queryFunction,
    `it runs as ${STORED_DATA_ROLE.arn}`,
  ],
])("%s is a problem for its owner", async (_, changes, check, found) => {
  expect(await runCheck(check, ofOthers(changes))).toMatchObject({ status: "problem", found, next: OWNER });
});

test("a variable that is missing is a problem for its owner", async () => {
  const { DATA_ROLE_ARN: _, ...environment } = FUNCTION.environment;
  const result = await runCheck(
    functionEnvironmentCheck,
    ofOthers({ queryFunction: async () => ({ ...FUNCTION, environment }) }),
  );
  expect(result).toMatchObject({ status: "problem", next: expect.stringContaining(OWNER) });
});

test.each([
  [
    queryRole,
    { role: refuse },
    "iam:GetRole, iam:ListRolePolicies, iam:GetRolePolicy and iam:ListAttachedRolePolicies",
  ],
  [queryFunction, { queryFunction: refuse }, "lambda:GetFunction"],
  [functionEnvironmentCheck, { queryFunction: refuse }, "lambda:GetFunction"],
  [hop1Check, { role: refuse }, "iam:GetRole"],
])(
  "what may not be read could not be checked, and the permission is named: $id",
  async (check, changes, permission) => {
    const result = await runCheck(check, ofOthers(changes));
    expect(result).toMatchObject({ status: "could-not-check", next: expect.stringContaining(permission) });
  },
);

test("of one's own parts the same refusal stays the deploy credentials'", async () => {
  const result = await runCheck(dataRoleCheck, ofOthers({ role: refuse }));
  expect(result.next).toContain("a denial is about the deploy credentials");
});

test("credentials of an account in which the link makes nothing are nobody's problem", async () => {
  const session = async () => ({
    accountId: "333333333333",
    arn: "arn:aws:iam::333333333333:user/me",
    config: { region: "ap-northeast-1" },
  });
  const subject = ofOthers({ session });
  expect((await runCheck(lambdaCredentials, subject)).status).toBe("could-not-check");
  expect((await runCheck(redshiftCredentials, subject)).status).toBe("problem");
  // The link's bucket role is made there, or its inline policy on the role of others.
  for (const link of [
    linkWith({ buckets: BUCKETS, ...withExisting(["queryRole", "function"]) }),
    linkWith(withExisting(["queryRole", "function"], { inlinePolicy: true })),
  ]) {
    expect((await runCheck(lambdaCredentials, ofOthers({ link, session }))).status).toBe("problem");
  }
});

test("a function of others is sent nothing", () => {
  const ids = linkChecks(true, undefined, { existing: true }).map(({ id }) => id);
  expect(["log-group", "target", "select-1"].filter((id) => ids.some((known) => known === id))).toEqual([]);
});
