import { isJson, type Json } from "../../../aws/json";
import { blocks, jsonRecord } from "../json-record";
import { providerReference } from "../provider-location";
import { type Arguments, unknownArguments } from "./checks";
import { RESOURCE_ARGUMENTS } from "./resource-arguments";
import { BACKENDS, DOCUMENT, OUTPUT, PROVIDER, REQUIRED_PROVIDER, TERRAFORM } from "./section-arguments";

/** Something that the stack of a link does not have, or has with another value. */
export interface UnexpectedPart {
  /** Terraform address, or the section. */
  readonly address: string;
  /** Absent: the whole block. */
  readonly argument?: string;
}

/**
 * What a synthesized stack holds beside the parts, arguments and expressions that every link is made of. Values that grant
 * something are judged by who reads them; resources of other types are not listed here.
 *
 * @throws AccessError when a part has a shape that Terraform JSON does not have here
 */
export function unexpectedParts(json: unknown): readonly UnexpectedPart[] {
  const stack = jsonRecord(json, "stack");
  const resources = blocksByAddress(stack.resource, "");
  const documents = blocksByAddress(jsonRecord(stack.data, "data"), "data.");
  return [
    ...resources.flatMap(([address, block]) => {
      const known = entryOf(RESOURCE_ARGUMENTS, address.split(".")[0] ?? "");
      return known === undefined ? [] : argumentsOf(address, block, known);
    }),
    ...documents
      .filter(([address]) => address.startsWith("data.aws_iam_policy_document."))
      .flatMap(([address, block]) => argumentsOf(address, block, DOCUMENT)),
    ...Object.entries(jsonRecord(stack.output, "output")).flatMap(([name, block]) =>
      argumentsOf(`output.${name}`, jsonRecord(block, name), OUTPUT),
    ),
    ...providerParts(stack, [...resources, ...documents]),
    ...blocks(stack.terraform).flatMap(terraformParts),
  ];
}

type Block = readonly [address: string, block: Json];

function blocksByAddress(section: unknown, prefix: string): readonly Block[] {
  return Object.entries(jsonRecord(section, "section")).flatMap(([type, byName]) =>
    Object.entries(jsonRecord(byName, type)).map(
      ([name, block]): Block => [`${prefix}${type}.${name}`, jsonRecord(block, name)],
    ),
  );
}

function argumentsOf(address: string, block: Json, known: Arguments): readonly UnexpectedPart[] {
  return unknownArguments(block, known).map((argument) => ({ address, argument }));
}

function providerParts(stack: Json, users: readonly Block[]): readonly UnexpectedPart[] {
  const used = new Set(users.map(([, { provider }]) => String(provider ?? "aws")));
  const configurations = blocks(jsonRecord(stack.provider, "provider").aws);
  return configurations.flatMap((block) => {
    const reference = providerReference(block.alias);
    const address = `provider.${reference}`;
    return used.has(reference) ? argumentsOf(address, block, PROVIDER) : [{ address }];
  });
}

function terraformParts(terraform: Json): readonly UnexpectedPart[] {
  const address = "terraform";
  const backends = blocks(terraform.backend).flatMap((backend) => Object.entries(backend));
  const providers = blocks(terraform.required_providers).flatMap((required) => Object.values(required));
  return [
    ...argumentsOf(address, terraform, TERRAFORM),
    // A plan names neither.
    ...(Object.keys(terraform).length === 0 ? [] : ["backend", "required_providers"])
      .filter((name) => blocks(terraform[name]).flatMap(Object.keys).length === 0)
      .map((name) => ({ address: `terraform.${name}` })),
    ...backends.flatMap(([kind, settings]): readonly UnexpectedPart[] => {
      const known = entryOf(BACKENDS, kind);
      if (known === undefined) return [{ address: `terraform.backend.${kind}` }];
      return blocks(settings).flatMap((block) => argumentsOf(`terraform.backend.${kind}`, block, known));
    }),
    ...providers
      .filter(isJson)
      .flatMap((provider) => argumentsOf("terraform.required_providers", provider, REQUIRED_PROVIDER)),
  ];
}

/** `constructor` is a name like any other. */
function entryOf<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
