import type { LinkDraft } from "../link-draft";
import { readDeclaredPolicies } from "../parts/declared-policies";
import {
  isArnOfPart,
  KNOWN_OF_EXISTING,
  ONLY_OF_EXISTING,
  type Part,
  ROLE_PARTS,
  type RolePart,
} from "../parts/fields-of-existing";
import { type LinkProblem, type Path, shownValue } from "../problem";
import { bucketRoleSchema, copyRoleSchema, dataRoleSchema, queryRoleSchema } from "../schema/access-schema";
import { functionSchema } from "../schema/function-schema";

const PARTS = [...ROLE_PARTS, "function"] as const;

/** What may be said of each part at all. */
const FIELDS: Readonly<Record<Part, readonly string[]>> = {
  queryRole: Object.keys(queryRoleSchema.unwrap().shape),
  dataRole: Object.keys(dataRoleSchema.unwrap().shape),
  copyRole: Object.keys(copyRoleSchema.shape),
  bucketRole: Object.keys(bucketRoleSchema.shape),
  function: Object.keys(functionSchema.unwrap().shape),
};

const PART_NAMES: Readonly<Record<Part, string>> = {
  queryRole: "query role",
  dataRole: "data role",
  copyRole: "copy role",
  bucketRole: "bucket role",
  function: "function",
};

/**
 * Of a part that somebody else makes the link sets nothing and knows the name, and it makes at least one part itself.
 *
 * @param folderOf the folder that a path of the link is from
 */
export function checkExistingParts(link: LinkDraft, folderOf: (path: Path) => string): LinkProblem[] {
  return [
    ...PARTS.flatMap((part) => (isExisting(link, part) ? checkExisting(link, part) : checkOwn(link, part))),
    ...ROLE_PARTS.flatMap((role) => checkDeclared(link, role, folderOf)),
    ...checkQueries(link),
    ...checkOutputs(link),
    ...checkSomethingIsLeft(link),
  ];
}

/** Whether a link makes nothing in one of its accounts. One with buckets has a role more in each. */
export function isLeftToOthers(link: LinkDraft, account: "lambdaAccount" | "redshiftAccount"): boolean {
  const isNotMade = (part: "copyRole" | "bucketRole") => !("buckets" in link) || isExisting(link, part);
  if (account === "redshiftAccount") return isExisting(link, "dataRole") && isNotMade("copyRole");
  const attaches = link.queryRole?.inlinePolicy === true;
  return (
    isExisting(link, "queryRole") && isExisting(link, "function") && isNotMade("bucketRole") && !attaches
  );
}

function isExisting(link: LinkDraft, part: Part): boolean {
  return link[part]?.existing === true;
}

function checkExisting(link: LinkDraft, part: Part): LinkProblem[] {
  const written: Readonly<Record<string, unknown>> = link[part] ?? {};
  const unnamed = {
    path: [part, "existing"],
    message: `is true without name, expected the name of what is there: a default would be a guess; add ${part}.name`,
  };
  const fields = Object.keys(written);
  const set = fields
    // What no part has, the schema refuses: once is enough.
    .filter((field) => FIELDS[part].includes(field) && !KNOWN_OF_EXISTING[part].includes(field))
    .map((field) => ({
      path: [part, field],
      message: `is set beside existing: true, expected none: whoever makes the ${PART_NAMES[part]} sets it; take it out, and ask its owner for it`,
    }));
  return [...("name" in written || fields.some(isArnOfPart) ? [] : [unnamed]), ...set];
}

function checkOwn(link: LinkDraft, part: Part): LinkProblem[] {
  const written: Readonly<Record<string, unknown>> = link[part] ?? {};
  return ONLY_OF_EXISTING.filter((field) => written[field] !== undefined && written[field] !== false).map(
    (field) => ({
      path: [part, field],
      message: `is set without existing: true, expected it of a role that somebody else makes; take it out, or set existing`,
    }),
  );
}

/** Documents of both kinds or of none: one of the two would be known and the other assumed. */
function checkDeclared(link: LinkDraft, role: RolePart, folderOf: (path: Path) => string): LinkProblem[] {
  const written = link[role] ?? {};
  const problems = readDeclaredPolicies(written, (path) => folderOf([role, ...path])).problems.map(
    (problem) => ({
      ...problem,
      path: [role, ...problem.path],
    }),
  );
  const [given, missing] =
    "policies" in written ? (["policies", "trustPolicy"] as const) : (["trustPolicy", "policies"] as const);
  if (!(given in written) || missing in written) return problems;
  const message = `is set without ${missing}, expected both or none: of a role that is not the link's all is declared, or all is assumed as the hand-off asks; add ${missing}`;
  return [...problems, { path: [role, given], message }];
}

/** Named queries are in the function's archive. */
function checkQueries(link: LinkDraft): LinkProblem[] {
  const { queries } = link;
  if (queries === undefined || !isExisting(link, "function")) return [];
  const message = `is ${shownValue(queries)} beside function.existing, expected none: they are in the archive, which somebody else deploys; take it out`;
  return [{ path: ["queries"], message }];
}

/** The parameters are the lambda account's, in which the link then has no provider. */
function checkOutputs(link: LinkDraft): LinkProblem[] {
  if (!("ssmOutputs" in link) || !isLeftToOthers(link, "lambdaAccount")) return [];
  const message =
    "is there beside a query role and a function that are existing, expected none: the link makes nothing in the lambda account; take it out";
  return [{ path: ["ssmOutputs"], message }];
}

function checkSomethingIsLeft(link: LinkDraft): LinkProblem[] {
  if (!isLeftToOthers(link, "lambdaAccount") || !isLeftToOthers(link, "redshiftAccount")) return [];
  const message =
    "is true as of every other part, expected one part that the link makes: nothing is left to deploy; take existing out of a part, or the link out of the file";
  return [{ path: ["dataRole", "existing"], message }];
}
