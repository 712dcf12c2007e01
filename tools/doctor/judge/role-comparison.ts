import { TRUST_POLICY } from "../../../access/iam/decision";
import type { IamRole } from "../../../access/iam/iam-role";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import { ACCOUNT_OF, type RoleSide } from "../read/sides";
import type { Correction } from "./correction";
import { policyLines } from "./policy-lines";

/** What it calls the line that names the boundary. */
export const BOUNDARY = "permissions boundary";

/** A role as corrections name it. */
type CorrectedRole = Pick<Correction, "account" | "accountId" | "role">;

export function correctedRoleOf(side: RoleSide, { accountId, path, name }: SynthesizedRole): CorrectedRole {
  return { account: ACCOUNT_OF[side], accountId, role: `${path}${name}`.replace(/^\//, "") };
}

/** Every line in which a role as IAM has it differs from what the stack declares; empty when IAM reads them alike. */
export function roleCorrections(
  side: RoleSide,
  declared: SynthesizedRole,
  live: IamRole,
): readonly Correction[] {
  const corrected = correctedRoleOf(side, declared);
  return [
    ...documentCorrections(corrected, TRUST_POLICY, live.trust, declared.trust),
    ...inlineCorrections(corrected, declared, live),
    ...setCorrections(corrected, "attached policies", live.managedPolicyArns, declared.managedPolicyArns),
    ...setCorrections(
      corrected,
      BOUNDARY,
      live.boundaryArn === undefined ? [] : [live.boundaryArn],
      declared.boundaryArn === undefined ? [] : [declared.boundaryArn],
    ),
  ];
}

function documentCorrections(
  corrected: CorrectedRole,
  policy: string,
  is: unknown,
  shouldBe: unknown,
): Correction[] {
  return policyLines(is, shouldBe).map((line) => ({ ...corrected, policy, ...line }));
}

function inlineCorrections(corrected: CorrectedRole, declared: SynthesizedRole, live: IamRole): Correction[] {
  const names = [...new Set([...declared.inlinePolicies, ...live.inlinePolicies].map(({ name }) => name))];
  const documentOf = (role: Pick<IamRole, "inlinePolicies">, name: string) =>
    role.inlinePolicies.find((policy) => policy.name === name)?.document;
  return names.flatMap((name) =>
    documentCorrections(
      corrected,
      `inline policy ${name}`,
      documentOf(live, name),
      documentOf(declared, name),
    ),
  );
}

function setCorrections(
  corrected: CorrectedRole,
  policy: string,
  is: readonly string[],
  shouldBe: readonly string[],
): Correction[] {
  return [
    ...is.filter((arn) => !shouldBe.includes(arn)).map((arn) => ({ ...corrected, policy, is: arn })),
    ...shouldBe.filter((arn) => !is.includes(arn)).map((arn) => ({ ...corrected, policy, shouldBe: arn })),
  ];
}

/** Unique ids in what trust lines have now: each stands for a principal that was deleted, also when it is back. */
export function deadPrincipals(corrections: readonly Correction[]): readonly string[] {
  const trusted = corrections.filter(({ policy }) => policy === TRUST_POLICY);
  const ids = trusted.flatMap(({ is = "" }) => [...is.matchAll(/"(A(?:ROA|IDA)[A-Z0-9]+)"/g)]);
  return [...new Set(ids.map(([, id = ""]) => id))];
}
