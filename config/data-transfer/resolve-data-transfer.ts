import { defaultBucketRoleName, defaultCopyRoleName, defaultDataRoleName } from "../default-names";
import type { Link } from "../link";
import type { ParsedLink } from "../links-schema";
import { resolveRole } from "../parts/resolve-role";
import type { Path } from "../problem";
import type { Bucket } from "./data-transfer";

/**
 * The buckets of a link and the roles between, with every name derived; nothing without buckets.
 *
 * @param folderOf the folder that a path of the link is from
 */
export function resolveDataTransfer(
  link: ParsedLink,
  folderOf: (path: Path) => string,
): Pick<Link, "dataTransfer"> {
  const { name, buckets, lambdaAccount, copyRole, bucketRole } = link;
  if (buckets === undefined) return {};
  const dataTransfer: Required<Link>["dataTransfer"] = {
    buckets: buckets.map((bucket): Bucket => {
      const { copyFrom = [], unloadTo = [], cleanPath = false, region = lambdaAccount.region } = bucket;
      return { ...bucket, region, copyFrom, unloadTo, cleanPath };
    }),
    copyRole: resolveRole("copyRole", copyRole, defaultCopyRoleName(name), folderOf),
    bucketRole: resolveRole("bucketRole", bucketRole, defaultBucketRoleName(name), folderOf),
    dbUser: databaseUser(link),
  };
  return { dataTransfer };
}

/** Whose statements may use the copy role: `IAMR:<role>` is the user of an IAM identity. */
function databaseUser({ name, target, dataRole, copyRole }: ParsedLink): string {
  if (target.secretArn === undefined) {
    return target.dbUser ?? `IAMR:${dataRole.name ?? defaultDataRoleName(name)}`;
  }
  if (copyRole?.dbUser === undefined) {
    throw new Error("copyRole is without dbUser, expected checkBuckets to refuse it; call it before");
  }
  return copyRole.dbUser;
}
