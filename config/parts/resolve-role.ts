import { presentMembers } from "../../aws/json";
import type { Link } from "../link";
import type { ParsedLink } from "../links-schema";
import type { Path } from "../problem";
import { readDeclaredPolicies } from "./declared-policies";
import type { RolePart } from "./fields-of-existing";

/**
 * A role of a link with its name derived, and with what its owner declares where somebody else makes it.
 *
 * @param written as the link has it. Absent: all is as by default
 * @param folderOf the folder that a path of the link is from
 */
export function resolveRole(
  role: RolePart,
  written: ParsedLink[RolePart],
  defaultName: string,
  folderOf: (path: Path) => string,
): Link["queryRole"] {
  const { name = defaultName, path = "/", permissionsBoundaryArn, existing } = written ?? {};
  const { declared } = readDeclaredPolicies(written ?? {}, (at) => folderOf([role, ...at]));
  return {
    ...{ name, path },
    ...presentMembers({ permissionsBoundaryArn }),
    ...(existing === true
      ? {
          existing: {
            inlinePolicy: written !== undefined && "inlinePolicy" in written && written.inlinePolicy === true,
            ...presentMembers({ declared }),
          },
        }
      : {}),
  };
}
