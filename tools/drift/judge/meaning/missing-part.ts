import type { StateResource } from "../../../../access/terraform/plan-json";
import { ENVIRONMENT } from "../../../../redshift-data/link/environment-names";
import { nameOf } from "../differences/resource-name";
import { variablesOf } from "../differences/shown-value";

/**
 * What makes the path end before there is anything to ask: a part of the link that is gone, or no longer named.
 *
 * @param ofOthers ARN of the data role where others make it. Absent: it is a resource of the link
 */
export function missingPart(
  before: readonly StateResource[],
  after: readonly StateResource[],
  ofOthers?: string,
): string | undefined {
  const present = new Set(after.map(({ address }) => address));
  const gone = before.find(
    ({ address, type }) => /^aws_(iam_role|lambda_function)$/.test(type) && !present.has(address),
  );
  if (gone !== undefined) {
    const name = nameOf(gone.type, gone.values);
    return gone.type === "aws_iam_role"
      ? `hop 1 is now denied: ${name} does not exist`
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
