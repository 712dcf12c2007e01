import { accountOf, parseArn } from "../../aws/arn";
import { roleArn } from "../../aws/iam";
import { isOwnedAction, STATEMENT_OWNER_KEY } from "../../aws/redshift-data";
import type { NamedDocument, PrincipalPolicies } from "../iam/decision";
import type { AssumeRoleRequest, IdentityRequest, ServiceTrustRequest } from "../iam/simulator";
import { type LinkAccess, policiesOf, roleOf, settingsOf } from "./link-access";
import type { AssumeDataRole, CallAsDataRole, CallAsTransferRole, Question, Stranger } from "./question";
import type { TransferRole } from "./transfer/transfer-access";

/** What IAM decides, with everything that bears on it. */
export type AccessRequest =
  | ({ readonly kind: "assume-role" } & AssumeRoleRequest)
  | ({ readonly kind: "service-trust" } & ServiceTrustRequest)
  | ({ readonly kind: "identity" } & IdentityRequest);

/** IAM gives ids when it creates a role; before that any two that differ serve. */
const QUERY_ROLE_ID = "AROAQUERYROLE00000000";
const DATA_ROLE_ID = "AROADATAROLE000000000";
/** Redshift's own name for its sessions. */
const COPY_SESSION = "AROACOPYROLE000000000:RedshiftIamRoleSession";
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
      const { service, context = {} } = question;
      return { kind: "service-trust", service, trust, roleArn: arn, context };
    }
    case "assume-as-query-role":
      return assumeAsQueryRole(link, question.roleArn);
    case "call-as-query-role":
      return callAsQueryRole(link, question.action, question.resource);
    case "call-as-data-role":
      return callAsDataRole(link, question);
    case "assume-transfer-role":
      return assumeTransferRole(link, question.role, question.caller);
    case "assume-as-copy-role":
      return assumeAsCopyRole(link, question.roleArn);
    case "call-as-transfer-role":
      return callAsTransferRole(link, question);
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
      trust: trusting(queryRole.arn),
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

function assumeTransferRole(
  link: LinkAccess,
  role: TransferRole,
  caller: Stranger | "copy-role",
): AccessRequest {
  return {
    kind: "assume-role",
    caller: caller === "copy-role" ? copyRoleSession(link) : stranger(link, caller, caller.roleName),
    role: assumable(roleOf(link, role)),
    context: { "sts:RoleSessionName": "RedshiftIamRoleSession" },
  };
}

function assumeAsCopyRole(link: LinkAccess, arn: string): AccessRequest {
  const caller = copyRoleSession(link);
  return {
    kind: "assume-role",
    caller,
    role: { arn, accountId: accountOf(arn), trust: trusting(caller.arn) },
    context: { "sts:RoleSessionName": "RedshiftIamRoleSession" },
  };
}

function callAsTransferRole(link: LinkAccess, call: CallAsTransferRole): AccessRequest {
  const role = roleOf(link, call.role);
  const { action, resource, context = {}, resourceAccountId = role.accountId } = call;
  return {
    kind: "identity",
    principalArn: role.arn,
    policies: policiesOf(link, role),
    ...{ action, resource, resourceAccountId, context },
    // The owner of a bucket elsewhere may let in whom he likes: the role's own policies are what is asked about.
    ...(resourceAccountId === role.accountId
      ? {}
      : { resourcePolicy: openPolicy(role.arn, action, resource) }),
  };
}

function openPolicy(arn: string, action: string, resource: string): NamedDocument {
  const statement = { Effect: "Allow", Principal: { AWS: arn }, Action: action, Resource: resource };
  return { name: "policy of the resource", document: { Version: "2012-10-17", Statement: [statement] } };
}

function copyRoleSession(link: LinkAccess): AssumeRoleRequest["caller"] {
  const role = roleOf(link, "copy");
  const { arn, accountId } = role;
  return { arn, accountId, roleArn: arn, userId: COPY_SESSION, policies: policiesOf(link, role) };
}

/** The trust policy of a role that lets one role in. */
function trusting(arn: string): unknown {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS: arn }, Action: "sts:AssumeRole" }],
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
