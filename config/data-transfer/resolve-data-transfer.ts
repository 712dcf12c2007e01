import { defaultBucketRoleName, defaultCopyRoleName, defaultDataRoleName } from "../default-names";
import type { Link } from "../link";
import type { ParsedLink } from "../links-schema";
import type { Bucket } from "./data-transfer";

/** The buckets of a link and the roles between, with every name derived; nothing without buckets. */
export function resolveDataTransfer(link: ParsedLink): Pick<Link, "dataTransfer"> {
  const { name, buckets, lambdaAccount, copyRole, bucketRole } = link;
  if (buckets === undefined) return {};
  const dataTransfer: Required<Link>["dataTransfer"] = {
    buckets: buckets.map((bucket): Bucket => {
      const { copyFrom = [], unloadTo = [], cleanPath = false, region = lambdaAccount.region } = bucket;
      return { ...bucket, region, copyFrom, unloadTo, cleanPath };
    }),
    copyRole: role(copyRole, defaultCopyRoleName(name)),
    bucketRole: role(bucketRole, defaultBucketRoleName(name)),
    dbUser: databaseUser(link),
  };
  return { dataTransfer };
}

function role(written: ParsedLink["bucketRole"], defaultName: string): Link["dataRole"] {
  const { name = defaultName, path = "/", permissionsBoundaryArn } = written ?? {};
  return { name, path, ...(permissionsBoundaryArn === undefined ? {} : { permissionsBoundaryArn }) };
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
