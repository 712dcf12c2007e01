import type { Decision, DenyingPolicyType, StatementReference } from "./decision";
import type { NearMiss, SideAnalysis, Simulation } from "./iam-simulate";

/** The parts of a decision that come from comparing the sides. */
export type Verdict = Omit<Decision, "ignoredContextKeys">;

/**
 * What the caller's own policies and the resource's decide. `request` says who wants what.
 *
 * @param hasResourcePolicy the resource has a policy, which belongs to it alone and is not the service's default
 */
export function identityVerdict(
  request: string,
  simulation: Simulation,
  hasResourcePolicy: boolean,
): Verdict {
  const { identity, resource, boundary, sameAccount } = simulation;
  const denied = explicitDenyVerdict(request, simulation);
  if (denied !== undefined) return denied;
  if (simulation.allowed) return allowedVerdict(request, [...identity.allowing, ...resource.allowing]);
  if (!identity.allows && !resource.allows) {
    return missingVerdict("identity", identityRefusal(request, simulation));
  }
  if (boundary?.allows === false) return missingVerdict("boundary", boundaryRefusal(request));
  if (!identity.allows) return missingVerdict("identity", identityRefusal(request, simulation));
  if (hasResourcePolicy || sameAccount)
    return missingVerdict("resource", resourceRefusal(request, simulation));
  return missingVerdict(
    "other-account",
    `${request} is refused: the resource belongs to another account, which does not grant it to the caller`,
  );
}

/**
 * What the caller's policies and the role's trust policy decide together.
 *
 * @param strangers unique ids the trust policy names that are not the caller's
 */
export function assumeRoleVerdict(
  request: string,
  simulation: Simulation,
  strangers: readonly string[],
): Verdict {
  const { identity, resource: trust, sameAccount } = simulation;
  const denied = explicitDenyVerdict(request, simulation);
  if (denied !== undefined) return denied;
  if (simulation.allowed) return allowedVerdict(request, [...identity.allowing, ...trust.allowing]);
  const trustText = trustRefusal(request, simulation, strangers);
  if (!trust.allows && !identity.allows && !sameAccount) {
    return missingVerdict(
      "identity-and-trust",
      `${trustText}; and no identity policy of the caller allows it${nearMissClause(identity.nearMisses)}`,
    );
  }
  if (!trust.allows) return missingVerdict("trust", trustText);
  if (!identity.allows) return missingVerdict("identity", identityRefusal(request, simulation));
  return missingVerdict("boundary", boundaryRefusal(request));
}

/** What session policies refuse of a request that all others allow; `undefined` when they allow it. */
export function sessionVerdict(request: string, session: SideAnalysis): Verdict | undefined {
  const denied = verdictOfDenials(request, [{ kind: "session", denying: session.denying }]);
  if (denied !== undefined) return denied;
  if (session.allows) return undefined;
  return missingVerdict(
    "session",
    `${request} is refused: no session policy allows it${nearMissClause(session.nearMisses)}`,
  );
}

/** What a trust policy decides for a service, which has no policies of its own. */
export function serviceVerdict(request: string, simulation: Simulation): Verdict {
  const denied = explicitDenyVerdict(request, simulation);
  if (denied !== undefined) return denied;
  if (simulation.allowed) return allowedVerdict(request, simulation.resource.allowing);
  return missingVerdict("trust", trustRefusal(request, simulation, []));
}

/** Of a service's request on something that is no role. */
export function serviceRequestVerdict(request: string, simulation: Simulation): Verdict {
  const denied = explicitDenyVerdict(request, simulation);
  if (denied !== undefined) return denied;
  if (simulation.allowed) return allowedVerdict(request, simulation.resource.allowing);
  return missingVerdict("resource", resourceRefusal(request, simulation));
}

function identityRefusal(request: string, { identity }: Simulation): string {
  return `${request} is refused: no identity policy of the caller allows it${nearMissClause(identity.nearMisses)}`;
}

function resourceRefusal(request: string, { resource }: Simulation): string {
  return `${request} is refused: the policy of the resource does not allow it${nearMissClause(resource.nearMisses)}`;
}

function boundaryRefusal(request: string): string {
  return `${request} is refused: the permissions boundary of the caller does not allow it`;
}

function trustRefusal(request: string, { resource }: Simulation, strangers: readonly string[]): string {
  const stale =
    strangers.length === 0
      ? ""
      : `; it names ${strangers.join(", ")}, the unique id of another or deleted principal (a recreated role gets a new one)`;
  return `${request} is refused: the trust policy of the role does not allow it${nearMissClause(resource.nearMisses)}${stale}`;
}

/** `statement Sid of policy`, or `a statement of policy` when it has no sid. */
function statementText({ policy, sid }: StatementReference): string {
  return `${sid === undefined ? "a statement" : `statement ${sid}`} of ${policy}`;
}

function joined(statements: readonly StatementReference[]): string {
  return [...new Set(statements.map(statementText))].join(" and ");
}

/** Allowed, with the statements that allow it. */
function allowedVerdict(request: string, statements: readonly StatementReference[]): Verdict {
  return {
    allowed: true,
    by: "allowed",
    reason: `${request} is allowed by ${joined(statements)}`,
    statements,
  };
}

/** The verdict of matching Deny statements, if there are any: they override everything else. */
function explicitDenyVerdict(
  request: string,
  { identity, boundary, resource }: Pick<Simulation, "identity" | "boundary" | "resource">,
): Verdict | undefined {
  return verdictOfDenials(request, [
    { kind: "identity", denying: identity.denying },
    { kind: "boundary", denying: boundary?.denying ?? [] },
    { kind: "resource", denying: resource.denying },
  ]);
}

function verdictOfDenials(
  request: string,
  sides: readonly { readonly kind: DenyingPolicyType; readonly denying: readonly StatementReference[] }[],
): Verdict | undefined {
  const first = sides.find(({ denying }) => denying.length > 0);
  if (first === undefined) return undefined;
  const statements = sides.flatMap(({ denying }) => denying);
  const where = first.kind === "boundary" ? ", the permissions boundary of the caller" : "";
  return {
    allowed: false,
    by: "explicit-deny",
    deniedIn: first.kind,
    reason: `${request} is denied by ${joined(statements)}${where}`,
    statements,
  };
}

/** Refused because something is missing. */
function missingVerdict(by: Verdict["by"], reason: string): Verdict {
  return { allowed: false, by, reason, statements: [] };
}

/**
 * Why the statement that came closest did not apply, as a clause after a reason; empty when no statement names the action. One
 * that fails only by its condition came closer than one for another resource or principal.
 */
function nearMissClause(nearMisses: readonly NearMiss[]): string {
  const byRelevance: readonly NearMiss["mismatch"][] = ["condition", "resource", "principal"];
  const closest = byRelevance
    .map((mismatch) => nearMisses.find((candidate) => candidate.mismatch === mismatch))
    .find((candidate) => candidate !== undefined);
  return closest === undefined ? "" : `; ${closest.statement} ${shortfall(closest)}`;
}

function shortfall({ mismatch, unmetConditions }: NearMiss): string {
  switch (mismatch) {
    case "condition":
      return `would, but its condition ${unmetConditions.join(" and ")} is not met`;
    case "resource":
      return "names other resources";
    case "principal":
      return "names other principals";
  }
}
