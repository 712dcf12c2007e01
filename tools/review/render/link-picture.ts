import { conditionKeys } from "../../../access/iam/statements";
import { type Assumption, assumedParts } from "../../../access/link/assumptions";
import { excessGrants } from "../../../access/link/excess-grants/excess-grants";
import type { LinkAccess } from "../../../access/link/link-access";
import { linkTarget } from "../../../access/link/link-target";
import { linkProbes } from "../../../access/link/probes/link-probes";
import type { Probe } from "../../../access/link/probes/probe";
import { parseArn } from "../../../aws/arn";
import { isJson } from "../../../aws/json";
import { isStatementAction } from "../../../aws/redshift-data";
import type { AccessRow } from "../judge/access-table";
import { excessAttachments } from "../judge/excess-attachments";
import type { StackReview } from "../judge/review-stack";
import { WORD_OF } from "./assumed-in-words";

/** What the picture of a link shows, whatever draws it. */
export interface LinkPicture {
  readonly lambdaAccount: string;
  readonly redshiftAccount: string;
  readonly functionName: string;
  readonly queryRole: string;
  readonly dataRole: string;
  /** Whose word each part is taken for that others own, as in "assumed, as the hand-off asks". */
  readonly others: Partial<Readonly<Record<Assumption["part"], string>>>;
  /** For example "cluster warehouse". */
  readonly target: string;
  readonly database: string;
  /** From the function to the query role. */
  readonly runsAs: PictureHop;
  readonly hop1: PictureHop;
  readonly hop2: PictureHop;
  /** Between Redshift and the buckets. Absent: the link has none. */
  readonly transfer?: TransferPicture;
  /** Arrows that a link does not have. */
  readonly unwanted: readonly UnwantedGrant[];
}

/** How COPY and UNLOAD get to the buckets. */
interface TransferPicture {
  readonly copyRole: string;
  readonly bucketRole: string;
  readonly buckets: readonly string[];
  /** From Redshift to the copy role. */
  readonly hop3: PictureHop;
  /** From the copy role to the bucket role. */
  readonly hop4: PictureHop;
  /** From the bucket role to the buckets. */
  readonly uses: PictureHop;
}

/** One arrow of the path. */
export interface PictureHop {
  readonly state: "allowed" | "partly allowed" | "denied" | "could not check";
  /** What the link needs of it. */
  readonly actions: readonly PictureAction[];
  /** Under which conditions, one line each; external ids masked. */
  readonly conditions: readonly string[];
}

/** One thing that an arrow of the path is for. */
export interface PictureAction {
  readonly text: string;
  readonly answer: AccessRow["answer"];
}

/** An arrow that should not be there. */
export interface UnwantedGrant {
  /** Who acts, the policy that grants, or the role that has it. */
  readonly from: string;
  /** A request that the simulator allows, what a statement says that no single request shows, or what a role has that no link attaches. */
  readonly verb: "can" | "says" | "has";
  /** What that allows, in words. */
  readonly allows: string;
}

/** A probe with what the access table says of it. */
interface Decided {
  readonly probe: Probe;
  readonly row: AccessRow;
}

/** The picture of a link with the decisions of its access table; `undefined` where link or target could not be read. */
export function linkPicture({
  link,
  answers,
  access,
}: Pick<StackReview, "link" | "answers" | "access">): LinkPicture | undefined {
  if (link === undefined) return undefined;
  try {
    return pictureOf(link, answers?.probes ?? linkProbes(link), access);
  } catch {
    // No target: the review says so where it could not judge.
    return undefined;
  }
}

function pictureOf(link: LinkAccess, probes: readonly Probe[], access: readonly AccessRow[]): LinkPicture {
  const target = linkTarget(link);
  const rows = new Map(access.map((row) => [row.id, row]));
  const needed = probes.flatMap((probe): Decided[] => {
    const row = rows.get(probe.id);
    return row === undefined || row.expected === "denied" ? [] : [{ probe, row }];
  });
  const single = (id: Probe["id"]) => needed.filter(({ probe }) => probe.id === id).map(({ row }) => row);
  const conditions = (rows.get("hop1-function")?.quotes ?? []).flatMap(({ statement }) =>
    conditionKeys(statement).map(
      ({ operator, key, values }) => `${operator} ${key}: ${values.map(tail).join(", ")}`,
    ),
  );
  return {
    lambdaAccount: link.queryRole.accountId,
    redshiftAccount: link.dataRole.accountId,
    functionName: link.queryFunction.name,
    queryRole: link.queryRole.name,
    dataRole: link.dataRole.name,
    others: Object.fromEntries(assumedParts(link).map(({ part, from }) => [part, WORD_OF[from]])),
    target: `${target.kind} ${target.name}`,
    database: target.dbUser === undefined ? target.database : `${target.database} as ${target.dbUser}`,
    runsAs: hop(single("hop1-lambda-runs-function").map(assumes)),
    hop1: hop(single("hop1-function").map(assumes), [...new Set(conditions)]),
    hop2: hop(hop2Actions(needed.filter(({ probe }) => probe.hop === 2))),
    ...(link.transfer === undefined ? {} : { transfer: transferPicture(link.transfer, needed) }),
    unwanted: unwantedGrants(link, access),
  };
}

