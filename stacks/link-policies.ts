import { awsManagedPolicyArn } from "../aws/iam";
import { functionLogGroup } from "../aws/lambda";
import type { Location } from "../aws/location";
import { logStreamsArn } from "../aws/logs";
import { clusterArn, dbNameArn, dbUserArn, workgroupArn } from "../aws/redshift";
import type { Link, Target } from "../config/link";
import { allowAssumeDataRole } from "../policies/assume-role";
import { writeOwnLogs } from "../policies/logs";
import { connectAsDbUser, connectAsIamIdentity, connectToWorkgroup } from "../policies/redshift-credentials";
import { followOwnStatements, submitStatements } from "../policies/redshift-data";
import { decryptSecret, readOneSecret } from "../policies/secret";
import type { Statement, TrustStatement } from "../policies/statement";
import { trustLambda, trustRole } from "../policies/trust";
import { demandedPolicies } from "./function-demands";
import { lambdaLocation, linkArns, redshiftLocation } from "./link-names";

/** The policies of one role: who may assume it, and what it may do. */
export interface RolePolicies {
  readonly trust: readonly TrustStatement[];
  readonly inlinePolicies: Readonly<Record<string, readonly Statement[]>>;
  readonly managedPolicyArns: readonly string[];
}

/** Name of the query role's inline policy that allows hop 1. */
export const HOP_1_POLICY = "assume-data-role";

function secretStatements(
  at: Location,
  target: { secretArn: string; secretKmsKeyArn?: string },
): readonly Statement[] {
  const read = readOneSecret(target.secretArn);
  if (target.secretKmsKeyArn === undefined) return [read];
  return [read, decryptSecret({ kmsKeyArn: target.secretKmsKeyArn, ...at })];
}

/** What the Data API needs to open the database session, by auth mode. */
function connectStatements(at: Location, target: Target): readonly Statement[] {
  switch (target.auth) {
    case "cluster-db-user":
      return [
        connectAsDbUser({
          dbUserArn: dbUserArn(at, target.cluster, target.dbUser),
          dbNameArn: dbNameArn(at, target.cluster, target.database),
        }),
      ];
    case "cluster-iam":
      return [connectAsIamIdentity(dbNameArn(at, target.cluster, target.database))];
    case "serverless-iam":
      return [connectToWorkgroup(workgroupArn(at, target.workgroupId))];
    case "cluster-secret":
    case "serverless-secret":
      return secretStatements(at, target);
  }
}

function targetArn(at: Location, target: Target): string {
  return "cluster" in target ? clusterArn(at, target.cluster) : workgroupArn(at, target.workgroupId);
}

/** The query role: assumed by Lambda, allowed hop 1 and its own logs. */
export function queryRolePolicies(link: Link): RolePolicies {
  const arns = linkArns(link);
  const { trust } = link;
  const logStreams = logStreamsArn(lambdaLocation(link), functionLogGroup(link.function.name));
  return {
    // By name: the data role names the query role exactly and is created after it, so it cannot exist yet.
    trust: trust.mutual
      ? [trustLambda(), trustRole({ roleArn: arns.dataRole, match: "role-by-name" })]
      : [trustLambda()],
    inlinePolicies: {
      [HOP_1_POLICY]: [
        allowAssumeDataRole({
          dataRoleArn: arns.dataRole,
          ...(trust.externalId === undefined ? {} : { externalId: trust.externalId }),
          ...(trust.bindToFunction ? { sourceFunctionArn: arns.function } : {}),
        }),
      ],
      "write-own-logs": [writeOwnLogs(logStreams)],
      ...demandedPolicies(link.function, arns.function),
    },
    managedPolicyArns: [],
  };
}

/** The data role: assumed by the query role, allowed hop 2. */
export function dataRolePolicies(link: Link): RolePolicies {
  const { trust, permissions, target } = link;
  const at = redshiftLocation(link);
  const connect = connectStatements(at, target);
  const managed = permissions.mode === "managed";
  return {
    trust: [
      trustRole({
        roleArn: linkArns(link).queryRole,
        match: trust.mode === "role" ? "role" : "role-by-name",
        ...(trust.externalId === undefined ? {} : { externalId: trust.externalId }),
      }),
    ],
    inlinePolicies: {
      "redshift-data-api": managed
        ? connect
        : [submitStatements(targetArn(at, target)), followOwnStatements(), ...connect],
    },
    managedPolicyArns: managed ? [awsManagedPolicyArn(link.partition, permissions.managedPolicy)] : [],
  };
}
