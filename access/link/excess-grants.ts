import { isAllow, statementsOf, statementText } from "../iam/statements";
import type { SynthesizedRole } from "../terraform/synthesized-stack";
import { permissionsBeyond } from "./excess-permissions";
import { trustBeyond } from "./excess-trust";
import type { LinkAccess } from "./link-access";

/** Part of a policy that says more than the link needs. */
export interface BeyondLink {
  readonly role: "query" | "data";
  /** Name of the inline policy; `trust policy` for the trust policy. */
  readonly policy: string;
  /** In words, for example "statement Extra of redshift-data-api lets the data role iam:PassRole on *". No external id. */
  readonly what: string;
}

/**
 * Every Allow of the two roles that is not literally one the link is made of, whatever its conditions. Probes ask about
 * single requests, so they miss what only a request unlike theirs would be allowed: patterns, other services, condition keys
 * of another caller. This list misses nothing, since it knows what should be there instead.
 *
 * Managed policies are not the stack's text, and take no part.
 *
 * @throws AccessError when the environment names no target
 */
export function statementsBeyondLink(link: LinkAccess): readonly BeyondLink[] {
  return (["query", "data"] as const).flatMap((which) => {
    const role = which === "query" ? link.queryRole : link.dataRole;
    return documents(role).flatMap(({ policy, document }) =>
      statementsOf(document)
        .filter(isAllow)
        .flatMap((statement) => {
          const beyond =
            policy === TRUST_POLICY
              ? trustBeyond(link, which, statement)
              : permissionsBeyond(link, which, statement);
          return beyond.map((what) => ({
            role: which,
            policy,
            what: `${statementText(statement, policy)} ${what}`,
          }));
        }),
    );
  });
}

/**
 * What the second state of a link lets happen, in words, that neither state needs and the first one did not say. A statement
 * that only became superfluous, because the function now asks for something else, is no new one.
 *
 * @throws AccessError when an environment names no target
 */
export function newBeyondLink(before: LinkAccess, after: LinkAccess): readonly string[] {
  const words = (link: LinkAccess) => statementsBeyondLink(link).map(({ what }) => what);
  const known = words(before);
  const { queryRole, dataRole } = after;
  const byOldNeeds = words({ ...before, queryRole, dataRole });
  return words(after).filter((what) => byOldNeeds.includes(what) && !known.includes(what));
}

const TRUST_POLICY = "trust policy";

function documents({ trust, inlinePolicies }: SynthesizedRole) {
  return [
    { policy: TRUST_POLICY, document: trust },
    ...inlinePolicies.map(({ name, document }) => ({ policy: name, document })),
  ];
}
