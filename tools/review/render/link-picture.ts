import { conditionKeys } from "../../../access/iam/statements";
import type { LinkAccess } from "../../../access/link/link-access";
import { linkTarget } from "../../../access/link/link-target";
import { linkProbes } from "../../../access/link/probes/link-probes";
import type { Probe } from "../../../access/link/probes/probe";
import { parseArn } from "../../../aws/arn";
import { isJson } from "../../../aws/json";
import { isStatementAction } from "../../../aws/redshift-data";
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

/** One hop in the picture. */
export interface PictureHop {
  /** All that the hop needs is allowed. */
  readonly works: boolean;
  /** Its conditions, or what it does, one line each; external ids masked. */
  readonly lines: readonly string[];
}

/** A probe with what the access table says of it. */
interface Decided {
  readonly probe: Probe;
  readonly row: AccessRow;
}

/** The picture of a link with the decisions of its access table. */
export function linkPicture(link: LinkAccess, access: readonly AccessRow[]): LinkPicture {
  const target = linkTarget(link);
  const rows = new Map(access.map((row) => [row.id, row]));
  const decided = linkProbes(link).flatMap((probe): Decided[] => {
    const row = rows.get(probe.id);
    return row === undefined ? [] : [{ probe, row }];
  });
  const needed = (hop: 1 | 2) =>
    decided.filter(({ probe }) => probe.hop === hop && probe.expected === "allowed");
  const works = (hop: 1 | 2) =>
    needed(hop).length > 0 && needed(hop).every(({ row }) => row.answer === "allowed");
  const conditions = (rows.get("hop1-function")?.quotes ?? []).flatMap(({ statement }) =>
    conditionKeys(statement).map(
      ({ operator, key, values }) => `${operator} ${key}: ${values.map(tail).join(", ")}`,
    ),
  );
  const names = needed(2)
    .filter(({ probe }) => !isAboutStatement(probe))
    .map(({ probe }) => probe.does.replaceAll("`", ""));
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
      lines: names.length === 0 ? ["nothing is allowed"] : [...names, ownerLine(decided)],
    },
  };
}

/** To follow, read or cancel one statement. The picture says in one line whose statements these may be. */
function isAboutStatement({ question }: Probe): boolean {
  return question.kind === "call-as-data-role" && isStatementAction(question.action);
}

/** Whether other sessions' statements are out of reach. */
function ownerLine(decided: readonly Decided[]): string {
  const others = decided.filter(
    ({ probe }) => isAboutStatement(probe) && "ownerSessionName" in probe.question,
  );
  const closed = others.length > 0 && others.every(({ row }) => row.answer === "denied");
  return closed ? "only statements of its own session" : "statements of any session";
}

/** The telling end of an ARN. */
function tail(value: unknown): string {
  const text = isJson(value) ? JSON.stringify(value) : String(value);
  return parseArn(text)?.resource ?? text;
}
