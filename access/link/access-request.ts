import { accountOf, parseArn } from "../../aws/arn";
import { roleArn } from "../../aws/iam";
import { isOwnedAction, STATEMENT_OWNER_KEY } from "../../aws/redshift-data";
import type { PrincipalPolicies } from "../iam/decision";
import type { AssumeRoleRequest, IdentityRequest, ServiceTrustRequest } from "../iam/simulator";
import { type LinkAccess, policiesOf, roleOf, settingsOf } from "./link-access";
import type { AssumeDataRole, CallAsDataRole, Question, Stranger } from "./question";

/** What IAM decides, with everything that bears on it. */
export type AccessRequest =
  | ({ readonly kind: "assume-role" } & AssumeRoleRequest)
  | ({ readonly kind: "service-trust" } & ServiceTrustRequest)
  | ({ readonly kind: "identity" } & IdentityRequest);

/** IAM gives ids when it creates a role; before that any two that differ serve. */
const QUERY_ROLE_ID = "AROAQUERYROLE00000000";
const DATA_ROLE_ID = "AROADATAROLE000000000";
const OTHER_ROLE_ID = "AROAOTHERROLE00000000";

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
 * A question, put to one state of the link.
 *
 * @throws AccessError `unknown-policy-text` when a role has a managed policy or boundary whose text nobody passed
 */
export function accessRequest(link: LinkAccess, question: Question): AccessRequest {
  switch (question.kind) {
    case "assume-data-role":
      return assumeDataRole(link, question);
    case "assume-query-role":
      return assumeQueryRole(link, question.caller === "data-role" ? dataRoleOf(link) : question.caller);
    case "assume-as-service": {
      const { arn, trust } = roleOf(link, question.role);
      return { kind: "service-trust", service: question.service, trust, roleArn: arn, context: {} };
    }
    case "assume-as-query-role":
      return assumeAsQueryRole(link, question.roleArn);
    case "call-as-query-role":
      return callAsQueryRole(link, question.action, question.resource);
    case "call-as-data-role":
      return callAsDataRole(link, question);
  }
}

/** Action and resource of a request, as a policy names them. */
export function actionAndResource(request: AccessRequest): {
  readonly action: string;
  /** One ARN or `*`. */
  readonly resource: string;
} {
  switch (request.kind) {
    case "assume-role":
      return { action: "sts:AssumeRole", resource: request.role.arn };
    case "service-trust":
      return { action: "sts:AssumeRole", resource: request.roleArn };
    case "identity":
      return { action: request.action, resource: request.resource };
  }
}

function assumeDataRole(link: LinkAccess, attempt: AssumeDataRole): AccessRequest {
  const { dataRole, queryFunction } = link;
  const settings = settingsOf(link);
  const { caller, sessionName = settings.roleSessionName } = attempt;
  const sourceFunctionArn =
    attempt.sourceFunctionArn === undefined ? queryFunction.arn : attempt.sourceFunctionArn;
  const externalId = attempt.externalId === undefined ? settings.externalId : attempt.externalId;
  return {
    kind: "assume-role",
    caller: caller === undefined ? queryRoleSession(link) : stranger(link, caller, queryFunction.name),
    role: assumable(dataRole),
    context: {
      "sts:RoleSessionName": sessionName,
      ...(externalId == null ? {} : { "sts:ExternalId": externalId }),
      ...(sourceFunctionArn === null ? {} : { "lambda:SourceFunctionArn": sourceFunctionArn }),
    },
  };
}

function assumeQueryRole(link: LinkAccess, caller: Stranger): AccessRequest {
  return {
    kind: "assume-role",
    caller: stranger(link, caller, caller.roleName),
    role: assumable(link.queryRole),
    context: { "sts:RoleSessionName": settingsOf(link).roleSessionName },
  };
}

function assumeAsQueryRole(link: LinkAccess, arn: string): AccessRequest {
  const { queryRole, queryFunction } = link;
  const { roleSessionName } = settingsOf(link);
  return {
    kind: "assume-role",
    caller: queryRoleSession(link),
    role: {
      arn,
      accountId: accountOf(arn),
      trust: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: queryRole.arn }, Action: "sts:AssumeRole" }],
      },
    },
    context: { "sts:RoleSessionName": roleSessionName, "lambda:SourceFunctionArn": queryFunction.arn },
  };
}

function callAsQueryRole(link: LinkAccess, action: string, resource: string): AccessRequest {
  const { queryRole, queryFunction } = link;
  return {
    kind: "identity",
    principalArn: queryRole.arn,
    policies: policiesOf(link, queryRole),
    action,
    resource,
    resourceAccountId: accountOf(resource) || queryRole.accountId,
    context: {
      "aws:userid": `${QUERY_ROLE_ID}:${queryFunction.name}`,
      "lambda:SourceFunctionArn": queryFunction.arn,
    },
  };
}

function callAsDataRole(link: LinkAccess, call: CallAsDataRole): AccessRequest {
  const { dataRole } = link;
  const { action, resource, sessionName = settingsOf(link).roleSessionName } = call;
  const { ownerSessionName = sessionName } = call;
  return {
    kind: "identity",
    principalArn: dataRole.arn,
    policies: policiesOf(link, dataRole),
    action,
    resource,
    resourceAccountId: accountOf(resource) || dataRole.accountId,
    context: {
      "aws:userid": `${DATA_ROLE_ID}:${sessionName}`,
      ...(isOwnedAction(action) ? { [STATEMENT_OWNER_KEY]: `${DATA_ROLE_ID}:${ownerSessionName}` } : {}),
      ...call.context,
    },
  };
}

/** The query role in the hands of its function: Lambda names the session after it. */
function queryRoleSession(link: LinkAccess): AssumeRoleRequest["caller"] {
  const { arn, accountId } = link.queryRole;
  return {
    arn,
    accountId,
    roleArn: arn,
    roleId: QUERY_ROLE_ID,
    userId: `${QUERY_ROLE_ID}:${link.queryFunction.name}`,
    policies: policiesOf(link, link.queryRole),
  };
}

function assumable({ arn, accountId, trust }: AssumeRoleRequest["role"]): AssumeRoleRequest["role"] {
  return { arn, accountId, trust };
}

function stranger({ queryRole }: LinkAccess, caller: Stranger, sessionName: string) {
  const { accountId = queryRole.accountId, roleName, policies = ASSUME_ANYTHING } = caller;
  const arn = roleArn({ partition: queryRole.partition, accountId, path: "/", name: roleName });
  const userId = `${OTHER_ROLE_ID}:${sessionName}`;
  return { arn, accountId, roleArn: arn, roleId: OTHER_ROLE_ID, userId, policies };
}

/** The data role as somebody who comes back for the query role, with its own policies. */
function dataRoleOf(link: LinkAccess): Stranger {
  const { accountId, arn } = link.dataRole;
  return { accountId, roleName: pathAndName(arn), policies: policiesOf(link, link.dataRole) };
}

/** Path and name of a role, without the leading slash. */
export function pathAndName(arn: string): string {
  return (parseArn(arn)?.resource ?? "").replace(/^role\//, "");
}
