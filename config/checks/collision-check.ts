import {
  defaultBucketRoleName,
  defaultCopyRoleName,
  defaultDataRoleName,
  defaultParameterPath,
  defaultQueryName,
  defaultStateKey,
  defaultStatePrefix,
  defaultWorkspace,
} from "../default-names";
import type { LinkDraft } from "../link-draft";
import { type LinkProblem, type Path, shownValue } from "../problem";

/** What Terraform's S3 backend appends to a state's key for its lock file. */
const LOCK_FILE_SUFFIX = ".tflock";

/** A problem of one link of the file. */
export interface IndexedLinkProblem extends LinkProblem {
  readonly linkIndex: number;
}

/** A name that a link takes, and the space in which nothing else may take it. */
interface Claim {
  readonly linkIndex: number;
  readonly path: Path;
  readonly value: string;
  /** For example `role name in account 111111111111 (IAM ignores case)`. */
  readonly space: string;
  /** The value as AWS compares it. */
  readonly compared: string;
  readonly isDefault: boolean;
  /** What is taken is the lock file beside the value. */
  readonly isLockFile?: true;
  /** Somebody else makes what has the name. */
  readonly isExisting?: boolean;
}

/** A place of a link as messages call it, with its file where there are several. */
export type ShowPlace = (linkIndex: number, path: Path) => string;

/** No two links, and no two roles of one link, take the same name. The later one is reported. */
export function checkCollisions(
  links: readonly (LinkDraft | undefined)[],
  showPlace: ShowPlace,
  environment?: string,
): IndexedLinkProblem[] {
  const holders = new Map<string, Claim>();
  return links.flatMap((link, linkIndex) =>
    (link === undefined ? [] : claimsOf(link, linkIndex, environment)).flatMap((claim) => {
      const key = JSON.stringify([claim.space, claim.compared]);
      const holder = holders.get(key);
      if (holder === undefined) holders.set(key, claim);
      return holder === undefined || isToldAlready(claim, holder, links)
        ? []
        : [collision(claim, holder, showPlace)];
    }),
  );
}

/** Two links with one name collide in every default, and two states in their lock files: the first says enough. */
function isToldAlready(claim: Claim, holder: Claim, links: readonly (LinkDraft | undefined)[]): boolean {
  if (claim.isLockFile && holder.isLockFile) return true;
  const sameLinkName = links[claim.linkIndex]?.name === links[holder.linkIndex]?.name;
  return claim.isDefault && holder.isDefault && sameLinkName;
}

function collision(claim: Claim, holder: Claim, showPlace: ShowPlace): IndexedLinkProblem {
  const { linkIndex, path, value, space, isDefault } = claim;
  const holderPath = showPlace(holder.linkIndex, holder.path);
  const message =
    `is ${shownValue(value)}${isDefault ? " by default" : ""}, expected a ${space} that nothing else takes; ` +
    `${holderPath} is ${shownValue(holder.value)}${lockFiles(claim, holder)}, so ${adviceOf(claim, holder, showPlace(linkIndex, path) === holderPath)}`;
  return { linkIndex, path, message };
}

function adviceOf(claim: Claim, holder: Claim, isOneDefault: boolean): string {
  if (claim.isExisting || holder.isExisting)
    return "have its owner make another one: what others make is one link's alone, with a policy for that link";
  return isOneDefault ? "write one in each link in the place of the default" : "rename one of the two";
}

/** Names the lock file where it is what two states share. */
function lockFiles(claim: Claim, holder: Claim): string {
  if (holder.isLockFile) return `, whose lock file is ${shownValue(holder.compared)}`;
  return claim.isLockFile ? `, which is the lock file ${shownValue(claim.compared)}` : "";
}

function claimsOf(link: LinkDraft, linkIndex: number, environment: string | undefined): Claim[] {
  const { name, lambdaAccount, redshiftAccount } = link;
  const nameClaims =
    name === undefined
      ? []
      : [{ linkIndex, path: ["name"], value: name, space: "link name", compared: name, isDefault: false }];
  return [
    ...nameClaims,
    ...functionClaims(link, linkIndex),
    ...roleClaims(link, linkIndex, "queryRole", lambdaAccount?.id, defaultQueryName),
    ...roleClaims(link, linkIndex, "dataRole", redshiftAccount?.id, defaultDataRoleName),
    ...("buckets" in link
      ? [
          ...roleClaims(link, linkIndex, "copyRole", redshiftAccount?.id, defaultCopyRoleName),
          ...roleClaims(link, linkIndex, "bucketRole", lambdaAccount?.id, defaultBucketRoleName),
        ]
      : []),
    ...stateClaims(link, linkIndex, environment),
    ...parameterClaims(link, linkIndex, environment),
  ];
}