function transferPicture(
  { copyRole, bucketRole, buckets }: NonNullable<LinkAccess["transfer"]>,
  needed: readonly Decided[],
): TransferPicture {
  const actions = (isPart: (probe: Probe) => boolean, text: (decided: Decided) => string) =>
    needed
      .filter(({ probe }) => isPart(probe))
      .map((decided) => ({ text: text(decided), answer: decided.row.answer }));
  const assume = () => "sts:AssumeRole";
  const isHop4 = ({ id }: Probe) => id === "hop4-copy-role";
  return {
    copyRole: copyRole.name,
    bucketRole: bucketRole.name,
    buckets: buckets.map(({ name }) => name),
    hop3: hop(
      actions(
        ({ hop: number }) => number === 3,
        ({ probe }) => `assumed by ${probe.who}`.replaceAll("`", ""),
      ),
    ),
    hop4: hop(actions(isHop4, assume)),
    uses: hop(
      actions(
        (probe) => probe.hop === 4 && !isHop4(probe),
        ({ probe }) => probe.does.replaceAll("`", ""),
      ),
    ),
  };
}

function hop(actions: readonly PictureAction[], conditions: readonly string[] = []): PictureHop {
  const has = (answer: AccessRow["answer"]) => actions.some((action) => action.answer === answer);
  const state = (): PictureHop["state"] => {
    if (has("allowed")) return has("denied") || has("could not check") ? "partly allowed" : "allowed";
    return has("denied") ? "denied" : "could not check";
  };
  return { state: state(), actions, conditions };
}

function assumes({ answer }: AccessRow): PictureAction {
  return { text: "sts:AssumeRole", answer };
}

/** To follow, read or cancel a statement is one line, unless only some of it is allowed. */
function hop2Actions(needed: readonly Decided[]): readonly PictureAction[] {
  const actionsOf = (list: readonly Decided[]) =>
    list.map(({ probe, row }) => ({ text: probe.does.replaceAll("`", ""), answer: row.answer }));
  const [own, others] = [
    needed.filter(({ probe }) => isAboutStatement(probe)),
    needed.filter(({ probe }) => !isAboutStatement(probe)),
  ];
  const [answer, ...different] = new Set(own.map(({ row }) => row.answer));
  const isOne = answer !== undefined && different.length === 0;
  return [
    ...actionsOf(others),
    ...(isOne ? [{ text: "follow, read and cancel statements of its own session", answer }] : actionsOf(own)),
  ];
}

function isAboutStatement({ question }: Probe): boolean {
  return question.kind === "call-as-data-role" && isStatementAction(question.action);
}

/** What the simulator allows beyond the link, and what the policies say beyond it and no single request shows. */
function unwantedGrants(link: LinkAccess, access: readonly AccessRow[]): readonly UnwantedGrant[] {
  const allowed = access
    .filter(({ expected, answer }) => expected === "denied" && answer === "allowed")
    .map(({ who, does }) => ({ from: who, verb: "can" as const, allows: does }));
  const said = excessGrants(link).map(({ role, policy, what }) => ({
    from: `${policy} of the ${role} role`,
    verb: "says" as const,
    allows: what,
  }));
  const attached = excessAttachments(link).map(({ role, policyArn }) => ({
    from: role.name,
    verb: "has" as const,
    allows: `managed policy ${policyArn}`,
  }));
  return [...allowed, ...said, ...attached];
}

/** The telling end of an ARN. */
function tail(value: unknown): string {
  const text = isJson(value) ? JSON.stringify(value) : String(value);
  return parseArn(text)?.resource ?? text;
}

/** An arrow's state in words: `allowed`, `5 of 6 allowed`, `denied`, `could not check`. */
export function hopInWords({ state, actions }: PictureHop): string {
  if (state !== "partly allowed") return state;
  const allowed = actions.filter(({ answer }) => answer === "allowed").length;
  return `${allowed} of ${actions.length} allowed`;
}
