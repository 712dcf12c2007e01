import { type DecidedBy, type StatementReference, TRUST_POLICY } from "../../../access/iam/decision";
import type { IamRole } from "../../../access/iam/iam-role";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import type { RoleSide } from "../read/sides";
import type { Correction } from "./correction";
import { policyLines } from "./policy-lines";
import type { Refusal } from "./refusal";
import { BOUNDARY, correctedRoleOf, roleCorrections } from "./role-comparison";

/** Which of a role's policies take part: as the one to be assumed, or as the one that acts. */
export type Aspect = "trust" | "permissions";

/** A role as the stack declares it and as IAM has it. */
export interface ComparedRole {
  readonly side: RoleSide;
  readonly declared: SynthesizedRole;
  readonly live: IamRole;
}

/** Which lines can be behind a decision; those of the other kinds stay out of the way of the one to change. */
const BEHIND: Readonly<Record<Exclude<DecidedBy, "allowed" | "explicit-deny">, readonly Aspect[]>> = {
  identity: ["permissions"],
  trust: ["trust"],
  "identity-and-trust": ["trust", "permissions"],
  boundary: ["permissions"],
  "other-account": ["trust", "permissions"],
  // The policy of a session or of another resource than a role: none of a role's lines.
  session: [],
  resource: [],
};

/** The lines of a role to change so that it no longer refuses these requests; each once. */
export function decidingLines(
  role: ComparedRole,
  aspect: Aspect,
  refusals: readonly Refusal[],
): readonly Correction[] {
  const differing = roleCorrections(role.side, role.declared, role.live).filter(
    ({ policy }) => (policy === TRUST_POLICY) === (aspect === "trust"),
  );
  const lines = refusals.flatMap((refusal) => linesBehind(refusal, aspect, role, differing));
  const unique = [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
  return aspect === "trust" ? unique : [...unique, ...missingInBoundary(role, refusals)];
}

function linesBehind(
  { decision: { by, statements }, granting = [] }: Refusal,
  aspect: Aspect,
  role: ComparedRole,
  differing: readonly Correction[],
): readonly Correction[] {
  if (by === "allowed") return [];
  if (by === "explicit-deny") {
    return statements
      .filter(({ policy }) => (policy === TRUST_POLICY) === (aspect === "trust"))
      .flatMap((statement) => denyingLines(statement, role, differing));
  }
  if (!BEHIND[by].includes(aspect)) return [];
  const candidates =
    aspect === "trust"
      ? differing
      : differing.filter(({ policy }) => (policy === BOUNDARY) === (by === "boundary"));
  const broken = candidates.filter((line) => granting.some((statement) => isIn(statement, line)));
  return broken.length > 0 ? broken : candidates;
}

/** A Deny that the stack does not declare, or one in the text of a managed policy that it does. */
function denyingLines(
  reference: StatementReference,
  { side, declared, live }: ComparedRole,
  differing: readonly Correction[],
): readonly Correction[] {
  const compared = differing.filter((line) => isIn(reference, line));
  const arns = [...live.managedPolicyArns, ...(live.boundaryArn === undefined ? [] : [live.boundaryArn])];
  const arn = arns.find((candidate) => candidate.endsWith(`/${reference.policy}`));
  if (compared.length > 0 || arn === undefined) return compared;
  const policy = `${arn === live.boundaryArn ? BOUNDARY : "managed policy"} ${arn}`;
  return policyLines(live.documents[arn], undefined)
    .filter(({ statement, is = "" }) => statementIs(reference, statement) && is.includes('"Effect": "Deny"'))
    .map((line) => ({ ...correctedRoleOf(side, declared), policy, ...line, outsideStack: true }));
}

/** Whether a line is one of the statement, or names the managed policy that the statement is in. */
function isIn(reference: StatementReference, { policy, statement, is, shouldBe }: Correction): boolean {
  if (statement === undefined) return [is, shouldBe].some((arn) => arn?.endsWith(`/${reference.policy}`));
  return policy.replace(/^inline policy /, "") === reference.policy && statementIs(reference, statement);
}

/** A statement without a Sid is told by its place in the document. */
function statementIs({ sid }: StatementReference, name: string | undefined): boolean {
  if (name === undefined) return false;
  return sid === undefined ? /^number \d+$/.test(name) : name === sid;
}

/** What the text of a declared boundary would have to allow too. */
function missingInBoundary(
  { side, declared, live }: ComparedRole,
  refusals: readonly Refusal[],
): readonly Correction[] {
  if (live.boundaryArn === undefined || live.boundaryArn !== declared.boundaryArn) return [];
  const policy = `${BOUNDARY} ${live.boundaryArn}`;
  const actions = new Map<string, string[]>();
  for (const { decision, action, resource } of refusals) {
    if (decision.by === "boundary") actions.set(resource, [...(actions.get(resource) ?? []), action]);
  }
  return [...actions].flatMap(([Resource, Action]) =>
    policyLines(undefined, { Statement: { Effect: "Allow", Action, Resource } }).map(({ shouldBe = "" }) => ({
      ...{ ...correctedRoleOf(side, declared), policy, shouldBe, outsideStack: true as const },
    })),
  );
}
