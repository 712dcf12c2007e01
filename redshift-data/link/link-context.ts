import { parseArn } from "../../aws/arn";
import type { Location } from "../../aws/location";
import type { LinkSettings } from "./link-settings";

/** The two sides of the link as advice names them. */
export interface LinkContext {
  readonly settings: LinkSettings;
  /** Account the function runs in, twelve digits. */
  readonly lambdaAccountId: string;
  readonly functionName: string;
}

/** `in account … (lambda account)`. */
export function lambdaSide(link: LinkContext): string {
  return `in account ${link.lambdaAccountId} (lambda account)`;
}

/** `in account … (redshift account)`. */
export function redshiftSide(link: LinkContext): string {
  return `in account ${link.settings.redshiftAccountId} (redshift account)`;
}

/** `in account … (redshift account), role …`. */
export function dataRole(link: LinkContext): string {
  return `${redshiftSide(link)}, role ${link.settings.dataRoleArn}`;
}

/** `cluster … in <region>` or `workgroup … in <region>`. */
export function targetName(link: LinkContext): string {
  const { target, redshiftRegion } = link.settings;
  const name =
    target.WorkgroupName === undefined
      ? `cluster ${target.ClusterIdentifier}`
      : `workgroup ${target.WorkgroupName}`;
  return `${name} in ${redshiftRegion}`;
}

/** Where the target's resources live. */
export function targetLocation({ settings }: LinkContext): Location {
  return {
    partition: parseArn(settings.dataRoleArn)?.partition ?? "aws",
    accountId: settings.redshiftAccountId,
    region: settings.redshiftRegion,
  };
}

/** The database user that statements run as, as a GRANT has to name it. */
export function databaseUser(link: LinkContext): string {
  const { target, dataRoleArn } = link.settings;
  if (target.SecretArn !== undefined) return "the user named in the secret";
  return target.DbUser ?? `"IAMR:${dataRoleArn.slice(dataRoleArn.lastIndexOf("/") + 1)}"`;
}
