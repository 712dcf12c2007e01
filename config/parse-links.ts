import { checkAccounts } from "./checks/account-check";
import { checkArns } from "./checks/arn-check";
import { checkCollisions } from "./checks/collision-check";
import { checkDeployRoles } from "./checks/deploy-role-check";
import { checkEnvironment } from "./checks/environment-check";
import { checkIamNames } from "./checks/iam-name-check";
import { checkInheritedNames } from "./checks/inherited-name-check";
import { checkInvokers } from "./checks/invokers-check";
import { checkPartitionsOfAccounts } from "./checks/partition-check";
import { checkPermissions } from "./checks/permissions-check";
import { checkPolicyTexts, checkSharedPolicyTexts } from "./checks/policy-text-check";
import { checkTags } from "./checks/tags-check";
import { checkTarget } from "./checks/target-check";
import { checkTimeouts } from "./checks/timeout-check";
import type { Link } from "./link";
import { type LinkDraft, linkDraft } from "./link-draft";
import { LinksFileError } from "./links-file-error";
import { linkSchema, linksFileSchema } from "./links-schema";
import { formatPath, type LinkProblem, type Path, type Problem } from "./problem";
import { resolveLink } from "./resolve-link";
import { schemaProblems } from "./schema-problems";
import { type Half, YamlSource } from "./yaml-source";

/** What the caller knows and this room does not. */
export interface LinksOptions {
  /** Environment variable names a user may not set, because the project sets them. @default [] */
  readonly reservedEnvironmentNames?: readonly string[];
  /** Further checks, for example of rendered policies; asked only about links without a problem. @default [] */
  readonly checks?: readonly ((link: Link) => readonly LinkProblem[])[];
}

interface FoundProblem {
  readonly path: Path;
  readonly half?: Half;
  readonly message: string;
}

/**
 * The links of a file's text.
 * @param fileName what messages call the file
 * @throws {LinksFileError} with every problem of the text
 */
export function parseLinks(text: string, fileName: string, options: LinksOptions = {}): readonly Link[] {
  const source = new YamlSource(text);
  if (source.syntaxProblems.length > 0) throw refusal(fileName, source, [], source.syntaxProblems);
  if (source.value === null || source.value === undefined) {
    throw refusal(fileName, source, [
      {
        path: [],
        message: "is empty, expected a map with the list links; add one link with `links:` and `- name:`",
      },
    ]);
  }
  const { links, problems } = readLinks(source, options);
  if (problems.length > 0 || source.duplicateKeys.length > 0) {
    throw refusal(fileName, source, problems, source.duplicateKeys);
  }
  return links;
}

function readLinks(source: YamlSource, options: LinksOptions) {
  const issues = linksFileSchema.safeParse(source.value).error?.issues ?? [];
  const refused = schemaProblems(issues, {
    valueAt: (path) => valueAt(source.value, path),
    spelling: (path) => source.spelling(path),
  });
  const rawLinks = valueAt(source.value, ["links"]);
  const read = (Array.isArray(rawLinks) ? rawLinks : []).map((raw, index) => {
    const refusedHere = refused.map(({ path }) => path).filter((path) => path[1] === index);
    return readLink(raw, index, refusedHere, options);
  });
  const drafts = read.map(({ draft }) => draft);
  const betweenLinks = [
    ...checkCollisions(drafts),
    ...checkDeployRoles(drafts),
    ...checkIamNames(drafts),
    ...checkPartitionsOfAccounts(drafts),
    ...checkSharedPolicyTexts(drafts),
  ].map((problem) => inFile(problem.linkIndex, problem));
  const problems: FoundProblem[] = [...refused, ...read.flatMap((link) => link.problems), ...betweenLinks];
  return { links: read.flatMap(({ link }) => link ?? []), problems };
}

interface ReadLink {
  readonly draft: LinkDraft | undefined;
  /** Absent: the schema or a check refuses it. */
  readonly link?: Link;
  readonly problems: readonly FoundProblem[];
}

function readLink(raw: unknown, index: number, refused: readonly Path[], options: LinksOptions): ReadLink {
  const draft = linkDraft(
    raw,
    refused.map((path) => path.slice(2)),
  );
  const found = draft === undefined ? [] : checkDraft(draft, options.reservedEnvironmentNames ?? []);
  if (refused.length > 0 || found.length > 0) return { draft, problems: found.map((p) => inFile(index, p)) };
  const link = resolveLink(linkSchema.parse(raw));
  const further = (options.checks ?? []).flatMap((check) => check(link));
  return { draft, link, problems: further.map((problem) => inFile(index, problem)) };
}

function checkDraft(draft: LinkDraft, reservedEnvironmentNames: readonly string[]): LinkProblem[] {
  return [
    ...checkAccounts(draft),
    ...checkTarget(draft),
    ...checkArns(draft),
    ...checkPermissions(draft),
    ...checkPolicyTexts(draft),
    ...checkEnvironment(draft, reservedEnvironmentNames),
    ...checkInvokers(draft),
    ...checkInheritedNames(draft),
    ...checkTags(draft),
    ...checkTimeouts(draft),
  ];
}

function inFile(linkIndex: number, { path, message }: LinkProblem): FoundProblem {
  return { path: ["links", linkIndex, ...path], message };
}

/** One error for all problems, in the order of the file. */
function refusal(
  fileName: string,
  source: YamlSource,
  found: readonly FoundProblem[],
  located: YamlSource["duplicateKeys"] = [],
): LinksFileError {
  const problems = [
    ...located,
    ...found.map(({ path, half, message }) => ({ path, position: source.locate(path, half), message })),
  ]
    .sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column)
    .map(({ path, position, message }): Problem => ({ path: formatPath(path), position, message }));
  return new LinksFileError(fileName, problems);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (typeof at === "object" && at !== null ? Reflect.get(at, step) : undefined),
    value,
  );
}
