import { TRUST_POLICY } from "../../iam/decision";
import { isAllow, statementsOf, statementText } from "../../iam/statements";
import type { SynthesizedRole } from "../../terraform/synthesized-stack";
import { type LinkAccess, type LinkRole, roleOf, rolesIn } from "../link-access";
import { excessPermissions } from "./excess-permissions";
import { excessTrust } from "./excess-trust";

/** Part of a policy that grants more than the link needs. */
interface ExcessGrant {
  readonly role: LinkRole;
  /** Name of the inline policy; `trust policy` for the trust policy. */
  readonly policy: string;
  /** In words, for example "statement Extra of redshift-data-api lets the data role iam:PassRole on *". No external id. */
  readonly what: string;
}

/**
 * Every Allow of the link's roles that is not literally one the link needs, whatever its conditions. A probe asks about one
 * request, so it misses what only another request would be allowed: by a pattern, of another service, under a condition that
 * only another caller meets. This list misses nothing, because it compares with what should be there instead.
 *
 * Managed policies take no part: their text is not the stack's.
 *
 * @throws AccessError `no-target` when the environment names no target
 */
export function excessGrants(link: LinkAccess): readonly ExcessGrant[] {
  return rolesIn(link).flatMap((role) => {
    return documents(roleOf(link, role)).flatMap(({ policy, document }) =>
      statementsOf(document)
        .filter(isAllow)
        .flatMap((statement) => {
          const excess =
            policy === TRUST_POLICY
              ? excessTrust(link, role, statement)
              : excessPermissions(link, role, statement);
          return excess.map((what) => ({
            role,
            policy,
            what: `${statementText(statement, policy)} ${what}`,
          }));
        }),
    );
  });
}

/**
 * The excess grants of the second state of a link that the first one did not have, in words. A statement that was needed and
 * became superfluous only because the function now asks for something else is not among them: it grants nothing new.
 *
 * @throws AccessError `no-target` when an environment names no target
 */
export function newExcessGrants(before: LinkAccess, after: LinkAccess): readonly string[] {
  const words = (link: LinkAccess) => excessGrants(link).map(({ what }) => what);
  const known = words(before);
  const { queryRole, dataRole } = after;
  const { transfer: _, ...others } = before;
  const byOldNeeds = words({ ...others, queryRole, dataRole, ...transferByOldNeeds(before, after) });
  return words(after).filter((what) => byOldNeeds.includes(what) && !known.includes(what));
}

/** The roles of now with the buckets of before; those of a link that had none are new as a whole. */
function transferByOldNeeds(before: LinkAccess, { transfer }: LinkAccess): Pick<LinkAccess, "transfer"> {
  if (transfer === undefined) return {};
  return { transfer: { ...transfer, ...(before.transfer && { buckets: before.transfer.buckets }) } };
}

function documents({ trust, inlinePolicies }: SynthesizedRole) {
  return [
    { policy: TRUST_POLICY, document: trust },
    ...inlinePolicies.map(({ name, document }) => ({ policy: name, document })),
  ];
}
