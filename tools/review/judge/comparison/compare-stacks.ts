import { TRUST_POLICY } from "../../../../access/iam/decision";
import { statementsOf } from "../../../../access/iam/statements";
import { newExcessGrants } from "../../../../access/link/excess-grants/excess-grants";
import { type LinkAccess, type LinkRole, roleOf, rolesIn } from "../../../../access/link/link-access";
import type { LinkAnswers } from "../../../../access/link/link-answers";
import { changeInWords } from "../../../../access/link/probes/probe";
import type { SynthesizedRole } from "../../../../access/terraform/synthesized-stack";
import { maskExternalIds } from "../../../lib/report/mask";
import { messageOf } from "../../../lib/terminal/message-of";
import type { Unchecked } from "../finding";
import type { PolicyDifference } from "../policy-difference";
import { trustsExactly } from "../replaced-together";
import { type RoleInWords, replacementInWords } from "../replacement";
import { ownerChanges } from "./owner-changes";

/** What a change does to access. */
export interface AccessChange {
  /** For example "the data role can now read as db user `etl`". */
  readonly grants: readonly string[];
  /** For example "the data role can no longer read as db user `etl`". */
  readonly takesAway: readonly string[];
  /** Statements and attachments that come and go, those that go first. */
  readonly statements: readonly PolicyDifference[];
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
  const [had, has] = [invokersOf(before.link), invokersOf(after.link)];
  const [invokedBefore, invokedAfter] = [invokedOf(before.link), invokedOf(after.link)];
  const isKept = invokedBefore === invokedAfter;
  grants.push(
    ...has
      .filter((who) => !isKept || !had.includes(who))
      .map((who) => `${who} can now invoke ${invokedAfter}`),
    ...newLayers(before.link, after.link).map((layer) => `layer ${layer} now runs in the function`),
  );
  takesAway.push(
    ...had
      .filter((who) => !isKept || !has.includes(who))
      .map((who) => `${who} can no longer invoke ${invokedBefore}`),
    ...newLayers(after.link, before.link).map((layer) => `layer ${layer} no longer runs in the function`),
  );
  const owners = ownerChanges(before.link, after.link);
  grants.push(...owners.grants);
  takesAway.push(...owners.takesAway);
  const roles = rolesIn({ ...before.link, ...after.link }).map((role) => {
    const [was, is] = [before.link, after.link].map((link) => existingRole(link, role));
    return { role: `${role} role` as const, was, is };
  });
  const isMoved = before.link.queryRole.arn !== after.link.queryRole.arn;
  const isReplaced = (role: RoleInWords, was: SynthesizedRole, is: SynthesizedRole) =>
    was.arn !== is.arn ||
    (role === "data role" && isMoved && trustsExactly(after.link.dataRole, after.link.queryRole));
  takesAway.push(
    ...roles.flatMap(({ role, was, is }) =>
      was !== undefined &&
      is !== undefined &&
      // Of a role that others own at either time, nothing is replaced.
      was.assumed === undefined &&
      is.assumed === undefined &&
      isReplaced(role, was, is)
        ? [replacementInWords(role, was.arn, is.arn)]
        : [],
    ),
  );
  const statements = roles.flatMap(({ role, was, is }) =>
    differences(role, parts(before.link, was), parts(after.link, is)),
  );
  return { grants, takesAway, statements, unchecked };
}

/** What of the function the statements of its resource policy are for. */
function invokedOf({ queryFunction: { alias } }: LinkAccess): string {
  return alias === undefined ? "the function" : `alias ${alias.name} of the function`;
}

/** Layers of a function that it did not have before. */
function newLayers(before: LinkAccess, after: LinkAccess): readonly string[] {
  const { layers: had = [] } = before.queryFunction;
  return (after.queryFunction.layers ?? []).filter((layer) => !had.includes(layer));
}

/** Who may invoke the function by its resource policy, in words. */
function invokersOf({ queryFunction: { invokers = [] } }: LinkAccess): readonly string[] {
  return invokers.map(({ principal, sourceArn, sourceAccount }) =>
    [
      principal,
      ...(sourceArn === undefined ? [] : [`for ${sourceArn}`]),
      ...(sourceAccount === undefined ? [] : [`of account ${sourceAccount}`]),
    ].join(" "),
  );
}

/** What decides about a role, by its exact text, which tells two external ids apart. */
type Parts = ReadonlyMap<string, Pick<PolicyDifference, "policy" | "statement">>;

function differences(role: RoleInWords, before: Parts, after: Parts): readonly PolicyDifference[] {
  const only = (side: PolicyDifference["side"], parts: Parts, others: Parts) =>
    [...parts].filter(([key]) => !others.has(key)).map(([, part]) => ({ side, role, ...part }));
  return [...only("before", before, after), ...only("after", after, before)];
}

/** `undefined`: this state of the link has no such role. */
function existingRole(link: LinkAccess, role: LinkRole): SynthesizedRole | undefined {
  return rolesIn(link).includes(role) ? roleOf(link, role) : undefined;
}

/** Everything that decides about a role, texts that the stack carries included. Without the role: nothing. */
function parts({ documents: carried }: LinkAccess, role: SynthesizedRole | undefined): Parts {
  if (role === undefined) return new Map();
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
  return new Map([
    [arn, { policy: arn }],
    ...documents.flatMap(({ name, document }) =>
      statementsOf(document).map(
        (statement) =>
          [
            `${name} ${JSON.stringify(statement)}`,
            { policy: name, statement: maskExternalIds(statement) },
          ] as const,
      ),
    ),
    ...named.map((name) => [name, { policy: name }] as const),
  ]);
}
