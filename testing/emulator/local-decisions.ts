import type { NamedDocument } from "../../access/iam/decision";
import type { Caller } from "../../emulator/authentication/caller";
import { SIMULATED_DECISIONS } from "../../emulator/authorization/access-decisions";
import type { AuthorizationRequest } from "../../emulator/authorization/authorizer";
import { IdentityAuthorizer } from "../../emulator/authorization/identity-authorizer";
import type { StoredRole } from "../../emulator/iam/stored-role";
import type { StoredUser } from "../../emulator/iam/stored-user";

/** The account of the callers. */
export const OWN_ACCOUNT = "222222222222";
const PAGES = "https://docs.aws.amazon.com/IAM/latest/UserGuide/";

/** Where AWS says so. */
export const SOURCES = {
  keys: `${PAGES}reference_policies_condition-keys.html`,
  operators: `${PAGES}reference_policies_elements_condition_operators.html`,
  evaluation: `${PAGES}reference_policies_evaluation-logic.html`,
  crossAccount: `${PAGES}reference_policies_evaluation-logic-cross-account.html`,
  boundaries: `${PAGES}access_policies_boundaries.html`,
  policies: `${PAGES}access_policies.html`,
  denied: `${PAGES}troubleshoot_access-denied.html`,
  forwarded: `${PAGES}access_forward_access_sessions.html`,
  principal: `${PAGES}reference_policies_elements_principal.html`,
  revoke: `${PAGES}id_roles_use_revoke-sessions.html`,
  sessionTags: `${PAGES}id_session-tags.html`,
  sourceIdentity: `${PAGES}id_credentials_temp_control-access_monitor.html`,
  identifiers: `${PAGES}reference_identifiers.html`,
  variables: `${PAGES}reference_policies_variables.html`,
  chaining: `${PAGES}id_roles.html`,
  sourceFunction: "https://docs.aws.amazon.com/lambda/latest/dg/permissions-source-function-arn.html",
  functionPolicies: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
  keyPolicies: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  secretPolicies:
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  assumeRole: "https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html",
  sessionToken: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html",
  federationToken: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html",
  stsModel: "botocore sts/2011-06-15/service-2.json",
} as const;

/** One request as it arrives: the region is the link's, the program the AWS CLI. */
const REQUEST = { region: "eu-west-1", sourceIp: "127.0.0.1", userAgent: "aws-cli/2.31.0 md/Botocore#1.43" };
const ISSUED = new Date("2026-11-27T10:00:00Z");
const ROLE = `arn:aws:iam::${OWN_ACCOUNT}:role/links/data`;
const USER = `arn:aws:iam::${OWN_ACCOUNT}:user/ann`;
const SESSION: Caller = {
  accountId: OWN_ACCOUNT,
  arn: `arn:aws:sts::${OWN_ACCOUNT}:assumed-role/data/query`,
  userId: "AROADATA:query",
  role: { arn: ROLE, name: "data", id: "AROADATA", sessionName: "query" },
  session: { issuedAt: ISSUED },
  request: REQUEST,
};
const ANN: Caller = { accountId: OWN_ACCOUNT, arn: USER, userId: "AIDAANN", request: REQUEST };

/** One of each kind of caller, all with the policies that a test gives them. */
export const CALLERS = {
  role: SESSION,
  function: { ...SESSION, sourceFunctionArn: `arn:aws:lambda:eu-west-1:${OWN_ACCOUNT}:function:query` },
  user: ANN,
  "user session": { ...ANN, session: { issuedAt: ISSUED } },
  federated: {
    accountId: OWN_ACCOUNT,
    arn: `arn:aws:sts::${OWN_ACCOUNT}:federated-user/bob`,
    userId: `${OWN_ACCOUNT}:bob`,
    federatedBy: { arn: USER, userId: ANN.userId },
    session: {
      issuedAt: ISSUED,
      policies: [
        { name: "everything", document: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } } },
      ],
    },
    request: REQUEST,
  },
} as const satisfies Readonly<Record<string, Caller>>;

/** A role and a user with these policies; both have the tag `team`. */
export function storedIam(statements: readonly object[], boundary?: readonly object[]) {
  const document = (Statement: readonly object[]) => ({ Version: "2012-10-17", Statement });
  const policies = {
    identity: [{ name: "inline", document: document(statements) }],
    ...(boundary === undefined ? {} : { boundary: { name: "edge", document: document(boundary) } }),
  };
  const tags = { team: "data" };
  const role: StoredRole = {
    ...{
      arn: ROLE,
      id: "AROADATA",
      name: "data",
      accountId: OWN_ACCOUNT,
      trust: {},
      maxSessionSeconds: 3600,
    },
    ...{ tags, description: "", policies },
  };
  const user: StoredUser = { arn: USER, id: "AIDAANN", name: "ann", tags, policies };
  return {
    role: async (arn: string) => (arn === ROLE ? role : undefined),
    user: async (arn: string) => (arn === USER ? user : undefined),
    managedPolicy: async () => undefined,
  };
}

/** A request with every policy that bears on it. */
export interface Asked {
  readonly caller?: Caller;
  readonly statements: readonly object[];
  readonly boundary?: readonly object[];
  readonly resourcePolicy?: NamedDocument["document"];
  /** @default - DescribeStatement, which is decided on `*` */
  readonly request?: Partial<AuthorizationRequest>;
}

/** What the local accounts answer: `allowed`, or what AWS's sentence says after the resource. */
export async function answerTo({ caller = SESSION, statements, boundary, ...asked }: Asked): Promise<string> {
  const { resourcePolicy } = asked;
  const policy =
    resourcePolicy === undefined ? undefined : { name: "resource policy", document: resourcePolicy };
  const request = {
    action: "redshift-data:DescribeStatement",
    resource: "*",
    resourceAccountId: OWN_ACCOUNT,
    ...asked.request,
  };
  const iam = storedIam(statements, boundary);
  const authorizer = new IdentityAuthorizer(
    iam,
    SIMULATED_DECISIONS,
    { of: async () => policy },
    () => undefined,
  );
  const denial = await authorizer.denial(caller, request);
  const start = `User: ${caller.arn} is not authorized to perform: ${request.action} on resource: ${request.resource} `;
  return denial === undefined ? "allowed" : denial.replace(start, "");
}
