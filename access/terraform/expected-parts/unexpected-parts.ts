import { parseArn } from "../../../aws/arn";
import type { Json } from "../../../aws/json";
import { outputsOfOthers, partsOfOthers } from "../carried/parts-of-others";
import { blocks, jsonRecord } from "../json-record";
import { providerReference } from "../provider-location";
import { type BlockForm, type StackOrigin, type UnlikeArgument, unlikeArguments } from "./checks";
import { RESOURCE_ARGUMENTS } from "./resource-arguments";
import { BACKENDS, DOCUMENT, outputForm, PROVIDER, TERRAFORM, terraformVersions } from "./section-arguments";

/** Something that is not as the stack of a link has it. */
export interface UnexpectedPart {
  /** Terraform address, or the section. */
  readonly address: string;
  /** Absent: the whole block. */
  readonly argument?: string;
  /** Every link has it. Absent: it is there, and no link has it or has it so. */
  readonly isMissing?: true;
}

/**
 * What a stack holds beside the parts, arguments and expressions that every link is made of, and what of these it lacks. Values
 * that grant something are judged by who reads them; resources of other types are not listed here.
 *
 * @throws AccessError when a part has a shape that Terraform JSON does not have here
 */
export function unexpectedParts(json: unknown, origin: StackOrigin): readonly UnexpectedPart[] {
  const stack = jsonRecord(json, "stack");
  const resources = blocksByAddress(stack.resource, "");
  const documents = blocksByAddress(jsonRecord(stack.data, "data"), "data.");
  const unlike = (address: string, block: Json, form: BlockForm) =>
    partsAt(address, unlikeArguments(block, form, origin));
  const ofOthers = outputsOfOthers(partsOfOthers(stack));
  return [
    ...resources.flatMap(([address, block]) => {
      const form = entryOf(RESOURCE_ARGUMENTS, address.split(".")[0] ?? "");
      return form === undefined ? [] : unlike(address, block, form);
    }),
    ...documents
      .filter(([address]) => address.startsWith("data.aws_iam_policy_document."))
      .flatMap(([address, block]) => unlike(address, block, DOCUMENT)),
    ...Object.entries(jsonRecord(stack.output, "output")).flatMap(([name, block]) =>
      unlike(`output.${name}`, jsonRecord(block, name), outputForm(name, ofOthers.get(name))),
    ),
    ...providerParts(stack, [...resources, ...documents]),
    // A plan tells of neither backend nor versions.
    ...(origin === "synth" ? terraformParts(stack.terraform) : []),
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

function partsAt(address: string, unlike: readonly UnlikeArgument[]): readonly UnexpectedPart[] {
  return unlike.map(({ name, isMissing }) => ({
    address,
    argument: name,
    ...(isMissing === undefined ? {} : { isMissing }),
  }));
}

function providerParts(stack: Json, users: readonly Block[]): readonly UnexpectedPart[] {
  const used = new Set(users.map(([, { provider }]) => String(provider ?? "aws")));
  const configurations = blocks(jsonRecord(stack.provider, "provider").aws);
  const references = configurations.map(({ alias }) => providerReference(alias));
  return configurations.flatMap((block, index) => {
    const reference = references[index] ?? "";
    const address = `provider.${reference}`;
    if (!used.has(reference) || references.indexOf(reference) !== index) return [{ address }];
    return [
      ...partsAt(address, unlikeArguments(block, PROVIDER, "synth")),
      ...(deploysItsAccount(block) ? [] : [{ address, argument: "assume_role" }]),
    ];
  });
}

/** A role of the account that is pinned, or a profile, or neither. */
function deploysItsAccount({ assume_role: assumed, allowed_account_ids: ids, profile }: Json): boolean {
  const [accountId]: unknown[] = Array.isArray(ids) ? ids : [];
  const roles = blocks(assumed);
  if (roles.length > 0 && profile !== undefined && profile !== null) return false;
  return roles.every(({ role_arn: arn }) => parseArn(String(arn))?.accountId === accountId);
}

function terraformParts(section: unknown): readonly UnexpectedPart[] {
  const address = "terraform";
  const [terraform, ...more] = blocks(section);
  if (terraform === undefined) return [{ address, isMissing: true }];
  const backends = blocks(terraform.backend).flatMap((backend) => Object.entries(backend));
  const versions = terraform.required_version ?? undefined;
  const neededVersions = terraformVersions(backends[0]?.[0]);
  return [
    ...(more.length === 0 ? [] : [{ address }]),
    ...(versions === neededVersions
      ? []
      : partsAt(address, [
          { name: "required_version", ...(versions === undefined ? { isMissing: true } : {}) },
        ])),
    ...partsAt(address, unlikeArguments(terraform, TERRAFORM, "synth")),
    ...(backends.length === 1 ? [] : [{ address: "terraform.backend", isMissing: true } as const]),
    ...backends.flatMap(([kind, settings]): readonly UnexpectedPart[] => {
      const backend = `terraform.backend.${kind}`;
      const form = entryOf(BACKENDS, kind);
      const [block, ...others] = blocks(settings);
      if (form === undefined || block === undefined || others.length > 0) return [{ address: backend }];
      return partsAt(backend, unlikeArguments(block, form, "synth"));
    }),
  ];
}

/** `constructor` is a name like any other. */
function entryOf<T>(entries: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(entries, name) ? entries[name] : undefined;
}
