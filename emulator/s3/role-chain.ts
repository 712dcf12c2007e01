import type { Decision } from "../../access/iam/decision";
import { clusterArn, dbUserArn } from "../../aws/redshift";
import { type Caller, roleSession } from "../authentication/caller";
import { type AccessDecisions, refusedWhenUnreadable } from "../authorization/access-decisions";
import { requestContext } from "../authorization/request-context";
import type { EmulatorEvent } from "../emulator-event";
import type { StoredIam } from "../iam/stored-iam";
import type { StoredRole } from "../iam/stored-role";
import { AwsError } from "../protocol/aws-error";
import type { AttachedRoles } from "../redshift/attached-roles";
import { detailedFailure } from "../redshift-data/copy/error-detail";
import type { FileRequest } from "../redshift-data/copy/file-access";
import { refuseStatement } from "../redshift-data/copy/statement-failure";
import type { WarehouseSpec } from "../redshift-data/warehouse/warehouse-spec";
import { assumedSession } from "../sts/assume-role";

/** Name of the sessions that Redshift makes (AWS's own error texts show it). */
const SESSION_NAME = "RedshiftIamRoleSession";

const SESSION_SECONDS = 3600;

/** What the roles of a statement are looked up and decided with. */
export interface RoleChainOptions {
  readonly iam: Pick<StoredIam, "role" | "user" | "managedPolicy">;
  readonly decisions: AccessDecisions;
  readonly attached: Pick<AttachedRoles, "of">;
  readonly log: (event: EmulatorEvent) => void;
}

/**
 * The session with which a statement reaches S3: that of the last role of its chain. Redshift assumes the first, which must be
 * attached, and each assumes the next.
 *
 * @throws StatementFailure in Redshift's words
 * @see https://docs.aws.amazon.com/redshift/latest/mgmt/authorizing-redshift-service-chaining-roles.html
 */
export async function chainedSession(request: FileRequest, options: RoleChainOptions): Promise<Caller> {
  const [first, ...others] = rolesOf(request, options);
  let caller = await assumedByRedshift(first, request, options);
  for (const roleArn of others) caller = await assumedNext(caller, roleArn, request, options);
  return caller;
}

/** The roles by name, the first of which is attached. */
function rolesOf(request: FileRequest, { attached }: RoleChainOptions): readonly [string, ...string[]] {
  const { roles, defaultRole } = attached.of(request.warehouse);
  if (request.role === "default") {
    if (defaultRole === undefined) {
      refuseStatement(
        "The default IAM role is not set. Set a default IAM role for the cluster or namespace.",
      );
    }
    return [defaultRole];
  }
  const [first] = request.role;
  if (!roles.includes(first)) throw notAttached(first, request);
  return request.role;
}

/** The database user as Redshift shows it to IAM; a workgroup stands there by its id. */
function databaseUserArn({ warehouse, user }: Pick<FileRequest, "warehouse" | "user">): string {
  const { accountId, cluster, workgroup } = warehouse;
  return dbUserArn(warehouse, cluster ?? `serverless-${accountId}-${workgroup?.id ?? ""}`, user);
}

function notAttached(roleArn: string, request: FileRequest): Error {
  return detailedFailure(
    `User ${databaseUserArn(request)} is not authorized to assume IAM Role ${roleArn}`,
    { code: 8001, context: `IAM Role=${roleArn}`, location: "xen_aws_credentials_mgr.cpp:411" },
    request,
  );
}

/** Of both numbers one is written of roles that a chain goes on with; AWS documents neither. */
function notAssumable(roleArn: string, request: FileRequest, errorType: 135 | 138 = 135): Error {
  const message = `exception name : UnauthorizedException, error type : ${errorType}, message: Not authorized to get credentials of role ${roleArn}, should retry : 0`;
  return detailedFailure(
    message,
    { code: 30_000, context: "", location: "xen_aws_credentials_mgr.cpp:392" },
    request,
  );
}

/** Service principals, each list one that must be trusted: by one of its names. */
function servicesOf({ cluster, region, partition }: WarehouseSpec): readonly (readonly string[])[] {
  const redshift = ["redshift.amazonaws.com", `redshift.${region}.amazonaws.com`];
  const clusterService = partition === "aws-cn" ? [...redshift, "redshift.amazonaws.com.cn"] : redshift;
  return cluster === undefined ? [["redshift-serverless.amazonaws.com"], clusterService] : [clusterService];
}

async function assumedByRedshift(
  roleArn: string,
  request: FileRequest,
  options: RoleChainOptions,
): Promise<Caller> {
  const { warehouse } = request;
  const role = await options.iam.role(roleArn);
  // A role can only be attached to a warehouse of its own account.
  if (role === undefined || role.accountId !== warehouse.accountId) {
    const reason = `sts:AssumeRole on ${roleArn} is refused: the role does not exist`;
    options.log({
      kind: "assume-role",
      caller: "redshift.amazonaws.com",
      role: roleArn,
      allowed: false,
      reason,
    });
    throw notAssumable(roleArn, request);
  }
  for (const names of servicesOf(warehouse)) {
    const decided = await Promise.all(names.map((service) => trust(service, role, request, options)));
    const [one] = decided;
    const { allowed, reason, service } = decided.find((decision) => decision.allowed) ?? one ?? NEVER;
    options.log({ kind: "assume-role", caller: service, role: roleArn, allowed, reason });
    if (!allowed) throw notAssumable(roleArn, request);
  }
  return { ...roleSession(role, SESSION_NAME), session: { issuedAt: new Date() } };
}

const NEVER = { allowed: false, reason: "no service asks", service: "" };

async function trust(
  service: string,
  role: StoredRole,
  request: FileRequest,
  { decisions }: RoleChainOptions,
): Promise<Pick<Decision, "allowed" | "reason"> & { readonly service: string }> {
  const { accountId, region, cluster } = request.warehouse;
  const sourceArn = clusterArn(request.warehouse, cluster ?? "");
  const { "aws:SourceArn": source, ...context } = requestContext({
    principal: { service, sourceArn, sourceAccountId: accountId, region },
    resourceAccountId: role.accountId,
    resourceTags: role.tags,
    now: new Date(),
  });
  const decision = decisions.serviceTrust({
    service,
    roleArn: role.arn,
    trust: role.trust,
    context: {
      ...context,
      // No spelling of a workgroup or namespace is known to match: a condition on it refuses.
      ...(cluster === undefined || source === undefined ? {} : { "aws:SourceArn": source }),
      "sts:ExternalId": databaseUserArn(request),
      "sts:RoleSessionName": SESSION_NAME,
    },
  });
  return { ...(await refusedWhenUnreadable(decision)), service };
}

/** The next role of a chain. No external id is documented for it, so none is sent. */
async function assumedNext(
  caller: Caller,
  roleArn: string,
  request: FileRequest,
  { iam, decisions, log }: RoleChainOptions,
): Promise<Caller> {
  const input = {
    ...{ roleArn, sessionName: SESSION_NAME, durationSeconds: SESSION_SECONDS },
    ...{ tags: {}, transitiveTagKeys: [], policyArns: [] },
  };
  try {
    const assumed = await assumedSession(caller, input, { iam, decisions, log });
    return { ...assumed, session: { ...assumed.session, issuedAt: new Date() } };
  } catch (error) {
    if (error instanceof AwsError) throw notAssumable(roleArn, request, 138);
    throw error;
  }
}
