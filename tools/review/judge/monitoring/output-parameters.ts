import { isNothing } from "../../../../access/terraform/expected-parts/checks";
import { resourceAt } from "../../../../access/terraform/terraform-stack";
import { type Json, presentMembers } from "../../../../aws/json";
import { invokedName } from "../../../../aws/lambda";
import type { Violation } from "../finding";
import { PARAMETER_ADDRESSES, parameterAddress } from "../link-addresses";
import type { LinkSubject } from "../subject";
import { isBesideFunction } from "./beside-function";

/**
 * Parameters that do not say what the link is. Whoever reads one believes it: a name of another function, or of another role, leads
 * callers there.
 */
export function outputParameters(subject: LinkSubject): readonly Violation[] {
  const values = valuesOf(subject);
  const found = PARAMETER_ADDRESSES.flatMap((address) => resourceAt(subject, address) ?? []);
  if (found.length === 0) return [];
  const keys = found.map(({ block }) => String(block.key_id ?? ""));
  const paths = found.map(({ block }) => String(block.name).replace(/\/[^/]*$/, ""));
  return [
    ...Object.keys(values)
      .map(parameterAddress)
      .filter((address) => found.every((other) => other.address !== address))
      .map((address) => ({
        address,
        message: `${address} is missing, and a link with outputs in Parameter Store has it`,
      })),
    ...found.flatMap(({ address, name, block }, index) => {
      const unlike = [
        ...(block.name === `${paths[0]}/${name.replaceAll("_", "-")}` ? [] : ["name"]),
        ...unlikeValue(block, values[name]),
        ...(keys[index] === keys[0] ? [] : ["key_id"]),
        ...(isBesideFunction(subject, block) ? [] : ["provider"]),
      ];
      return unlike.map((what) => ({
        address,
        message: `${what} of ${address} is not what the link's output says`,
      }));
    }),
  ];
}

/** What the parameters of a link say: those of an alias and of the roles for its buckets are there only with them. */
function valuesOf({ link }: LinkSubject): Readonly<Record<string, string>> {
  const { queryFunction, queryRole, dataRole, transfer } = link;
  const { name, arn, alias } = queryFunction;
  return presentMembers({
    query_function_name: name,
    query_function_arn: arn,
    query_function_alias_arn: alias === undefined ? undefined : invokedName(arn, alias.name),
    query_role_arn: queryRole.arn,
    data_role_arn: dataRole.arn,
    copy_role_arn: transfer?.copyRole.arn,
    bucket_role_arn: transfer?.bucketRole.arn,
  });
}

/** An encrypted one has a key, and its value where the provider takes it for sensitive; any other has it in the open. */
function unlikeValue(block: Json, expected: string | undefined): readonly string[] {
  const isEncrypted = block.type === "SecureString";
  const [written, other] = isEncrypted
    ? (["value", "insecure_value"] as const)
    : (["insecure_value", "value"] as const);
  return [
    ...(block[written] === expected ? [] : [written]),
    ...(isNothing(block[other]) ? [] : [other]),
    ...(isEncrypted === isNothing(block.key_id) ? ["key_id"] : []),
  ];
}
