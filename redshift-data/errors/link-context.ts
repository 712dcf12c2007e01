import type { LinkSettings } from "../client/link-settings";

/** The two sides of the link as advice names them. */
export interface Place {
  readonly settings: LinkSettings;
  /** Account the function runs in, twelve digits. */
  readonly lambdaAccountId: string;
  readonly functionName: string;
}

/** `in account … (lambda account)`. */
export function lambdaSide(place: Place): string {
  return `in account ${place.lambdaAccountId} (lambda account)`;
}

/** `in account … (redshift account)`. */
export function redshiftSide(place: Place): string {
  return `in account ${place.settings.redshiftAccountId} (redshift account)`;
}

/** `in account … (redshift account), role …`. */
export function dataRole(place: Place): string {
  return `${redshiftSide(place)}, role ${place.settings.dataRoleArn}`;
}

/** `cluster … in <region>` or `workgroup … in <region>`. */
export function targetName(place: Place): string {
  const { target, redshiftRegion } = place.settings;
  const name =
    target.WorkgroupName === undefined
      ? `cluster ${target.ClusterIdentifier}`
      : `workgroup ${target.WorkgroupName}`;
  return `${name} in ${redshiftRegion}`;
}

/** ARN of a Redshift resource in the redshift account, for example of type `dbuser` and name `<cluster>/<user>`. */
export function redshiftArn(place: Place, type: string, name: string): string {
  const { dataRoleArn, redshiftRegion, redshiftAccountId } = place.settings;
  return `arn:${dataRoleArn.split(":")[1]}:redshift:${redshiftRegion}:${redshiftAccountId}:${type}:${name}`;
}

/** The database user that statements run as, as a GRANT has to name it. */
export function databaseUser(place: Place): string {
  const { target, dataRoleArn } = place.settings;
  if (target.SecretArn !== undefined) return "the user named in the secret";
  return target.DbUser ?? `"IAMR:${dataRoleArn.slice(dataRoleArn.lastIndexOf("/") + 1)}"`;
}
