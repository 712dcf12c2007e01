import { dirname, relative } from "node:path";
import { checkAccounts } from "./checks/account-check";
import { checkArns } from "./checks/arn-check";
import { checkBackend, checkLockPlaces, checkStatePrefixes } from "./checks/backend-check";
import { checkBucketRegions } from "./checks/bucket-region-check";
import { checkCollisions } from "./checks/collision-check";
import { checkDeployRoles } from "./checks/deploy-role-check";
import { checkEnvironment } from "./checks/environment-check";
import { checkExistingParts } from "./checks/existing-parts-check";
import { checkAlarms } from "./checks/function/alarms-check";
import { checkConnections } from "./checks/function/connections-check";
import { checkHandler } from "./checks/function/handler-check";
import { checkInvokers } from "./checks/function/invokers-check";
import { checkRelease } from "./checks/function/release-check";
import { checkIamNames } from "./checks/iam-name-check";
import { checkInheritedNames } from "./checks/inherited-name-check";
import { checkPartitionsOfAccounts } from "./checks/partition-check";
import { checkPermissions } from "./checks/permissions-check";
import { checkPolicyTexts, checkSharedPolicyTexts } from "./checks/policy-text-check";
import { checkProvider } from "./checks/provider-check";
import { checkQueries } from "./checks/queries-check";
import { checkRolePaths } from "./checks/role-path-check";
import { checkStatePlace, type EnvironmentOrigin } from "./checks/state-place-check";
import { checkTags } from "./checks/tags-check";
import { checkTarget } from "./checks/target-check";
import { checkTimeouts } from "./checks/timeout-check";
import { chosenEnvironment, missingEnvironment } from "./composition/chosen-environment";
import { ComposedLinks } from "./composition/composed-links";
import { includedProblems } from "./composition/included-problems";
import { fieldsOf, includedSources, mainSource, type ReadText } from "./composition/links-source";
import { type FoundProblem, fileRefusal } from "./composition/refusal";
import { valueAt } from "./composition/value-at";
import { checkBuckets } from "./data-transfer/check-buckets";
import { checkCleanedPrefixes } from "./data-transfer/check-cleaned-prefixes";
import type { Link } from "./link";
import { type LinkDraft, linkDraft } from "./link-draft";
import { linkSchema, linksFileSchema, type ParsedLink } from "./links-schema";
import { type LinkProblem, type Path, shownValue } from "./problem";
import { type LinkSurroundings, resolveLink } from "./resolve-link";
import { isVariable, schemaProblems } from "./schema-problems";

/** How a file is checked: zod would write and compile a program for each object of the schema, which a file is done without. */
const ONCE = { jitless: true };

/** What the caller knows and this room does not. */
export interface LinksOptions {
  /** Environment variable names a user may not set, because the project sets them. @default [] */
  readonly reservedEnvironmentNames?: readonly string[];
  /** Further checks, for example of rendered policies; asked only about links without a problem. @default [] */
  readonly checks?: readonly ((link: Link) => readonly LinkProblem[])[];
  /** Environment of the run, as `--env` names it. @default - the one that the file names, or none */
  readonly environment?: string | undefined;
  /** Reads what the file includes. @default - from the disk */
  readonly readText?: ReadText;
}

/** A file of links, and what it is made of. */
export interface LinksOfFile {
  /** Those of the file itself, then those of each file that it includes. */
  readonly links: readonly Link[];
  /** That they are of. Absent: none. */
  readonly environment?: string;
  /** Every file that was read, the main one first, as messages call them. */
  readonly fileNames: readonly string[];
}

/**
 * The links of a file's text, and of the files that it includes.
 * @param fileName what messages call the file, and from where it includes others
 * @throws {LinksFileError} with every problem of all files
 */
export function parseLinks(text: string, fileName: string, options: LinksOptions = {}): readonly Link[] {
  return parseLinksFile(text, fileName, options).links;
}

/** The same, with what the links are made of. */
export function parseLinksFile(text: string, fileName: string, options: LinksOptions = {}): LinksOfFile {
  const main = mainSource(text, fileName);
  if (main.yaml.syntaxProblems.length > 0) {
    throw fileRefusal(new ComposedLinks([main], undefined), [], inMain(fileName, main.yaml.syntaxProblems));
  }
  if (main.yaml.value === null || main.yaml.value === undefined) {
    const message = "is empty, expected a map with the list links; add one link with `links:` and `- name:`";
    throw fileRefusal(new ComposedLinks([main], undefined), [{ path: [], message }]);
  }
  const { files, problems: ofIncludes } = includedSources(main, options.readText);
  const { environment, problems: ofEnvironment } = chosenEnvironment(main, options.environment);
  const composed = new ComposedLinks([main, ...files.slice(1)], environment);
  const { links, problems } = readLinks(composed, environment, {
    ...options,
    isOfRun: fieldsOf(main).environment === undefined,
  });
  const located = [
    ...ofIncludes,
    ...includedProblems(files),
    ...files.flatMap((file) => inMain(file.fileName, file.yaml.duplicateKeys)),
  ];
  // A file that could not be read may have the links that are missed.
  const found = [...ofEnvironment, ...problems].filter(
    ({ path }) => ofIncludes.length === 0 || path.length !== 1 || path[0] !== "links",
  );
  if (found.length > 0 || located.length > 0) throw fileRefusal(composed, found, located);
  const fileNames = files.map((file) => file.fileName);
  return { links, ...(environment === undefined ? {} : { environment }), fileNames };
}

