import { type LinkAccess, type LinkRole, roleOf, rolesIn } from "../../../../access/link/link-access";
import type { Probe } from "../../../../access/link/probes/probe";
import type { StateResource } from "../../../../access/terraform/plan-json";
import { ENVIRONMENT } from "../../../../redshift-data/link/environment-names";
import type { Difference } from "../differences/difference";
import { nameOf } from "../differences/resource-name";
import { variablesOf } from "../differences/shown-value";

/** On which hop each role is assumed, by its address; one that is not in it, nobody knows. */
export type HopsOfRoles = ReadonlyMap<string, Probe["hop"]>;

/**
 * What makes the path end before there is anything to ask: a part of the link that is gone, or no longer named.
 *
 * @param hops of the roles before
 * @param ofOthers ARN of the data role where others make it. Absent: it is a resource of the link
 */
export function missingPart(
  before: readonly StateResource[],
  after: readonly StateResource[],
  hops: HopsOfRoles,
  ofOthers?: string,
): string | undefined {
  const present = new Set(after.map(({ address }) => address));
  const gone = before.find(
    ({ address, type }) => /^aws_(iam_role|lambda_function)$/.test(type) && !present.has(address),
  );
  if (gone !== undefined) {
    const name = nameOf(gone.type, gone.values);
    return gone.type === "aws_iam_role"
      ? `${hopOf(gone.address, hops)} is now denied: ${name} does not exist`
      : `nothing takes hop 1 any more: ${name} does not exist`;
  }
  const query = after.find(({ type }) => type === "aws_lambda_function");
  const roles = after.filter(({ type }) => type === "aws_iam_role").map(({ values }) => values.arn);
  const { dataRoleArn } = ENVIRONMENT;
  const dataRole = query === undefined ? undefined : variablesOf(query.values.environment)[dataRoleArn];
  if (query === undefined || roles.includes(dataRole)) return undefined;
  if (ofOthers !== undefined && dataRole === ofOthers) return undefined;
  return `the function no longer takes hop 1 to the data role: its ${dataRoleArn} is ${String(dataRole ?? "not set")}`;
}

/**
 * That a role now has another ARN than what names it; `undefined`: it is none, or where it was. Its name stays, and its account.
 *
 * @param before the state that the difference is seen from
 */
export function movedRole(
  { edit }: Pick<Difference, "edit">,
  before: readonly StateResource[],
  hops: HopsOfRoles,
): string | undefined {
  if (!("set" in edit) || edit.attribute !== "path") return undefined;
  const role = before.find(({ address, type }) => type === "aws_iam_role" && address === edit.set);
  if (role === undefined) return undefined;
  const { address, type, values } = role;
  return `${hopOf(address, hops)} is now denied: ${nameOf(type, values)} is below path ${String(edit.value)}, and the link names ${String(values.arn)}`;
}

/** On which hop each role of a link is assumed. */
export function hopsOfRoles(link: LinkAccess): HopsOfRoles {
  return new Map(rolesIn(link).map((which) => [roleOf(link, which).address, HOPS[which]]));
}

/** Whoever assumes the query role takes hop 1 with it. */
const HOPS = { query: 1, data: 1, copy: 3, bucket: 4 } as const satisfies Record<LinkRole, Probe["hop"]>;

function hopOf(address: string, hops: HopsOfRoles): string {
  const hop = hops.get(address);
  return hop === undefined ? "a hop" : `hop ${hop}`;
}
