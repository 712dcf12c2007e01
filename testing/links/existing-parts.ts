import type { OthersPartName } from "../../access/terraform/carried/parts-of-others";
import { readSynthesizedStack } from "../../access/terraform/synthesized-stack";
import { linkWith } from "./links";
import { Synth } from "./synth-stack";

/** Terraform names of what a part of a link is made of. */
const NAMES: Readonly<Record<OthersPartName, RegExp>> = {
  queryRole: /^query_role/,
  dataRole: /^data_role/,
  function: /^query_function/,
};

/** What a synthesized stack says where others own some of its parts. */
export interface ExistingStack {
  readonly "//": { existing: Record<string, Record<string, unknown>> };
  resource: Record<string, Record<string, Record<string, unknown>>>;
  data: Record<string, Record<string, Record<string, unknown>>>;
  provider: { aws: Record<string, unknown>[] };
  output: Record<string, Record<string, unknown>>;
  [section: string]: unknown;
}

/**
 * The stack of a link as it is synthesized, made to be one of which others own some parts: their resources are gone, and `//`
 * and a description tell of them.
 *
 * @param link fields of the link
 * @param parts with members that differ from what the hand-off asks for
 */
export function existingStack(link: object, parts: Partial<Record<OthersPartName, object>>): ExistingStack {
  const { json } = new Synth(linkWith(link));
  const { roles, functions } = readSynthesizedStack(json);
  const stack = structuredClone(json) as unknown as ExistingStack;
  const names = Object.keys(parts) as OthersPartName[];
  const region = "ap-northeast-1";
  const existing: Record<string, Record<string, unknown>> = {};
  for (const part of names) {
    const role = roles.find(({ address }) => address.includes(part === "queryRole" ? "query" : "data"));
    const [called] = functions;
    if (role === undefined || called === undefined) throw new Error(`the stack has no ${part}`);
    const { address: _, trust, inlinePolicies, managedPolicyArns: _none, ...identity } = role;
    const { arn, roleArn, environment, name, accountId } = called;
    existing[part] = {
      ...(part === "function"
        ? { accountId, region, partition: "aws", name, arn, roleArn, environment }
        : {
            ...identity,
            region,
            trustPolicy: trust,
            policies: Object.fromEntries(
              inlinePolicies
                .filter(
                  ({ name: of }) => !(of === "assume-data-role" && "inlinePolicy" in (parts[part] ?? {})),
                )
                .map(({ name: of, document }) => [of, document]),
            ),
            textFrom: "hand-off",
          }),
      ...parts[part],
    };
  }
  const isOf = (name: string) => names.some((part) => NAMES[part].test(name));
  const ownPolicy = (name: string) =>
    "inlinePolicy" in (parts.queryRole ?? {}) && name === "query_role_assume_data_role";
  for (const section of [stack.resource, stack.data]) {
    for (const [type, byName] of Object.entries(section)) {
      for (const [name, block] of Object.entries(byName)) {
        if (isOf(name) && !(ownPolicy(name) && !type.includes("exclusive"))) delete byName[name];
        else if (ownPolicy(name) && type === "aws_iam_role_policy") block.name = "analytics-assume-data-role";
        if (byName[name] !== undefined) Object.assign(block, withoutReferences(block, roles));
      }
      if (Object.keys(byName).length === 0) delete section[type];
    }
  }
  const addresses = { query_role_arn: roles, data_role_arn: roles };
  for (const name of Object.keys(addresses)) {
    const role = roles.find(({ address }) => address === `aws_iam_role.${name.replace("_arn", "")}`);
    if (role !== undefined && isOf(name)) stack.output[name] = { value: role.arn };
  }
  if (names.includes("function")) {
    stack.output.query_function_name = { value: functions[0]?.name };
    stack.output.query_function_arn = { value: functions[0]?.arn };
  }
  const used = new Set(
    [...Object.values(stack.resource), ...Object.values(stack.data)]
      .flatMap(Object.values)
      .map(({ provider }) => provider),
  );
  stack.provider.aws = stack.provider.aws.filter(({ alias }) => used.has(`aws.${String(alias)}`));
  const [arn] = [stack.output.query_function_arn];
  if (arn !== undefined) arn.description = JSON.stringify({ existing }).replace(/\$(?=\{)/g, "\\u0024");
  return { ...stack, "//": { ...(stack["//"] as object), existing } };

  function withoutReferences(block: Record<string, unknown>, known: typeof roles): object {
    const text = JSON.stringify(block, (key, value) => {
      const foreign = key === "depends_on" || key === "lifecycle";
      if (
        foreign &&
        JSON.stringify(value)
          .match(/aws_iam_role\.(\w+)/)
          ?.slice(1)
          .some(isOf)
      )
        return undefined;
      return value;
    });
    const literal = known.reduce(
      (found, role) =>
        isOf(role.address.split(".")[1] ?? "")
          ? found
              .replaceAll(`\${${role.address}.arn}`, role.arn)
              .replaceAll(`\${${role.address}.name}`, role.name)
          : found,
      text,
    );
    for (const key of ["depends_on", "lifecycle"]) delete block[key];
    return JSON.parse(literal);
  }
}