function inMain<P extends object>(fileName: string, problems: readonly P[]) {
  return problems.map((problem) => ({ fileName, ...problem }));
}

function readLinks(
  composed: ComposedLinks,
  environment: string | undefined,
  options: LinksOptions & Pick<EnvironmentOrigin, "isOfRun">,
) {
  const checked = linksFileSchema.safeParse(composed.value, ONCE);
  const refused = schemaProblems(checked.error?.issues ?? [], {
    valueAt: (path) => valueAt(composed.value, path),
    spelling: (path) => composed.spelling(path),
  });
  const unnamed = environment === undefined ? environmentProblems(composed) : [];
  const rawLinks = valueAt(composed.value, ["links"]);
  const read = (Array.isArray(rawLinks) ? rawLinks : []).map((raw, index) => {
    const refusedHere = refused.map(({ path }) => path).filter((path) => path[1] === index);
    const folderOf = (path: Path) =>
      relative("", dirname(composed.placeOf(["links", index, ...path]).fileName));
    const places = composed.environmentPlaces().flatMap(([, of, ...path]) => (of === index ? [path] : []));
    const origin = { isOfRun: options.isOfRun, places };
    // What another link has wrong leaves this one to be parsed by itself.
    const parsed = () => checked.data?.links[index] ?? linkSchema.parse(raw, ONCE);
    const link = { raw, parsed, index, surroundings: { environment, folderOf }, origin };
    return readLink(link, refusedHere, options);
  });
  const drafts = read.map(({ draft }) => draft);
  const place = (linkIndex: number, path: Path) => composed.shownPlace(["links", linkIndex, ...path]);
  const betweenLinks = [
    ...checkCollisions(drafts, place, environment),
    ...checkStatePrefixes(drafts, place, environment),
    ...checkLockPlaces(drafts, place),
    ...checkBucketRegions(drafts, place),
    ...checkCleanedPrefixes(drafts, place),
    ...checkDeployRoles(drafts, place),
    ...checkIamNames(drafts),
    ...checkPartitionsOfAccounts(drafts, place),
    ...checkSharedPolicyTexts(drafts, place),
  ].map((problem) => inFile(problem.linkIndex, problem));
  const problems: FoundProblem[] = [
    ...refused,
    ...unnamed,
    ...read.flatMap((link) => link.problems),
    ...betweenLinks,
  ];
  return { links: read.flatMap(({ link }) => link ?? []), problems };
}

function environmentProblems(composed: ComposedLinks): FoundProblem[] {
  const [path, ...others] = composed.writtenEnvironmentPlaces();
  if (path === undefined) return [];
  const found = isVariable(path) ? "a text" : shownValue(composed.writtenText(path));
  return [{ path, message: missingEnvironment(found, others.length) }];
}

interface ReadLink {
  readonly draft: LinkDraft | undefined;
  /** Absent: the schema or a check refuses it. */
  readonly link?: Link;
  readonly problems: readonly FoundProblem[];
}

function readLink(
  {
    raw,
    parsed,
    index,
    surroundings,
    origin,
  }: {
    readonly raw: unknown;
    /** Of a link that the schema has not refused. */
    readonly parsed: () => ParsedLink;
    readonly index: number;
    readonly surroundings: LinkSurroundings;
    readonly origin: EnvironmentOrigin;
  },
  refused: readonly Path[],
  options: LinksOptions,
): ReadLink {
  const draft = linkDraft(
    raw,
    refused.map((path) => path.slice(2)),
  );
  const found =
    draft === undefined
      ? []
      : checkDraft(draft, surroundings, origin, options.reservedEnvironmentNames ?? []);
  if (refused.length > 0 || found.length > 0) return { draft, problems: found.map((p) => inFile(index, p)) };
  const link = resolveLink(parsed(), surroundings);
  const further = (options.checks ?? []).flatMap((check) => check(link));
  return { draft, link, problems: further.map((problem) => inFile(index, problem)) };
}

function checkDraft(
  draft: LinkDraft,
  { environment, folderOf }: LinkSurroundings,
  origin: EnvironmentOrigin,
  reservedEnvironmentNames: readonly string[],
): LinkProblem[] {
  return [
    ...checkStatePlace(draft, environment, origin),
    ...checkAccounts(draft),
    ...checkTarget(draft),
    ...checkArns(draft),
    ...checkBackend(draft),
    ...checkRolePaths(draft),
    ...checkBuckets(draft),
    ...checkAlarms(draft),
    ...checkPermissions(draft),
    ...checkPolicyTexts(draft),
    ...checkEnvironment(draft, reservedEnvironmentNames),
    ...checkExistingParts(draft, folderOf),
    ...checkConnections(draft),
    ...checkHandler(draft),
    ...checkInvokers(draft),
    ...checkRelease(draft),
    ...checkInheritedNames(draft),
    ...checkProvider(draft),
    ...checkQueries(draft),
    ...checkTags(draft),
    ...checkTimeouts(draft),
  ];
}

function inFile(
  linkIndex: number,
  { path, ...problem }: Pick<LinkProblem, "path" | "place" | "message">,
): FoundProblem {
  return { path: ["links", linkIndex, ...path], ...problem };
}
