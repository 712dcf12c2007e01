import { dbUserArn, REDSHIFT_SERVERLESS_SERVICE, REDSHIFT_SERVICE } from "../../../aws/redshift";
import { conditionValues, isAllow, statementsOf } from "../../iam/statements";
import { type LinkAccess, settingsOf } from "../link-access";
import { linkTarget } from "../link-target";

/** Stands in where no policy tells the user of a secret. */
const UNKNOWN_USER = "unknown-user";

/** The database user whose statements may use the copy role. */
export interface CopyingUser {
  /** What Redshift sends as external id. */
  readonly arn: string;
  readonly name: string;
  /** The cluster or workgroup as the ARN spells it. */
  readonly warehouse: string;
}

/** A user of one warehouse, both without a wildcard. */
const USER = /^dbuser:([^/:*?$]+)\/([^/*?$]+)$/;

/**
 * The user that the target says: the one it names, or that of the data role's own identity. The user of a secret, which shows
 * none, is as the copy role's trust policy names it, if that is one user of the target's warehouse.
 */
export function copyingUser(link: LinkAccess): CopyingUser {
  const target = linkTarget(link);
  const told = toldUser(link);
  const workgroupId = target.arn.slice(target.arn.indexOf("/") + 1);
  const warehouse = target.kind === "cluster" ? target.name : `serverless-${target.accountId}-${workgroupId}`;
  const name = target.dbUser ?? (target.secretArn === undefined ? `IAMR:${link.dataRole.name}` : told?.name);
  // Where nothing but this trust policy tells the id of the workgroup, it is as it is there.
  const isWarehouseTold = settingsOf(link).target.SecretArn !== undefined && target.kind === "workgroup";
  const place =
    isWarehouseTold && told?.warehouse.startsWith(`serverless-${target.accountId}-`)
      ? told.warehouse
      : warehouse;
  const user = name ?? UNKNOWN_USER;
  return { arn: dbUserArn(target, place, user), name: user, warehouse: place };
}

function toldUser({ transfer }: LinkAccess): Pick<CopyingUser, "name" | "warehouse"> | undefined {
  const ids = statementsOf(transfer?.copyRole.trust)
    .filter(isAllow)
    .flatMap((statement) => conditionValues(statement, "sts:ExternalId"));
  const [, warehouse, name] = USER.exec(ids[0]?.split(":").slice(5).join(":") ?? "") ?? [];
  return warehouse === undefined || name === undefined ? undefined : { warehouse, name };
}

/** The services that assume the copy role: a workgroup's does as one of its own, too. */
export function copyingServices(link: LinkAccess): readonly string[] {
  return linkTarget(link).kind === "cluster"
    ? [REDSHIFT_SERVICE]
    : [REDSHIFT_SERVICE, REDSHIFT_SERVERLESS_SERVICE];
}
