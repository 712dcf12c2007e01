import { parseArn } from "../../aws/arn";
import type { LinkDraft } from "../link-draft";
import { formatPath, type Path, shownValue } from "../problem";
import type { IndexedLinkProblem } from "./collision-check";
import { assumedRoles } from "./deploy-role-check";

/** What the file names in IAM and no link makes. */
interface NamedResource {
  readonly path: Path;
  readonly arn: string | undefined;
}

/** `role/team/deployer`: what it is, and its name. */
const RESOURCE = /^(role|policy)\/(?:.*\/)?([^/]+)$/;

/**
 * IAM holds the name of a role, and that of a policy, once in an account, whatever the path, and ignores case. So of two ARNs
 * that differ in path or case alone one is of nothing. The later one is reported.
 */
export function checkIamNames(links: readonly (LinkDraft | undefined)[]): IndexedLinkProblem[] {
  const first = new Map<string, { readonly place: string; readonly arn: string }>();
  return links.flatMap((link, linkIndex) =>
    namedResources(link).flatMap(({ path, arn = "" }): IndexedLinkProblem[] => {
      const { partition, accountId = "", resource = "" } = parseArn(arn) ?? {};
      const [, type, name] = RESOURCE.exec(resource) ?? [];
      if (type === undefined || name === undefined || accountId === "aws") return [];
      const key = [partition, accountId, type, name.toLowerCase()].join(":");
      const known = first.get(key);
      if (known === undefined) first.set(key, { place: formatPath(["links", linkIndex, ...path]), arn });
      if (known === undefined || known.arn === arn) return [];
      const message =
        `is ${shownValue(arn)}, expected one ARN for the ${type} name ${shownValue(name)} in account ${accountId}, which IAM holds once ` +
        `whatever the path and case; ${known.place} is ${shownValue(known.arn)}, so correct one of the two`;
      return [{ linkIndex, path, message }];
    }),
  );
}

function namedResources(link: LinkDraft | undefined): NamedResource[] {
  return [
    ...assumedRoles(link),
    ...(["queryRole", "dataRole", "copyRole", "bucketRole"] as const).map((role) => ({
      path: [role, "permissionsBoundaryArn"],
      arn: link?.[role]?.permissionsBoundaryArn,
    })),
  ];
}
