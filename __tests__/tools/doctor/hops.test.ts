import type { IamRole } from "../../../access/iam/iam-role";
import type { LinkAccess } from "../../../access/link/link-access";
import { DECLARED, facts, STORED_DATA_ROLE, STORED_QUERY_ROLE } from "../../../testing/tools/doctor-facts";
import type { LinkCheck } from "../../../tools/doctor/judge/check";
import { functionTrustCheck } from "../../../tools/doctor/judge/checks/function-trust";
import { hop1Check } from "../../../tools/doctor/judge/checks/hop-1";
import { hop2Check } from "../../../tools/doctor/judge/checks/hop-2";
import { dataRoleCheck } from "../../../tools/doctor/judge/checks/role";
import { state } from "../../../tools/doctor/judge/checks/state";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import type { FunctionFailure } from "../../../tools/lib/link/invocation";

const { access } = DECLARED;
const refused: FunctionFailure = { code: "HOP1_DENIED", hop: "assume-role", message: "m", advice: "a" };

/** Facts of a link whose roles have become these. */
function deployedAs({
  query = STORED_QUERY_ROLE,
  data = STORED_DATA_ROLE,
}: {
  query?: IamRole;
  data?: IamRole;
}): LinkFacts {
  const as = ({ trust, inlinePolicies, managedPolicyArns }: IamRole) => ({
    ...{ trust, inlinePolicies, managedPolicyArns },
  });
  const live: LinkAccess = {
    ...access,
    queryRole: { ...access.queryRole, ...as(query) },
    dataRole: { ...access.dataRole, ...as(data) },
  };
  return facts({
    live: async () => live,
    role: async (side) => (side === "query role" ? query : data),
    selectOne: async () => ({ kind: "failed", failure: refused }),
  });
}

it("hop 1: of a query role that lost every policy, the one that lets it assume", async () => {
  const outcome = await hop1Check.run(deployedAs({ query: { ...STORED_QUERY_ROLE, inlinePolicies: [] } }));
  expect(outcome.status).toBe("problem");
  expect(outcome.corrections?.map(({ account, policy, statement }) => [account, policy, statement])).toEqual([
    ["lambda account", "inline policy assume-data-role", "AssumeDataRole"],
  ]);
});

it("hop 1: both sides, where both refuse", async () => {
  const trust = {
    Statement: [{ Sid: "TrustRole", Effect: "Allow", Action: "sts:TagSession", Principal: "*" }],
  };
  const both = deployedAs({
    query: { ...STORED_QUERY_ROLE, inlinePolicies: [] },
    data: { ...STORED_DATA_ROLE, trust },
  });
  const { corrections = [] } = await hop1Check.run(both);
  expect(new Set(corrections.map(({ account, policy }) => `${account}: ${policy}`))).toEqual(
    new Set(["redshift account: trust policy", "lambda account: inline policy assume-data-role"]),
  );
});

it("hop 2 of a link that works: nothing is missing from what the stack grants", async () => {
  const { status, found } = await hop2Check.run(facts());
  expect(status).toBe("ok");
  expect(found).toMatch(
    /^the policies let the data role run statements on cluster `warehouse`, .*; proven by the function$/,
  );
  expect(found).not.toMatch(/does not grant|drop|delete/);
});

it("hop 2: one statement that no longer allows it, and only its line", async () => {
  const inlinePolicies = STORED_DATA_ROLE.inlinePolicies.map(({ name, document }) => ({
    name,
    document: JSON.parse(JSON.stringify(document).replace("dbuser:warehouse/analyst", "dbuser:analyst/dev")),
  }));
  const { status, found, corrections } = await hop2Check.run(
    deployedAs({ data: { ...STORED_DATA_ROLE, inlinePolicies } }),
  );
  expect([status, corrections?.map(({ statement }) => statement)]).toEqual(["problem", ["ConnectAsDbUser"]]);
  expect(found).toMatch(
    /^redshift:GetClusterCredentials on \S+:dbuser:warehouse\/analyst .* is refused: .*; the function says HOP1_DENIED/,
  );
});

it("hop 2: what the stack itself does not grant is told, and no problem", async () => {
  const managed = {
    ...access,
    dataRole: {
      ...access.dataRole,
      inlinePolicies: [],
      managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonRedshiftFullAccess"],
    },
  };
  const declared = { ...DECLARED, access: managed };
  const { status, found } = await hop2Check.run(
    facts({ declared: async () => declared, live: async () => managed }),
  );
  expect(status).toBe("ok");
  expect(found).toMatch(
    /; the stack does not grant: run batches of statements on cluster `warehouse`; proven/,
  );
});

it("function-trust: the statement for Lambda alone, though others differ", async () => {
  const trust = {
    Statement: [
      {
        Sid: "TrustLambda",
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "ec2.amazonaws.com" },
      },
      { Sid: "Guest", Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "AROAGUEST" } },
    ],
  };
  const { corrections } = await functionTrustCheck.run(
    deployedAs({ query: { ...STORED_QUERY_ROLE, trust } }),
  );
  expect(corrections?.map(({ statement, is }) => [statement, is])).toEqual([
    ["TrustLambda", '"Principal": { "Service": "ec2.amazonaws.com" }'],
  ]);
});

it.each<[FunctionFailure["code"], LinkCheck, FunctionFailure["hop"], RegExp]>([
  [
    "HOP1_DENIED",
    hop1Check,
    "assume-role",
    /^within minutes of .* eventually consistent; .*a service control policy or a resource control policy refuses\. a$/,
  ],
  ["THROTTLED", hop1Check, "assume-role", /^a$/],
  [
    "KMS_DENIED",
    hop2Check,
    "authorize",
    /^within minutes of .* eventually consistent; .*a service control policy refuses, or a KMS key policy\. a$/,
  ],
  ["CREDENTIALS_EXPIRED", hop2Check, "authorize", /^a$/],
])("%s against the policies: other policies only for a denial", async (code, check, hop, next) => {
  const failure = { code, hop, message: "m", advice: "a" };
  const outcome = await check.run(facts({ selectOne: async () => ({ kind: "failed", failure }) }));
  expect(outcome).toMatchObject({ status: "problem", next: expect.stringMatching(next) });
});

it("a role of the same name on another path is another role", async () => {
  const arn = STORED_DATA_ROLE.arn.replace("role/", "role/teams/");
  const outcome = await dataRoleCheck.run(facts({ role: async () => ({ ...STORED_DATA_ROLE, arn }) }));
  expect(outcome).toMatchObject({ status: "problem", found: `the role is ${arn}` });
});

it("a state that holds more than the stack is a problem too", async () => {
  const { terraform } = facts();
  const more = {
    ...terraform,
    state: async () => ({ addresses: [...DECLARED.addresses, "aws_x.y"], roleIds: {}, placed: [] }),
  };
  const outcome = await state.run(facts({ terraform: more }));
  expect(outcome).toMatchObject({ status: "problem", found: "in the state and not in the stack: aws_x.y" });
});
