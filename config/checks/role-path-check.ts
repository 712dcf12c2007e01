import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";

/** IAM makes roles below them for services and for IAM Identity Center alone. */
const RESERVED_PATH = /^\/(?:aws-service-role|aws-reserved)\//;

/** The roles that a link makes are below no path that AWS keeps for its own; one that others made may be. */
export function checkRolePaths(link: LinkDraft): LinkProblem[] {
  return (["queryRole", "dataRole", "copyRole", "bucketRole"] as const).flatMap((role) => {
    const { path = "", existing } = link[role] ?? {};
    if (existing === true || !RESERVED_PATH.test(path)) return [];
    const message = `is ${shownValue(path)}, which AWS keeps for roles of its own, expected another path; choose one`;
    return [{ path: [role, "path"], message }];
  });
}
