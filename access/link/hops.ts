import type { Decision, PrincipalPolicies, RequestContext } from "../iam/decision";
import { decideAssumeRole, decideIdentity, decideServiceTrust } from "../iam/simulator";
import type { SynthesizedRole } from "../terraform/synthesized-stack";
import { type LinkAccess, policiesOf } from "./link-access";

/** IAM gives ids when it creates a role; before that any two that differ serve. */
const QUERY_ROLE_ID = "AROAQUERYROLE00000000";
const DATA_ROLE_ID = "AROADATAROLE000000000";
const OTHER_ROLE_ID = "AROAOTHERROLE00000000";

/** Data API actions on one statement: IAM sends the statement's owner with them. */
const OWNED_STATEMENT_ACTION =
  /^redshift-data:(Describe|Cancel|List)Statements?$|^redshift-data:GetStatementResult$/i;

/** Another caller than the query role. */
export interface OtherCaller {
  /** Default: the query role's account. */
  readonly accountId?: string;
  /** IAM path and name of its role. */
  readonly roleName: string;
  /** Default: `sts:AssumeRole` on everything, the strongest attacker its own account can make. */
  readonly policies?: PrincipalPolicies;
}

/** How an attempt at hop 1 differs from what the deployed function does. */
export interface Hop1Overrides {
  readonly caller?: OtherCaller;
  /** `null`: the call does not come from a Lambda function. */
  readonly sourceFunctionArn?: string | null;
  /** `null`: none is sent. */
  readonly externalId?: string | null;
  readonly sessionName?: string;
}

const ASSUME_ANYTHING: PrincipalPolicies = {
  identity: [
    {
      name: "assume-anything",
      document: {
        Version: "2012-10-17",
        Statement: [{ Sid: "AssumeAnything", Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }],
      },
    },
  ],
};

/**
 * May the function, or an attacker instead of it, assume the data role?
 *
 * @throws AccessError when a document is not valid or not known
 */
export async function hop1(link: LinkAccess, overrides: Hop1Overrides = {}): Promise<Decision> {
  const { queryRole, dataRole, queryFunction } = link;
  const { caller, sessionName = link.roleSessionName } = overrides;
  const sourceFunctionArn =
    overrides.sourceFunctionArn === undefined ? queryFunction.arn : overrides.sourceFunctionArn;
  const externalId = overrides.externalId === undefined ? link.externalId : overrides.externalId;
  const accountId = caller?.accountId ?? queryRole.accountId;
  const roleArn =
    caller === undefined
      ? queryRole.arn
      : `arn:${queryRole.partition}:iam::${accountId}:role/${caller.roleName}`;
  const roleId = caller === undefined ? QUERY_ROLE_ID : OTHER_ROLE_ID;
  return decideAssumeRole({
    caller: {
      arn: roleArn,
      accountId,
      roleArn,
      roleId,
      userId: `${roleId}:${queryFunction.name}`,
      policies: caller === undefined ? policiesOf(link, queryRole) : (caller.policies ?? ASSUME_ANYTHING),
    },
    role: dataRole,
    context: {
      "sts:RoleSessionName": sessionName,
      ...(externalId == null ? {} : { "sts:ExternalId": externalId }),
      ...(sourceFunctionArn === null ? {} : { "lambda:SourceFunctionArn": sourceFunctionArn }),
    },
  });
}

/** One call with the credentials of the data role. */
export interface Hop2Request {
  /** For example `redshift-data:ExecuteStatement`. */
  readonly action: string;
  /** One ARN, or `*` for an action without resource types. */
  readonly resource: string;
  /** `aws:userid` of the session that owns the statement asked for. Default: the session itself. */
  readonly owner?: string;
  /** Default: the link's. */
  readonly sessionName?: string;
  /** Further keys of the request, for example `kms:ViaService`. */
  readonly context?: RequestContext;
}

/** `aws:userid` of a session of the data role: what owns the statements it runs. */
export function dataSessionUserId(sessionName: string): string {
  return `${DATA_ROLE_ID}:${sessionName}`;
}

/**
 * May a session of the data role do it?
 *
 * @throws AccessError when a document, the action or the resource is not valid, or a document is not known
 */
export async function hop2(link: LinkAccess, request: Hop2Request): Promise<Decision> {
  const { dataRole } = link;
  const { action, resource, sessionName = link.roleSessionName } = request;
  const userId = dataSessionUserId(sessionName);
  return decideIdentity({
    principalArn: dataRole.arn,
    policies: policiesOf(link, dataRole),
    action,
    resource,
    resourceAccountId: resource.split(":")[4] || dataRole.accountId,
    context: {
      "aws:userid": userId,
      ...(OWNED_STATEMENT_ACTION.test(action)
        ? { "redshift-data:statement-owner-iam-userid": request.owner ?? userId }
        : {}),
      ...request.context,
    },
  });
}

/**
 * May somebody else assume the query role, and so become what the data role trusts?
 *
 * @throws AccessError when a document is not valid or not known
 */
export async function assumeQueryRole(
  { queryRole, roleSessionName }: LinkAccess,
  { accountId = queryRole.accountId, roleName, policies = ASSUME_ANYTHING }: OtherCaller,
): Promise<Decision> {
  const roleArn = `arn:${queryRole.partition}:iam::${accountId}:role/${roleName}`;
  const userId = `${OTHER_ROLE_ID}:${roleName}`;
  const caller = { arn: roleArn, accountId, roleArn, roleId: OTHER_ROLE_ID, userId, policies };
  return decideAssumeRole({ caller, role: queryRole, context: { "sts:RoleSessionName": roleSessionName } });
}

/** One call with the credentials of the query role, from inside its function. */
export async function callAsQueryRole(
  link: LinkAccess,
  { action, resource }: Pick<Hop2Request, "action" | "resource">,
): Promise<Decision> {
  const { queryRole, queryFunction } = link;
  return decideIdentity({
    principalArn: queryRole.arn,
    policies: policiesOf(link, queryRole),
    action,
    resource,
    resourceAccountId: resource.split(":")[4] || queryRole.accountId,
    context: {
      "aws:userid": `${QUERY_ROLE_ID}:${queryFunction.name}`,
      "lambda:SourceFunctionArn": queryFunction.arn,
    },
  });
}

/** Would the function be let go by its own role's policies to another role, one that trusts the query role? */
export async function queryRoleAssumes(link: LinkAccess, roleArn: string): Promise<Decision> {
  const { queryRole, queryFunction, roleSessionName } = link;
  return decideAssumeRole({
    caller: {
      arn: queryRole.arn,
      accountId: queryRole.accountId,
      roleArn: queryRole.arn,
      roleId: QUERY_ROLE_ID,
      userId: `${QUERY_ROLE_ID}:${queryFunction.name}`,
      policies: policiesOf(link, queryRole),
    },
    role: {
      arn: roleArn,
      accountId: roleArn.split(":")[4] ?? "",
      trust: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: queryRole.arn }, Action: "sts:AssumeRole" }],
      },
    },
    context: { "sts:RoleSessionName": roleSessionName, "lambda:SourceFunctionArn": queryFunction.arn },
  });
}

/** May a service assume one of the link's roles? */
export function serviceAssumes(role: SynthesizedRole, service: string): Promise<Decision> {
  return decideServiceTrust({ service, trust: role.trust, roleArn: role.arn, context: {} });
}

/** May Lambda run the function with the query role? */
export function functionTrust({ queryRole }: LinkAccess): Promise<Decision> {
  return serviceAssumes(queryRole, "lambda.amazonaws.com");
}
