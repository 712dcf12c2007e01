import type { AccessRequest } from "../../../access/link/access-request";
import { DocumentNumbers, requestKey } from "../../../access/link/request-key";

const POLICY = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const OTHER = { Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] };
const ARN = "arn:aws:iam::111111111111:role/query";
const OTHER_ARN = "arn:aws:iam::222222222222:role/data";

const own = { name: "own", document: POLICY };
const policies = { identity: [own] };

const IDENTITY: Extract<AccessRequest, { kind: "identity" }> = {
  kind: "identity",
  principalArn: ARN,
  policies,
  action: "iam:GetRole",
  resource: ARN,
  resourceAccountId: "111111111111",
  context: {},
};
const SERVICE: Extract<AccessRequest, { kind: "service-trust" }> = {
  kind: "service-trust",
  service: "lambda.amazonaws.com",
  trust: POLICY,
  roleArn: ARN,
  context: {},
};
const ASSUME: Extract<AccessRequest, { kind: "assume-role" }> = {
  kind: "assume-role",
  caller: { arn: ARN, accountId: "111111111111", policies },
  role: { arn: OTHER_ARN, accountId: "222222222222", trust: POLICY },
  context: {},
};

/** Requests of which no two ask the same. */
const DIFFERENT: readonly AccessRequest[] = [
  IDENTITY,
  { ...IDENTITY, principalArn: OTHER_ARN },
  { ...IDENTITY, action: "iam:DeleteRole" },
  { ...IDENTITY, resource: OTHER_ARN },
  { ...IDENTITY, resourceAccountId: "222222222222" },
  { ...IDENTITY, context: { "aws:userid": "AROA:x" } },
  { ...IDENTITY, caller: { arn: ARN } },
  { ...IDENTITY, resourcePolicy: own },
  { ...IDENTITY, policies: { identity: [] } },
  { ...IDENTITY, policies: { identity: [own, own] } },
  { ...IDENTITY, policies: { identity: [{ ...own, name: "another" }] } },
  { ...IDENTITY, policies: { identity: [{ ...own, document: OTHER }] } },
  { ...IDENTITY, policies: { identity: [{ ...own, document: undefined }] } },
  { ...IDENTITY, policies: { identity: [{ ...own, document: null }] } },
  { ...IDENTITY, policies: { identity: [{ ...own, document: "text" }] } },
  { ...IDENTITY, policies: { ...policies, boundary: own } },
  { ...IDENTITY, policies: { ...policies, boundary: { ...own, document: OTHER } } },
  { ...IDENTITY, policies: { ...policies, session: [] } },
  { ...IDENTITY, policies: { ...policies, session: [own] } },
  SERVICE,
  { ...SERVICE, service: "ec2.amazonaws.com" },
  { ...SERVICE, trust: OTHER },
  { ...SERVICE, roleArn: OTHER_ARN },
  { ...SERVICE, context: { "aws:SourceArn": ARN } },
  ASSUME,
  { ...ASSUME, action: "sts:TagSession" },
  { ...ASSUME, caller: { ...ASSUME.caller, arn: OTHER_ARN } },
  { ...ASSUME, caller: { ...ASSUME.caller, userId: "AROA:x" } },
  { ...ASSUME, caller: { ...ASSUME.caller, policies: { identity: [{ ...own, document: OTHER }] } } },
  { ...ASSUME, role: { ...ASSUME.role, arn: ARN } },
  { ...ASSUME, role: { ...ASSUME.role, trust: OTHER } },
  { ...ASSUME, context: { "sts:RoleSessionName": "x" } },
];

test("requests that differ anywhere have keys of their own", () => {
  const documents = new DocumentNumbers();
  const keys = DIFFERENT.map((request) => requestKey(request, documents));
  expect(new Set(keys).size).toBe(DIFFERENT.length);
});

test("the same request, with the same policies read anew, has the same key", () => {
  const documents = new DocumentNumbers();
  const keys = (requests: readonly AccessRequest[]) =>
    requests.map((request) => requestKey(request, documents));
  expect(keys(structuredClone(DIFFERENT))).toEqual(keys(DIFFERENT));
});

test("a document is written as text once, and then known by the object", () => {
  const documents = new DocumentNumbers();
  let written = 0;
  const document = { ...POLICY, toJSON: () => `document ${++written}` };
  for (let time = 0; time < 3; time++) {
    requestKey({ ...IDENTITY, policies: { identity: [{ name: "own", document }] } }, documents);
  }
  expect(written).toBe(1);
});
