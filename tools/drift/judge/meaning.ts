import { AccessError } from "../../../access/iam/access-error";
import { newExcessGrants } from "../../../access/link/excess-grants";
import { LINK_VARIABLES, type LinkAccess } from "../../../access/link/link-access";
import { decideQuestion } from "../../../access/link/link-answers";
import { changeInWords, type Probe } from "../../../access/link/probe";
import { linkProbes } from "../../../access/link/probes";
import type { PlanJson, StateResource } from "../../../access/terraform/plan-json";
import { readPlannedLink } from "../../../access/terraform/planned-stack";
import { nameOf } from "./differences";
import { variablesOf } from "./masked";

/** What a change does to access. */
export interface Meaning {
  readonly sentences: readonly string[];
  /** Something is allowed that was not, beside what the link is for. */
  readonly grants: boolean;
  /** The path from the function to the target no longer works. */
  readonly breaks: boolean;
  /** Why part of it, or all, is not known. */
  readonly unknown?: string;
}

interface Answer {
  readonly allowed: boolean;
  readonly reason: string;
}

/**
 * What a change of the resources means, by asking the same questions before and after: those that the link is
 * there for, those that must be denied, and whatever the documents of either side name.
 *
 * @param plan tells which account a resource is in
 */
export async function meaning(
  plan: PlanJson,
  before: readonly StateResource[],
  after: readonly StateResource[],
): Promise<Meaning> {
  const missing = missingPart(before, after);
  if (missing !== undefined) return { sentences: [missing], grants: false, breaks: true };
  try {
    return await compare(linkOf(plan, before), linkOf(plan, after));
  } catch (error) {
    return { sentences: [], grants: false, breaks: false, unknown: reasonOf(error) };
  }
}

/** The link with these resources instead of the plan's. @throws AccessError when it is not complete */
function linkOf(plan: PlanJson, resources: readonly StateResource[]): LinkAccess {
  const state = { values: { root_module: { resources } } };
  return readPlannedLink({ ...plan, resource_drift: [], prior_state: state }, "recorded");
}

/** What makes the path end before there is anything to ask: a part that is gone, or no longer named. */
function missingPart(before: readonly StateResource[], after: readonly StateResource[]): string | undefined {
  const present = new Set(after.map(({ address }) => address));
  const gone = before.find(
    ({ address, type }) => /^aws_(iam_role|lambda_function)$/.test(type) && !present.has(address),
  );
  if (gone !== undefined) {
    const name = nameOf(gone.type, gone.values);
    return gone.type === "aws_iam_role"
      ? `hop 1 is now denied: ${name} does not exist`
      : `nothing takes hop 1 any more: ${name} does not exist`;
  }
  const query = after.find(({ type }) => type === "aws_lambda_function");
  const roles = after.filter(({ type }) => type === "aws_iam_role").map(({ values }) => values.arn);
  const { dataRoleArn } = LINK_VARIABLES;
  const dataRole = query === undefined ? undefined : variablesOf(query.values.environment)[dataRoleArn];
  if (query === undefined || roles.includes(dataRole)) return undefined;
  return `the function no longer takes hop 1 to the data role: its ${dataRoleArn} is ${String(dataRole ?? "not set")}`;
}

async function compare(old: LinkAccess, current: LinkAccess): Promise<Meaning> {
  const sentences: string[] = [];
  const unknowns = new Set<string>();
  let [grants, breaks] = [false, false];
  for (const probe of probesOf([old, current], unknowns)) {
    const [before, after] = [await ask(probe, old, unknowns), await ask(probe, current, unknowns)];
    if (before === undefined || after === undefined) continue;
    const change = changeInWords(probe, before, after);
    if (change === undefined) continue;
    if (probe.expected === "denied") {
      grants ||= after.allowed;
      sentences.push(change);
      continue;
    }
    breaks ||= !after.allowed;
    sentences.push(`${pathOf(probe)} is now ${after.allowed ? "allowed again" : `denied: ${after.reason}`}`);
  }
  for (const sentence of await brokenByTarget(old, current, unknowns)) {
    breaks = true;
    sentences.push(sentence);
  }
  // What a question already says is not said twice.
  const beyond = grants ? [] : unasked(old, current, unknowns);
  return {
    sentences: [...new Set([...sentences, ...beyond])],
    grants: grants || beyond.length > 0,
    breaks,
    ...(unknowns.size === 0 ? {} : { unknown: [...unknowns].join("; ") }),
  };
}

/** New statements that are not the link's own: questions miss what only other requests than theirs are allowed. */
function unasked(old: LinkAccess, current: LinkAccess, unknowns: Set<string>): readonly string[] {
  try {
    return newExcessGrants(old, current);
  } catch (error) {
    unknowns.add(reasonOf(error));
    return [];
  }
}

/** What the function now asks for and may not: its environment names another target than its role's policies. */
async function brokenByTarget(
  old: LinkAccess,
  current: LinkAccess,
  unknowns: Set<string>,
): Promise<readonly string[]> {
  const known = new Set(
    probesOf([old], unknowns)
      .filter(isWanted)
      .map(({ id }) => id),
  );
  const asked = probesOf([current], unknowns).filter((probe) => isWanted(probe) && !known.has(probe.id));
  const sentences: string[] = [];
  for (const probe of asked) {
    const answer = await ask(probe, current, unknowns);
    if (answer?.allowed === false) sentences.push(`${pathOf(probe)} is now denied: ${answer.reason}`);
  }
  return sentences;
}

function isWanted({ expected }: Probe): boolean {
  return expected === "allowed";
}

function pathOf({ hop, role }: Probe): string {
  if (hop === 2) return "hop 2";
  return role === "query" ? "running the function" : "hop 1";
}

/** The questions of all states; one that both ask is asked once, as the first one means it. */
function probesOf(states: readonly LinkAccess[], unknowns: Set<string>): readonly Probe[] {
  const byId = new Map<string, Probe>();
  for (const state of states) {
    try {
      for (const probe of linkProbes(state)) if (!byId.has(probe.id)) byId.set(probe.id, probe);
    } catch (error) {
      unknowns.add(reasonOf(error));
    }
  }
  return [...byId.values()];
}

async function ask(probe: Probe, link: LinkAccess, unknowns: Set<string>): Promise<Answer | undefined> {
  try {
    return await decideQuestion(link, probe.question);
  } catch (error) {
    unknowns.add(reasonOf(error));
    return undefined;
  }
}

/** @throws whatever is no {@link AccessError}: a bug must not pass for an unknown */
function reasonOf(error: unknown): string {
  if (error instanceof AccessError) return error.message;
  throw error;
}
