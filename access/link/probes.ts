import { hop1Probes } from "./hop1-probes";
import { hop2Probes } from "./hop2-probes";
import { callAsQueryRole, queryRoleAssumes } from "./hops";
import type { LinkAccess } from "./link-access";
import { type Probe, probe } from "./probe";

/**
 * What to ask about a link: who may become its roles, what the data role may do, and what neither may. Built from
 * the function's environment and the role policies alone. The probes of one state of a link can be asked about
 * another; take those of both states to see everything a change names.
 *
 * @throws AccessError when the environment names no target
 */
export function linkProbes(link: LinkAccess): readonly Probe[] {
  return [...hop1Probes(link), ...queryRoleProbes(link), ...hop2Probes(link)];
}

/** What the query role may do beside hop 1. */
function queryRoleProbes({ queryRole, dataRole }: LinkAccess): readonly Probe[] {
  const beside = (id: string, does: string, ask: Probe["ask"]) =>
    probe({
      id: `query role ${id}`,
      hop: 1,
      role: "query",
      who: "the query role",
      does,
      expected: "denied",
      ask,
    });
  const otherRole = dataRole.arn.replace(/:role\/.*$/, ":role/any-other-role");
  return [
    beside("assumes another role", "assume another role of the redshift account that trusts it", (state) =>
      queryRoleAssumes(state, otherRole),
    ),
    beside("writes its policies", "write its own inline policies", (state) =>
      callAsQueryRole(state, { action: "iam:PutRolePolicy", resource: queryRole.arn }),
    ),
  ];
}
