import { conditionKeys } from "../../../access/iam/statements";
import type { LinkAccess } from "../../../access/link/link-access";
import { linkTarget } from "../../../access/link/link-target";
import { isJson } from "../../../aws/json";
import type { AccessRow } from "../judge/access-table";

/** What the picture of a link shows, whatever draws it. */
export interface LinkPicture {
  readonly lambdaAccount: string;
  readonly redshiftAccount: string;
  readonly functionName: string;
  readonly queryRole: string;
  readonly dataRole: string;
  /** For example "cluster warehouse". */
  readonly target: string;
  readonly database: string;
  readonly hop1: PictureHop;
  readonly hop2: PictureHop;
}

export interface PictureHop {
  /** All that the hop needs is allowed. */
  readonly works: boolean;
  /** Its conditions, or what it does, one line each; external ids masked. */
  readonly lines: readonly string[];
}

/** The picture of a link with the decisions of its access table. */
export function linkPicture(link: LinkAccess, access: readonly AccessRow[]): LinkPicture {
  const target = linkTarget(link);
  const needed = (hop: 1 | 2) => access.filter((row) => row.hop === hop && row.expected === "allowed");
  const works = (hop: 1 | 2) =>
    needed(hop).length > 0 && needed(hop).every(({ answer }) => answer === "allowed");
  const assumes = access.find(({ id }) => id === "hop1-function");
  const conditions = (assumes?.quotes ?? []).flatMap(({ statement }) =>
    conditionKeys(statement).map(
      ({ operator, key, values }) => `${operator} ${key}: ${values.map(tail).join(", ")}`,
    ),
  );
  const names = needed(2)
    .filter(({ id }) => !/statement-(?:result-)?(?:its-own-session)$/.test(id))
    .map(({ question }) => question.replace(/^.* can /, "").replaceAll("`", ""));
  return {
    lambdaAccount: link.queryRole.accountId,
    redshiftAccount: link.dataRole.accountId,
    functionName: link.queryFunction.name,
    queryRole: link.queryRole.name,
    dataRole: link.dataRole.name,
    target: `${target.kind} ${target.name}`,
    database: target.dbUser === undefined ? target.database : `${target.database} as ${target.dbUser}`,
    hop1: { works: works(1), lines: ["sts:AssumeRole", ...new Set(conditions)] },
    hop2: {
      works: works(2),
      lines: names.length === 0 ? ["nothing is allowed"] : [...names, ownerLine(access)],
    },
  };
}

/** Whether other sessions' statements are out of reach. */
function ownerLine(access: readonly AccessRow[]): string {
  const other = access.filter(({ id }) => id.endsWith("-another-session"));
  const closed = other.length > 0 && other.every(({ answer }) => answer === "denied");
  return closed ? "only statements of its own session" : "statements of any session";
}

/** The telling end of an ARN. */
function tail(value: unknown): string {
  const text = isJson(value) ? JSON.stringify(value) : String(value);
  return text.startsWith("arn:") ? text.split(":").slice(5).join(":") : text;
}
