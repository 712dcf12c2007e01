import { accountOf, parseArn } from "../../aws/arn";
import { accountRootArn, roleOfSession } from "../../aws/iam";
import {
  type ConditionContext,
  type Decision,
  type NamedDocument,
  type PrincipalPolicies,
  TRUST_POLICY,
} from "./decision";
import { type SimulationRequest, simulate } from "./iam-simulate";
import { decisionForSession } from "./session-limits";
import { resourcePolicyForCaller, trustedUniqueIds, trustForCaller } from "./trust-document";
import { assumeRoleVerdict, identityVerdict, serviceRequestVerdict, serviceVerdict } from "./verdict";

const NO_POLICIES: PrincipalPolicies = { identity: [] };

/** A request that the caller's own policies decide, with the resource's where it has one. */
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
  /** The policy of the resource itself. @default - none; a KMS key's is the one that leaves the decision to IAM */
  readonly resourcePolicy?: NamedDocument;
  /** How a resource's policy may name the caller beside `principalArn`. @default - in no other way */
  readonly caller?: {
    /** Of a session: `arn:…:sts::…:assumed-role/…`. */
    readonly arn: string;
    /** `AROA…` of the role or `AIDA…` of the user. */
    readonly uniqueId?: string;
  };
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
  /** What is asked: `sts:TagSession` and `sts:SetSourceIdentity` come with tags and a source identity. @default sts:AssumeRole */
  readonly action?: "sts:AssumeRole" | "sts:TagSession" | "sts:SetSourceIdentity";
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

/** What an AWS service wants to do with a resource that has a policy. */
export interface ServiceRequest {
  /** Service principal, for example `cloudwatch.amazonaws.com`. */
  readonly service: string;
  /** For example `sns:Publish`. */
  readonly action: string;
  readonly resource: string;
  readonly policy: NamedDocument;
  /** For example `aws:SourceArn`. */
  readonly context: ConditionContext;
}

/**
 * May the principal do it, by its identity policies, its boundary, and the policy of the resource? In one account either side
 * may allow it, across accounts both must. A KMS key without a policy here is taken to have the default key policy, which
 * leaves the decision to IAM.
 *
 * @throws AccessError when a document, the action or the resource is not valid
 */
export async function decideIdentity(input: IdentityRequest): Promise<Decision> {
  const { principalArn, action, resource, resourceAccountId, resourcePolicy } = input;
  const request = `${action} on ${resource} for ${principalArn}`;
  const caller = { arn: principalArn, ...input.caller, principalArn };
  const asked: SimulationRequest = {
    principal: principalArn,
    action,
    resource,
    resourceAccountId,
    policies: input.policies,
    context: {
      ...principalContext(principalArn),
      "aws:ResourceAccount": resourceAccountId,
      ...input.context,
    },
    ...resourceSide(input, caller),
  };
  const simulation = await simulate(asked);
  const verdict = identityVerdict(request, simulation, resourcePolicy !== undefined);
  return decisionForSession({ asked, simulation, verdict, document: resourcePolicy?.document, caller });
}

/**
 * May the caller assume the role, by its identity policies and the role's trust policy? Across accounts both
 * must allow it; in one account a trust policy that names the caller itself suffices (IAM User Guide,
 * "Cross-account policy evaluation logic").
 *
 * @throws AccessError when a document is not valid
 */
export async function decideAssumeRole(input: AssumeRoleRequest): Promise<Decision> {
  const { caller, role, action = "sts:AssumeRole" } = input;
  // Conditions and exact principals compare with the role: the simulator would match a session by role name only.
  const principal = caller.roleArn ?? roleOfSession(caller.arn);
  const uniqueId = caller.roleId ?? caller.userId?.split(":")[0];
  const request = `${action} on ${role.arn} for ${principal}`;
  const trustedCaller = {
    principalArn: principal,
    arn: caller.arn,
    ...(uniqueId === undefined ? {} : { uniqueId }),
  };
  const trust = trustForCaller(role.trust, role.arn, trustedCaller);
  const asked: SimulationRequest = {
    principal,
    action,
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
  };
  const simulation = await simulate(asked);
  const strangers = trustedUniqueIds(role.trust).filter((id) => id !== uniqueId);
  const verdict = assumeRoleVerdict(request, simulation, strangers);
  return decisionForSession({ asked, simulation, verdict, document: role.trust, caller: trustedCaller });
}

/**
 * May the service assume the role? For a service the trust policy alone decides.
 *
 * @throws AccessError when the document is not valid
 */
export async function decideServiceTrust(input: ServiceTrustRequest): Promise<Decision> {
  const { service, roleArn, trust, context } = input;
  const action = "sts:AssumeRole";
  const policy = { name: TRUST_POLICY, document: trustForCaller(trust, roleArn) };
  const simulation = await simulateService({ service, action, resource: roleArn, policy, context });
  const request = `${action} on ${roleArn} for ${service}`;
  return { ...serviceVerdict(request, simulation), ignoredContextKeys: simulation.ignoredContextKeys };
}

/**
 * May the service do it? The policy of the resource alone decides.
 *
 * @throws AccessError when the document is not valid
 */
export async function decideServiceRequest(input: ServiceRequest): Promise<Decision> {
  const simulation = await simulateService(input);
  const verdict = serviceRequestVerdict(
    `${input.action} on ${input.resource} for ${input.service}`,
    simulation,
  );
  return { ...verdict, ignoredContextKeys: simulation.ignoredContextKeys };
}

function simulateService({ service, action, resource, policy, context }: ServiceRequest) {
  const resourceAccountId = accountOf(resource);
  return simulate({
    ...{ principal: service, action, resource, resourceAccountId, policies: NO_POLICIES },
    context: {
      "aws:PrincipalIsAWSService": "true",
      "aws:PrincipalServiceName": service,
      "aws:ResourceAccount": resourceAccountId,
      ...context,
    },
    resourcePolicy: policy,
  });
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

/** The resource's own policy as the simulator can evaluate it. */
function resourceSide(
  { resourcePolicy, action, principalArn, resourceAccountId }: IdentityRequest,
  caller: Parameters<typeof resourcePolicyForCaller>[1],
): Pick<SimulationRequest, "resourcePolicy"> {
  if (resourcePolicy !== undefined) {
    const document = resourcePolicyForCaller(resourcePolicy.document, caller);
    return { resourcePolicy: { ...resourcePolicy, document } };
  }
  return isKms(action) ? { resourcePolicy: defaultKeyPolicy(principalArn, resourceAccountId) } : {};
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
