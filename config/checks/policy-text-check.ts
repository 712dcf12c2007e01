import { awsManagedPolicyArn } from "../../aws/iam";
import { partitionOf } from "../../aws/partition";
import { DEFAULT_MANAGED_POLICY } from "../default-names";
import type { LinkDraft } from "../link-draft";
import { ROLE_PARTS } from "../parts/fields-of-existing";
import { type LinkProblem, shownValue } from "../problem";
import type { IndexedLinkProblem, ShowPlace } from "./collision-check";

/** Texts are of policies that the link names: one for another ARN is a slip, and would be used by nobody. */
export function checkPolicyTexts(link: LinkDraft): LinkProblem[] {
  const named = namedPolicyArns(link);
  return Object.keys(link.policyTexts ?? {})
    .filter((arn) => !named.includes(arn))
    .map((arn) => ({
      path: ["policyTexts", arn],
      message: `is the text of ${shownValue(arn)}, expected ${expected(named)}; correct the ARN or remove the text`,
    }));
}

function expected(named: readonly string[]): string {
  if (named.length === 0) return "none, because the link names no boundary and no managed policy";
  return named.length === 1 ? `that of ${named[0]}` : `that of one of ${named.join(", ")}`;
}

/**
 * Boundaries of all roles, and the managed policy of the data role.
 *
 * @param link in which anything may stand in the place of a value
 */
export function namedPolicyArns(link: LinkDraft): readonly string[] {
  const { lambdaAccount, permissions } = link;
  const region = lambdaAccount?.region;
  const managed =
    typeof region !== "string" || permissions?.mode !== "managed"
      ? []
      : [awsManagedPolicyArn(partitionOf(region), permissions.managedPolicy ?? DEFAULT_MANAGED_POLICY)];
  const boundaries = ROLE_PARTS.map((role) => link[role]?.permissionsBoundaryArn);
  return [...new Set([...boundaries.filter((arn) => arn !== undefined), ...managed])];
}

/** A policy has one text, whichever link names it. */
export function checkSharedPolicyTexts(
  links: readonly (LinkDraft | undefined)[],
  showPlace: ShowPlace,
): IndexedLinkProblem[] {
  const first = new Map<string, { readonly linkIndex: number; readonly document: string }>();
  return links.flatMap((link, linkIndex) =>
    Object.entries(link?.policyTexts ?? {}).flatMap(([arn, value]): IndexedLinkProblem[] => {
      const document = JSON.stringify(value);
      const known = first.get(arn);
      if (known === undefined) first.set(arn, { linkIndex, document });
      if (known === undefined || known.document === document) return [];
      const path = ["policyTexts", arn];
      const other = showPlace(known.linkIndex, path);
      return [
        {
          ...{ linkIndex, path },
          message: `is another text than ${other}, expected one text for one policy; write it once with an anchor, or correct one of the two`,
        },
      ];
    }),
  );
}
