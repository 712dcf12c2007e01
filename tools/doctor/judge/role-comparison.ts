import { TRUST_POLICY } from "../../../access/iam/decision";
import type { IamRole } from "../../../access/iam/iam-role";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import { ACCOUNT_OF, type RoleSide } from "../read/sides";
import type { Correction } from "./correction";
import { policyLines } from "./policy-lines";

/** What it calls the line that names the boundary. */
export const BOUNDARY = "permissions boundary";

/** A role as corrections name it. */
type Place = Pick<Correction, "account" | "accountId" | "role">;

export function placeOf(side: RoleSide, { accountId, path, name }: SynthesizedRole): Place {
  return { account: ACCOUNT_OF[side], accountId, role: `${path}${name}`.replace(/^\//, "") };
}

/** Every line in which a role as IAM has it differs from what the stack declares; empty when IAM reads them alike. */
export function roleCorrections(
  side: RoleSide,
  declared: SynthesizedRole,
  live: IamRole,
): readonly Correction[] {
  const place = placeOf(side, declared);
  return [
    ...documentCorrections(place, TRUST_POLICY, live.trust, declared.trust),
    ...inlineCorrections(place, declared, live),
    ...setCorrections(place, "attached policies", live.managedPolicyArns, declared.managedPolicyArns),
    ...setCorrections(
      place,
      BOUNDARY,
      live.boundaryArn === undefined ? [] : [live.boundaryArn],
      declared.boundaryArn === undefined ? [] : [declared.boundaryArn],
    ),
  ];
}

function documentCorrections(place: Place, policy: string, is: unknown, shouldBe: unknown): Correction[] {
  return policyLines(is, shouldBe).map((line) => ({ ...place, policy, ...line }));
}

function inlineCorrections(place: Place, declared: SynthesizedRole, live: IamRole): Correction[] {
  const names = [...new Set([...declared.inlinePolicies, ...live.inlinePolicies].map(({ name }) => name))];
  const documentOf = (role: Pick<IamRole, "inlinePolicies">, name: string) =>
    role.inlinePolicies.find((policy) => policy.name === name)?.document;
  return names.flatMap((name) =>
    documentCorrections(place, `inline policy ${name}`, documentOf(live, name), documentOf(declared, name)),
  );
}

function setCorrections(
  place: Place,
  policy: string,
  is: readonly string[],
  shouldBe: readonly string[],
): Correction[] {
  return [
    ...is.filter((arn) => !shouldBe.includes(arn)).map((arn) => ({ ...place, policy, is: arn })),
    ...shouldBe.filter((arn) => !is.includes(arn)).map((arn) => ({ ...place, policy, shouldBe: arn })),
  ];
}

/** Unique ids in what trust lines have now: each stands for a principal that was deleted, also when it is back. */
export function deadPrincipals(corrections: readonly Correction[]): readonly string[] {
  const trusted = corrections.filter(({ policy }) => policy === TRUST_POLICY);
  const ids = trusted.flatMap(({ is = "" }) => [...is.matchAll(/"(A(?:ROA|IDA)[A-Z0-9]+)"/g)]);
  return [...new Set(ids.map(([, id = ""]) => id))];
}