function functionClaims(link: LinkDraft, linkIndex: number): Claim[] {
  const { id, region } = link.lambdaAccount ?? {};
  const given = givenOrDefault(link, link.function, "name", defaultQueryName);
  if (id === undefined || region === undefined || given === undefined) return [];
  const space = `function name in account ${id}, ${region},`;
  const isExisting = link.function?.existing === true;
  return [{ linkIndex, path: ["function", "name"], space, compared: given.value, isExisting, ...given }];
}

function roleClaims(
  link: LinkDraft,
  linkIndex: number,
  role: "queryRole" | "dataRole" | "copyRole" | "bucketRole",
  accountId: string | undefined,
  defaultName: (linkName: string) => string,
): Claim[] {
  const given = givenOrDefault(link, link[role], "name", defaultName);
  if (accountId === undefined || given === undefined) return [];
  const space = `role name in account ${accountId} (IAM ignores case)`;
  const isExisting = link[role]?.existing === true;
  const compared = given.value.toLowerCase();
  return [{ linkIndex, path: [role, "name"], space, compared, isExisting, ...given }];
}

function parameterClaims(link: LinkDraft, linkIndex: number, environment: string | undefined): Claim[] {
  const { id, region } = link.lambdaAccount ?? {};
  if (id === undefined || region === undefined || link.ssmOutputs === undefined) return [];
  const given = givenOrDefault(link, link.ssmOutputs, "path", (name) =>
    defaultParameterPath(name, environment),
  );
  if (given === undefined) return [];
  const space = `parameter path in account ${id}, ${region},`;
  return [{ linkIndex, path: ["ssmOutputs", "path"], space, compared: given.value, ...given }];
}

function stateClaims(link: LinkDraft, linkIndex: number, environment: string | undefined): Claim[] {
  const { backend } = link;
  if (backend?.type !== "s3") {
    return otherStatePlaces(link, environment).map((place) => ({ linkIndex, ...place }));
  }
  if (backend.bucket === undefined) return [];
  const given = givenOrDefault(link, backend, "key", (name) => defaultStateKey(name, environment));
  if (given === undefined) return [];
  const space = `state key in bucket ${backend.bucket}`;
  const state = { linkIndex, path: ["backend", "key"], space, compared: given.value, ...given };
  return [state, { ...state, compared: `${given.value}${LOCK_FILE_SUFFIX}`, isLockFile: true }];
}

/** The part of a state's place that a link chooses, in the space where nothing else may take it. */
interface StatePlace {
  readonly path: Path;
  readonly space: string;
  readonly value: string;
  /** The value as the backend compares it. */
  readonly compared: string;
  readonly isDefault: boolean;
}

/** The one of HCP Terraform. */
const DEFAULT_HOST = "app.terraform.io";

/** Of states that are neither local nor in S3; none where the place is not known. */
export function otherStatePlaces(link: LinkDraft, environment: string | undefined): readonly StatePlace[] {
  const { backend } = link;
  const place = (
    field: string,
    space: string,
    given: { value: string; isDefault: boolean } | undefined,
    comparedAs: (value: string) => string = (value) => value,
  ): StatePlace[] =>
    given === undefined
      ? []
      : [{ path: ["backend", field], space, compared: comparedAs(given.value), ...given }];
  switch (backend?.type) {
    case "remote": {
      const given = givenOrDefault(link, backend, "workspace", (name) => defaultWorkspace(name, environment));
      // Names that differ in case only are of one organization, and of one workspace (hashicorp/terraform#29005).
      const { hostname = DEFAULT_HOST, organization = "" } = backend;
      const space = `workspace of organization ${organization.toLowerCase()} at ${hostname} (which ignores case)`;
      return place("workspace", space, given, (value) => value.toLowerCase());
    }
    case "gcs": {
      const given = givenOrDefault(link, backend, "prefix", (name) => defaultStatePrefix(name, environment));
      return place("prefix", `state prefix in bucket ${backend.bucket}`, given);
    }
    case "azurerm": {
      const given = givenOrDefault(link, backend, "key", (name) => defaultStateKey(name, environment));
      const { storageAccountName, containerName } = backend;
      return place("key", `state key in container ${storageAccountName}/${containerName}`, given);
    }
    case "http": {
      const { address } = backend;
      const given = address === undefined ? undefined : { value: address, isDefault: false };
      return place("address", "state address", given);
    }
    default:
      return [];
  }
}

/** The name in force; undefined when the user's own one, or the link's, is refused. */
export function givenOrDefault<Field extends string>(
  link: LinkDraft,
  holder: { readonly [Key in Field]?: string | undefined } | undefined,
  field: Field,
  defaultName: (linkName: string) => string,
): { value: string; isDefault: boolean } | undefined {
  if (holder !== undefined && field in holder) {
    const value = holder[field];
    return value === undefined ? undefined : { value, isDefault: false };
  }
  return link.name === undefined ? undefined : { value: defaultName(link.name), isDefault: true };
}
