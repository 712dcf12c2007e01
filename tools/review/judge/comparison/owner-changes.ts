import type { LinkAccess } from "../../../../access/link/link-access";

/**
 * What it means that a part gets another owner: the answers may stay as they are, and rest on another word. Terraform destroys what it
 * has made and the stack no longer has, whatever its next owner calls his.
 */
export function ownerChanges(
  before: LinkAccess,
  after: LinkAccess,
): { readonly grants: readonly string[]; readonly takesAway: readonly string[] } {
  const parts = [
    ["query role", before.queryRole, after.queryRole],
    ["data role", before.dataRole, after.dataRole],
    ["function", before.queryFunction, after.queryFunction],
    ...(before.transfer === undefined || after.transfer === undefined
      ? []
      : ([
          ["copy role", before.transfer.copyRole, after.transfer.copyRole],
          ["bucket role", before.transfer.bucketRole, after.transfer.bucketRole],
        ] as const)),
  ] as const;
  return {
    takesAway: parts
      .filter(([, was, is]) => was.assumed === undefined && is.assumed !== undefined)
      .map(
        ([part, was, is]) =>
          `the ${part} ${was.arn} goes, which the link has made: ${is.arn} is others' now, and no answer about it rests on the stack`,
      ),
    grants: parts
      .filter(([, was, is]) => was.assumed !== undefined && is.assumed === undefined)
      .map(
        ([part, was, is]) => `the ${part} ${is.arn} is made by the link now; ${was.arn} stays with its owner`,
      ),
  };
}
