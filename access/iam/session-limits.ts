import type { Decision } from "./decision";
import { type Simulation, type SimulationRequest, simulate } from "./iam-simulate";
import { grantsToSession } from "./trust-document";
import { identityVerdict, sessionVerdict, type Verdict } from "./verdict";

/** A decision by the caller's and the resource's policies, and what it was made from. */
interface UnlimitedDecision {
  readonly asked: SimulationRequest;
  readonly simulation: Simulation;
  readonly verdict: Verdict;
  /** The resource's policy as it is stored. Absent: it has none. */
  readonly document: unknown;
  /** The session's own ARN, and the ARN of the role behind it. */
  readonly caller: { readonly arn: string; readonly principalArn: string };
}

/**
 * What is left of a decision for a session. Its session policies limit it. Within one account, what a resource's policy allows to
 * the session by its own ARN is limited neither by an implicit deny of them nor by one of the boundary (IAM User Guide,
 * "Permissions boundaries for IAM entities" and "Policies and permissions", "Session policies").
 */
export async function decisionForSession(made: UnlimitedDecision): Promise<Decision> {
  const { simulation } = made;
  const verdict = made.verdict.allowed ? await withSessionPolicies(made) : made.verdict;
  const isImplicit = !verdict.allowed && verdict.by !== "explicit-deny";
  const granted = isImplicit ? await grantedToSession(made) : undefined;
  return { ...(granted ?? verdict), ignoredContextKeys: simulation.ignoredContextKeys };
}

async function withSessionPolicies(made: UnlimitedDecision): Promise<Verdict> {
  const { asked, verdict } = made;
  const { session = [] } = asked.policies;
  if (session.length === 0) return verdict;
  // The side alone is asked for: whether the resource's policy allows it too is decided.
  const { identity } = await simulate(withoutResourcePolicy({ ...asked, policies: { identity: session } }));
  return sessionVerdict(requestText(made), identity) ?? verdict;
}

async function grantedToSession(made: UnlimitedDecision): Promise<Verdict | undefined> {
  const { asked, document, caller } = made;
  if (asked.resourcePolicy === undefined) return undefined;
  const grants = grantsToSession(document, caller);
  if (grants === undefined) return undefined;
  // Across accounts this is not enough, as no identity policy takes part.
  const resourcePolicy = { ...asked.resourcePolicy, document: grants };
  const granting = await simulate({ ...asked, policies: { identity: [] }, resourcePolicy });
  return granting.allowed ? identityVerdict(requestText(made), granting, true) : undefined;
}

function withoutResourcePolicy({ resourcePolicy: _, ...asked }: SimulationRequest): SimulationRequest {
  return asked;
}

function requestText({ asked, caller }: UnlimitedDecision): string {
  return `${asked.action} on ${asked.resource} for ${caller.arn}`;
}
