import { parseIamArn } from "../../aws/iam";
import {
  defaultBucketRoleName,
  defaultCopyRoleName,
  defaultDataRoleName,
  defaultQueryName,
} from "../default-names";
import type { LinkDraft } from "../link-draft";
import { type Path, shownValue } from "../problem";
import { givenOrDefault, type IndexedLinkProblem, type ShowPlace } from "./collision-check";

/** A role that a link makes. */
interface LinkRole {
  /** `links[0].dataRole`. */
  readonly place: string;
  readonly accountId: string;
  readonly name: string;
}

/**
 * Terraform works through no role that a link makes: it could not make it, and whoever runs the function would deploy.
 * IAM holds a role's name once in an account, whatever the path, and ignores case.
 */
export function checkDeployRoles(
  links: readonly (LinkDraft | undefined)[],
  showPlace: ShowPlace,
): IndexedLinkProblem[] {
  const made = links.flatMap((link, index) => (link === undefined ? [] : rolesOf(link, index, showPlace)));
  return links.flatMap((link, linkIndex) =>
    assumedRoles(link).flatMap(({ path, arn }) => {
      const { accountId, name } = arn === undefined ? {} : (parseIamArn(arn) ?? {});
      const role = made.find(
        (candidate) => candidate.accountId === accountId && candidate.name === name?.toLowerCase(),
      );
      return role === undefined ? [] : [{ linkIndex, path, message: messageFor(arn, role) }];
    }),
  );
}

/** The roles that Terraform works through: one for each account, one for the state. */
export function assumedRoles(link: LinkDraft | undefined): { path: Path; arn: string | undefined }[] {
  const backend = link?.backend;
  return [
    { path: ["lambdaAccount", "deployRoleArn"], arn: link?.lambdaAccount?.deployRoleArn },
    { path: ["redshiftAccount", "deployRoleArn"], arn: link?.redshiftAccount?.deployRoleArn },
    { path: ["backend", "roleArn"], arn: backend?.type === "s3" ? backend.roleArn : undefined },
  ];
}

function rolesOf(link: LinkDraft, linkIndex: number, showPlace: ShowPlace): LinkRole[] {
  const { lambdaAccount, redshiftAccount } = link;
  const roles = [
    { role: "queryRole", accountId: lambdaAccount?.id, defaultName: defaultQueryName },
    { role: "dataRole", accountId: redshiftAccount?.id, defaultName: defaultDataRoleName },
  ] as const;
  const transferRoles = [
    { role: "copyRole", accountId: redshiftAccount?.id, defaultName: defaultCopyRoleName },
    { role: "bucketRole", accountId: lambdaAccount?.id, defaultName: defaultBucketRoleName },
  ] as const;
  return [...roles, ...("buckets" in link ? transferRoles : [])].flatMap(
    ({ role, accountId, defaultName }) => {
      const name = givenOrDefault(link, link[role], "name", defaultName)?.value.toLowerCase();
      if (accountId === undefined || name === undefined) return [];
      return [{ place: showPlace(linkIndex, [role]), accountId, name }];
    },
  );
}

function messageFor(arn: string | undefined, { place }: LinkRole): string {
  return `is ${shownValue(arn)}, expected a role that exists before the links; it is ${place}, which a link makes, so name another one`;
}
