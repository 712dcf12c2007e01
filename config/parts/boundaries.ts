import type { Link } from "../link";
import type { RolePart } from "./fields-of-existing";

/** The permissions boundary that a link gives one of its roles. */
export interface RoleBoundary {
  readonly role: RolePart;
  readonly account: "lambda" | "redshift";
  readonly arn: string;
}

/** Boundaries of all roles that the link makes. */
export function boundariesOf({
  queryRole,
  dataRole,
  dataTransfer,
}: Pick<Link, "queryRole" | "dataRole" | "dataTransfer">): readonly RoleBoundary[] {
  const roles = [
    { role: "queryRole", account: "lambda", of: queryRole },
    { role: "dataRole", account: "redshift", of: dataRole },
    { role: "copyRole", account: "redshift", of: dataTransfer?.copyRole },
    { role: "bucketRole", account: "lambda", of: dataTransfer?.bucketRole },
  ] as const;
  return roles.flatMap(({ of, ...role }) => {
    const arn = of?.permissionsBoundaryArn;
    return arn === undefined ? [] : [{ ...role, arn }];
  });
}
