import { isJson } from "../../../../../aws/json";
import type { VpcDemands } from "../../../../../config/function-demands";
import type { LinkFacts } from "../../../read/link-facts";
import type { LiveEndpoint, LiveNetwork, Peer } from "../../../read/live-network";
import { type LinkCheck, ok, problem } from "../../check";
import { stageResult } from "../../stage-result";
import { cidrContains } from "./cidr";

/** What a function calls: the service, where, and the role that calls it. */
interface Called {
  readonly service: "sts" | "redshift-data";
  readonly region: string;
  readonly role: string;
  readonly action: string;
}

function calledBy({
  lambdaAccount,
  redshiftAccount,
  queryRole,
  dataRole,
}: LinkFacts["link"]): readonly Called[] {
  return [
    { service: "sts", region: lambdaAccount.region, role: queryRole.name, action: "sts:AssumeRole" },
    {
      ...{ service: "redshift-data", region: redshiftAccount.region, role: dataRole.name },
      action: "redshift-data:*",
    },
  ];
}

/** A function in a VPC has a way to the two services that it calls. Of the network, nothing is the link's: it is looked at, not kept. */
export const network: LinkCheck = {
  id: "network",
  lookedAt: ({ link }) =>
    `subnets ${(link.function.vpc?.subnetIds ?? []).join(", ")}: interface endpoints of their VPC, their security groups, default routes`,
  expected: () =>
    "a way on port 443 to sts and redshift-data: an interface endpoint for each with private DNS, or a default route to a NAT gateway",
  run: async (facts) => {
    const { vpc } = facts.link.function;
    if (vpc === undefined) return ok("the function is in no VPC");
    const live = await facts.network(vpc);
    const ways = calledBy(facts.link).map((called) => wayTo(called, live, facts.link, vpc));
    const wrong = [...unlikeSubnets(live, vpc), ...shutOut(live, vpc), ...ways.flatMap((way) => way.wrong)];
    const found = ways.map((way) => way.found).join("; ");
    if (wrong.length === 0) return ok(found);
    // Whatever else is between them: the calls arrive.
    if (stageResult(await facts.selectOne(), "authorize") === "proven")
      return ok(`the function's calls arrive, though ${wrong.join("; ")}`);
    return problem(
      wrong.join("; "),
      "correct it in the VPC: docs/demands.md#vpc; the network is not the link's, so no deploy changes it",
    );
  },
};

function unlikeSubnets({ subnets, groups }: LiveNetwork, vpc: VpcDemands): readonly string[] {
  const vpcs = [...new Set(subnets.map(({ vpcId }) => vpcId))];
  return [
    ...vpc.subnetIds
      .filter((id) => subnets.every((subnet) => subnet.id !== id))
      .map((id) => `there is no ${id}`),
    ...(vpcs.length > 1 ? [`the subnets are of ${vpcs.join(" and ")}`] : []),
    ...(subnets.length === 0
      ? []
      : vpc.securityGroupIds.filter((id) => !groups.has(id)).map((id) => `there is no ${id}`)),
  ];
}

/** All of a function's security groups let it out together. */
function shutOut({ groups }: LiveNetwork, { securityGroupIds }: VpcDemands): readonly string[] {
  const known = securityGroupIds.flatMap((id) => groups.get(id) ?? []);
  if (known.length === 0 || known.some(({ lets }) => lets.out.length > 0)) return [];
  return [`${securityGroupIds.join(" and ")} let the function out nowhere on port 443`];
}

interface Way {
  readonly found: string;
  readonly wrong: readonly string[];
}

function wayTo(called: Called, live: LiveNetwork, link: LinkFacts["link"], vpc: VpcDemands): Way {
  const { service, region } = called;
  const name = `com.amazonaws.${region}.${service}`;
  const endpoint =
    region === link.lambdaAccount.region
      ? live.endpoints.find((candidate) => candidate.service.replace(/^cn\./, "") === name)
      : undefined;
  if (endpoint !== undefined) return throughEndpoint(endpoint, called, live, vpc);
  const routes = live.subnets.map(({ id, defaultRoute }) => ({
    id,
    defaultRoute,
    isOut: isWayOut(defaultRoute),
  }));
  const [closed] = routes.filter(({ isOut }) => !isOut);
  if (routes.length > 0 && closed === undefined) {
    return {
      found: `${service} through ${[...new Set(routes.map((route) => route.defaultRoute))].join(", ")}`,
      wrong: [],
    };
  }
  const vpcs = [...new Set(live.subnets.map(({ vpcId }) => vpcId))].join(" and ");
  const route =
    closed?.defaultRoute === undefined
      ? "no default route"
      : `its default route through ${closed.defaultRoute}, where a function has no public address`;
  const why =
    closed === undefined ? "" : `: ${vpcs} has no interface endpoint ${name}, and ${closed.id} has ${route}`;
  return { found: "", wrong: closed === undefined ? [] : [`there is no way to ${service}${why}`] };
}

/** Through an internet gateway goes only what has a public address, and a function never has. */
function isWayOut(target: string | undefined): boolean {
  return target !== undefined && !target.startsWith("igw-") && target !== "local";
}

function throughEndpoint(
  { id, state, hasPrivateDns, groupIds, policy }: LiveEndpoint,
  { service, role, action }: Called,
  live: LiveNetwork,
  { securityGroupIds }: VpcDemands,
): Way {
  const peers = groupIds.flatMap((groupId) => live.groups.get(groupId)?.lets.in ?? []);
  const lets = (peer: Peer) => letsIn(peer, live, securityGroupIds);
  const wrong = [
    ...(state === "available" ? [] : [`${id} to ${service} is ${state}`]),
    ...(hasPrivateDns
      ? []
      : [`${id} to ${service} has no private DNS, so that the function's calls pass it by`]),
    ...(peers.some(lets)
      ? []
      : [
          `${id} to ${service} lets nothing of ${securityGroupIds.join(" or ")} in on port 443 (${groupIds.join(", ")})`,
        ]),
  ];
  const hint = isOpen(policy) ? "" : `, whose policy has to let ${role} ${action}`;
  return { found: `${service} through ${id}${hint}`, wrong };
}

/** A list of ranges is not looked into: it may hold the function's. */
function letsIn(peer: Peer, { subnets }: LiveNetwork, securityGroupIds: readonly string[]): boolean {
  if ("prefixListId" in peer) return true;
  if ("groupId" in peer) return securityGroupIds.includes(peer.groupId);
  return subnets.some(({ cidr }) => cidrContains(peer.cidr, cidr));
}

/** The policy that an endpoint has unless it is given one lets everybody do everything. */
function isOpen(policy: string | undefined): boolean {
  if (policy === undefined || policy === "") return true;
  try {
    const document: unknown = JSON.parse(policy);
    const statements: readonly unknown[] = isJson(document) ? [document.Statement].flat() : [];
    const [statement, ...more] = statements;
    if (more.length > 0 || !isJson(statement) || statement.Condition !== undefined) return false;
    const { Effect, Principal, Action, Resource } = statement;
    const isAny = Principal === "*" || (isJson(Principal) && Principal.AWS === "*");
    return Effect === "Allow" && isAny && Action === "*" && Resource === "*";
  } catch {
    return false;
  }
}
