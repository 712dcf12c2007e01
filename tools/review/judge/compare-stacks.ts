import { TRUST_POLICY } from "../../../access/iam/decision";
import { isAllow, statementsOf } from "../../../access/iam/statements";
import { newExcessGrants } from "../../../access/link/excess-grants/excess-grants";
import type { LinkAccess } from "../../../access/link/link-access";
import type { LinkAnswers } from "../../../access/link/link-answers";
import { changeInWords } from "../../../access/link/probes/probe";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";
import { maskExternalIds } from "../../lib/report/mask";
import { messageOf } from "../../lib/terminal/message-of";
import type { Unchecked } from "./finding";
import { trustsExactly } from "./replaced-together";
import { type RoleInWords, replacementInWords } from "./replacement";

/** What a change does to access. */
export interface AccessChange {
  /** For example "the data role can now read as db user `etl`". */
  readonly grants: readonly string[];
  /** For example "the data role can no longer read as db user `etl`". */
  readonly takesAway: readonly string[];
  /** Statements and attachments that come and go, as they stand in the policies; external ids masked. */
  readonly statements: readonly string[];
  readonly unchecked: readonly Unchecked[];
}

/** Compares two states of one link: by the answers to the probes of both, and by their statements. */
export async function compareStacks(before: LinkAnswers, after: LinkAnswers): Promise<AccessChange> {
  const probes = new Map([...before.probes, ...after.probes].map((probe) => [probe.id, probe]));
  const [grants, takesAway, unchecked] = [[] as string[], [] as string[], [] as Unchecked[]];
  for (const probe of probes.values()) {
    try {
      const [was, is] = [await before.ask(probe.question), await after.ask(probe.question)];
      const words = changeInWords(probe, was, is);
      if (words !== undefined) (is.allowed ? grants : takesAway).push(words);
    } catch (error) {
      unchecked.push({ what: probe.id, reason: messageOf(error) });
    }
  }
  try {
    // What no question asks about.
    grants.push(...newExcessGrants(before.link, after.link));
    takesAway.push(...newExcessGrants(after.link, before.link).map((what) => `no longer: ${what}`));
  } catch (error) {
    unchecked.push({ what: "statements beyond the link", reason: messageOf(error) });
  }
  const roles = [
    ["query role", before.link.queryRole, after.link.queryRole],
    ["data role", before.link.dataRole, after.link.dataRole],
  ] as const;
  const isMoved = before.link.queryRole.arn !== after.link.queryRole.arn;
  takesAway.push(
    ...roles
      .filter(
        ([role, was, is]) =>
          was.arn !== is.arn || (role === "data role" && isMoved && trustsExactly(after.link)),
      )
      .map(([role, was, is]) => replacementInWords(role, was.arn, is.arn)),
  );
  const statements = roles.flatMap(([role, was, is]) =>
    changes(role, texts(before.link, was), texts(after.link, is)),
  );
  return { grants, takesAway, statements, unchecked };
}

type Texts = ReadonlyMap<string, string>;

function changes(which: RoleInWords, before: Texts, after: Texts): readonly string[] {
  const line = (sign: string, [, shown]: readonly [string, string]) => `${sign} ${which}: ${shown}`;
  return [
    ...[...before].filter(([key]) => !after.has(key)).map((entry) => line("-", entry)),
    ...[...after].filter(([key]) => !before.has(key)).map((entry) => line("+", entry)),
  ];
}

/** Everything that decides about a role, texts that the stack carries included: exact text → text to show. */
function texts({ documents: carried }: LinkAccess, role: SynthesizedRole) {
  const { arn, trust, inlinePolicies, managedPolicyArns, boundaryArn } = role;
  const named = [
    ...managedPolicyArns.map((policy) => `managed policy ${policy}`),
    ...(boundaryArn === undefined ? [] : [`permissions boundary ${boundaryArn}`]),
  ];
  const documents = [
    { name: TRUST_POLICY, document: trust },
    ...inlinePolicies,
    ...named.map((name) => ({ name, document: carried[name.slice(name.lastIndexOf(" ") + 1)] })),
  ];
  return new Map<string, string>([
    [arn, arn],
    ...documents.flatMap(({ name, document }) =>
      statementsOf(document).map((statement): [string, string] => [
        `${name} ${JSON.stringify(statement)}`,
        `${name}: ${isAllow(statement) ? "" : "(deny) "}${JSON.stringify(maskExternalIds(statement))}`,
      ]),
    ),
    ...named.map((name): [string, string] => [name, name]),
  ]);
}
