import { accountOf, parseArn } from "../../aws/arn";
import { accountRootArn, roleOfSession } from "../../aws/iam";
import {
  type ConditionContext,
  type Decision,
  type NamedDocument,
  type PrincipalPolicies,
  TRUST_POLICY,
} from "./decision";
import { type Simulation, simulate } from "./iam-simulate";
import { trustedUniqueIds, trustForCaller } from "./trust-document";
import { assumeRoleVerdict, identityVerdict, serviceVerdict, type Verdict } from "./verdict";

const NO_POLICIES: PrincipalPolicies = { identity: [] };

/** A request that only the caller's own policies decide. */
export interface IdentityRequest {
  /** ARN of the role behind a session, or of a user: what `aws:PrincipalArn` is. */
  readonly principalArn: string;
  readonly policies: PrincipalPolicies;
  /** For example `redshift-data:ExecuteStatement`, in any case. */
  readonly action: string;
  /** One ARN, or `*` for an action without resource types. */
  readonly resource: string;
  /** Account that owns the resource, twelve digits. */
  readonly resourceAccountId: string;
  /** Keys of the request and the session; those that follow from the principal are added. */
  readonly context: ConditionContext;
}

/** Who wants to assume a role. */
export interface AssumeRoleCaller {
  /** Role, user or session ARN. */
  readonly arn: string;
  readonly accountId: string;
  /** Value of `aws:userid`: `AROA…:<session name>` or `AIDA…`. */
  readonly userId?: string;
  /** Role behind a session. Default: the session's role name at path `/`; a session ARN does not show the path. */
  readonly roleArn?: string;
  /** `AROA…`, for trust policies that store their principal as a unique id. Default: the head of `userId`. */
  readonly roleId?: string;
  readonly policies: PrincipalPolicies;
}

/** The role to assume. */
interface AssumableRole {
  readonly arn: string;
  readonly accountId: string;
  /** The decoded trust policy. */
  readonly trust: unknown;
}

/** An attempt to assume a role. */
export interface AssumeRoleRequest {
  readonly caller: AssumeRoleCaller;
  readonly role: AssumableRole;
  /** Keys of the request, for example `sts:ExternalId`; those that follow from the caller are added. */
  readonly context: ConditionContext;
}

/** An attempt of an AWS service to assume a role. */
export interface ServiceTrustRequest {
  /** Service principal, for example `lambda.amazonaws.com`. */
  readonly service: string;
  /** The decoded trust policy. */
  readonly trust: unknown;
  readonly roleArn: string;
  /** For example `aws:SourceArn`. */
  readonly context: ConditionContext;
}

/**
 * May the principal do it, by its identity policies and boundary? Resource-based policies take no part; a KMS
 * key is taken to have the default key policy, which leaves the decision to IAM.
 *
 * @throws AccessError when a document, the action or the resource is not valid
 */
export async function decideIdentity(input: IdentityRequest): Promise<Decision> {
  const { principalArn, action, resource, resourceAccountId } = input;
  const request = `${action} on ${resource} for ${principalArn}`;
  const simulation = await simulate({
    ...input,
    principal: principalArn,
    context: {
      ...principalContext(principalArn),
      "aws:ResourceAccount": resourceAccountId,
      ...input.context,
    },
    ...(isKms(action) ? { resourcePolicy: defaultKeyPolicy(principalArn, resourceAccountId) } : {}),
  });
  return decision(simulation, identityVerdict(request, simulation));
}

/**
 * May the caller assume the role, by its identity policies and the role's trust policy? Across accounts both
 * must allow it; in one account a trust policy that names the caller itself suffices (IAM User Guide,
 * "Cross-account policy evaluation logic").
 *
 * @throws AccessError when a document is not valid
 */
export async function decideAssumeRole(input: AssumeRoleRequest): Promise<Decision> {
  const { caller, role } = input;
  // Conditions and exact principals compare with the role: the simulator would match a session by role name only.
  const principal = caller.roleArn ?? roleOfSession(caller.arn);
  const uniqueId = caller.roleId ?? caller.userId?.split(":")[0];
  const request = `sts:AssumeRole on ${role.arn} for ${principal}`;
  const trustedCaller = {
    principalArn: principal,
    arn: caller.arn,
    ...(uniqueId === undefined ? {} : { uniqueId }),
  };
  const trust = trustForCaller(role.trust, role.arn, trustedCaller);
  const simulation = await simulate({
    principal,
    action: "sts:AssumeRole",
    resource: role.arn,
    resourceAccountId: role.accountId,
    context: {
      ...principalContext(principal),
      "aws:PrincipalAccount": caller.accountId,
      ...(caller.userId === undefined ? {} : { "aws:userid": caller.userId }),
      "aws:ResourceAccount": role.accountId,
      ...input.context,
    },
    policies: caller.policies,
    resourcePolicy: { name: TRUST_POLICY, document: trust },
  });
  const strangers = trustedUniqueIds(role.trust).filter((id) => id !== uniqueId);
  return decision(simulation, assumeRoleVerdict(request, simulation, strangers));
}

/**
 * May the service assume the role? For a service the trust policy alone decides.
 *
 * @throws AccessError when the document is not valid
 */
export async function decideServiceTrust(input: ServiceTrustRequest): Promise<Decision> {
  const { service, roleArn } = input;
  const accountId = accountOf(roleArn);
  const simulation = await simulate({
    principal: service,
    action: "sts:AssumeRole",
    resource: roleArn,
    resourceAccountId: accountId,
    context: {
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": service,
      "aws:ResourceAccount": accountId,
      ...input.context,
    },
    policies: NO_POLICIES,
    resourcePolicy: { name: TRUST_POLICY, document: trustForCaller(input.trust, roleArn) },
  });
  const request = `sts:AssumeRole on ${roleArn} for ${service}`;
  return decision(simulation, serviceVerdict(request, simulation));
}

function decision(simulation: Simulation, verdict: Verdict): Decision {
  return { ...verdict, ignoredContextKeys: simulation.ignoredContextKeys };
}

/** Keys IAM derives from the principal. Sessions carry the ARN of their role, never their own. */
function principalContext(principalArn: string): ConditionContext {
  return {
    "aws:PrincipalArn": principalArn,
    "aws:PrincipalAccount": accountOf(principalArn),
    "aws:PrincipalType": principalArn.includes(":user/") ? "User" : "AssumedRole",
    "aws:PrincipalIsAWSService": "false",
  };
}

function isKms(action: string): boolean {
  return action.toLowerCase().startsWith("kms:");
}

function defaultKeyPolicy(principalArn: string, accountId: string): NamedDocument {
  const { partition = "aws" } = parseArn(principalArn) ?? {};
  return {
    name: "default key policy",
    document: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: accountRootArn({ partition, accountId }) },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    },
  };
}
