import type { LinkAccess } from "../link-access";
import { anyOtherRoleArn } from "./describe-request";
import { hop1Probes } from "./hop1-probes";
import { hop2Probes } from "./hop2-probes";
import type { Probe } from "./probe";
import { transferProbes } from "./transfer-probes";

/**
 * What to ask about a link: who may become its roles, what the data role and those between Redshift and the buckets may do, and what
 * none may. Built from
 * the function's environment and the role policies alone. The probes of one state of a link can be asked about
 * another; take those of both states to see everything a change names.
 *
 * @throws AccessError `no-target` when the environment names no target
 */
export function linkProbes(link: LinkAccess): readonly Probe[] {
  return [...hop1Probes(link), ...queryRoleProbes(link), ...hop2Probes(link), ...transferProbes(link)];
}

/** What the query role may do beside hop 1. */
function queryRoleProbes({ queryRole, dataRole }: LinkAccess): readonly Probe[] {
  const byQueryRole = { hop: 1, role: "query", who: "the query role", expected: "denied" } as const;
  return [
    {
      ...byQueryRole,
      id: "query-role-assumes-another-role",
      does: "assume another role of the redshift account that trusts it",
      question: {
        kind: "assume-as-query-role",
        roleArn: anyOtherRoleArn(dataRole),
      },
    },
    {
      ...byQueryRole,
      id: "query-role-writes-its-policies",
      does: "write its own inline policies",
      question: { kind: "call-as-query-role", action: "iam:PutRolePolicy", resource: queryRole.arn },
    },
  ];
}
