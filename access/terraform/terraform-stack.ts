import { isJson, type Json } from "../../aws/json";
import type { Location } from "../../aws/location";
import { roleReplacedWith } from "./expected-parts/lifecycle";
import { importsOwnParts } from "./import-blocks";
import { blocks, jsonRecord } from "./json-record";
import { providerLocation, providerReference } from "./provider-location";

/** A resource or a policy document of a stack. */
export interface TerraformBlock {
  /** For example `aws_iam_role.data_role` or `data.aws_iam_policy_document.trust`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  /** Its arguments as they are written; references are not resolved. */
  readonly block: Json;
  /** Names of arguments that this room does not read and that may change what the others say. */
  readonly ignored: readonly string[];
}

/** One configuration of the AWS provider. */
interface ProviderBlock {
  /** How a block names it: `aws`, or `aws.<alias>`. */
  readonly reference: string;
  readonly alias?: string;
  /** Role the provider assumes. Absent: a profile, or the caller's own credentials. */
  readonly deployRoleArn?: string;
  /** Tags of every resource of the provider. Absent: no such block. */
  readonly defaultTags?: Json;
}

/** A part of the stack that this room does not read. */
export interface IgnoredPart {
  readonly kind: "section" | "data-source" | "provider" | "provider-argument" | "provider-source";
  /** Of the section, the type, the provider or the argument. */
  readonly name: string;
  /** Where it stands: a section, `data.<type>`, `provider.<name>`, `provider.aws.<alias>` or `terraform.required_providers`. */
  readonly address: string;
}

/** One stack as its Terraform JSON (`cdk.tf.json`) says it. */
export interface TerraformStack {
  readonly resources: readonly TerraformBlock[];
  /** Every `aws_iam_policy_document` data source. */
  readonly documents: readonly TerraformBlock[];
  readonly providers: readonly ProviderBlock[];
  readonly ignored: readonly IgnoredPart[];
  /**
   * Where a block's resource lives, by the provider it names.
   *
   * @throws AccessError when that provider does not pin one account and one region
   */
  readonly locate: (block: Json) => Location;
}

/** The data source that is read; every other one is an ignored part. */
const DOCUMENT = "aws_iam_policy_document";

/** Sections that are read, and those that grant nothing. */
const SECTIONS = ["//", "data", "output", "provider", "resource", "terraform"];

/** Arguments of an AWS provider that say where it works, not what it grants. */
const PROVIDER_ARGUMENTS = [
  "alias",
  "allowed_account_ids",
  "assume_role",
  "default_tags",
  "profile",
  "region",
];

/** What changes a resource's own arguments, or runs commands at the apply. */
const FOREIGN_ARGUMENTS = ["lifecycle", "provisioner", "connection", "dynamic"];

/** The provider whose resources are known; Terraform takes any other one for the same types. */
const PROVIDER_SOURCES = ["hashicorp/aws", "registry.terraform.io/hashicorp/aws"];

/**
 * Reads the `cdk.tf.json` of one stack, as an object.
 *
 * @throws AccessError when it is no Terraform JSON
 */
export function readTerraformStack(json: unknown): TerraformStack {
  const stack = jsonRecord(json, "stack");
  const data = jsonRecord(stack.data, "data");
  const awsBlocks = blocks(isJson(stack.provider) ? stack.provider.aws : undefined);
  const resources = Object.entries(jsonRecord(stack.resource, "resource")).flatMap(([type, byName]) =>
    blocksOf(type, type, byName),
  );
  return {
    resources,
    documents: blocksOf(DOCUMENT, `data.${DOCUMENT}`, jsonRecord(data[DOCUMENT], DOCUMENT)),
    providers: awsBlocks.map(providerBlock),
    ignored: [
      ...ignoredSections(stack, data, resources),
      ...ignoredOfProviders(isJson(stack.provider) ? stack.provider : {}),
      ...foreignSources(stack),
    ],
    locate: (block) => {
      jsonRecord(stack.provider, "provider");
      return providerLocation(awsBlocks, block);
    },
  };
}

/** The resource at an address; `undefined`: there is none. */
export function resourceAt({ resources }: TerraformStack, address: string): TerraformBlock | undefined {
  return resources.find((resource) => resource.address === address);
}

/**
 * The members of Terraform JSON that lead to what an address names: `aws_iam_role.data_role` stands at
 * `resource`, `aws_iam_role`, `data_role`.
 */
export function jsonPathOf(address: string): readonly string[] {
  const parts = address.split(".");
  // What the stack tells of parts that others own.
  if (parts[0] === "existing") return ["//", ...parts];
  return ["data", "provider", "resource"].includes(parts[0] ?? "") ? parts : ["resource", ...parts];
}

function blocksOf(type: string, prefix: string, byName: unknown): readonly TerraformBlock[] {
  return Object.entries(jsonRecord(byName, prefix)).map(([name, value]) => {
    const address = `${prefix}.${name}`;
    const block = jsonRecord(value, address);
    const ignored = FOREIGN_ARGUMENTS.filter((argument) => block[argument] !== undefined).filter(
      // What only says when the resource is replaced changes nothing of what it is.
      (argument) => argument !== "lifecycle" || roleReplacedWith(block.lifecycle) === undefined,
    );
    return { address, type, name, block, ignored };
  });
}

function providerBlock({ alias, assume_role, default_tags }: Json): ProviderBlock {
  const deployRoleArn = blocks(assume_role)[0]?.role_arn;
  const tagBlocks = blocks(default_tags);
  const tags = tagBlocks.map((entry) => entry.tags).filter(isJson);
  return {
    reference: providerReference(alias),
    ...(typeof alias === "string" ? { alias } : {}),
    ...(typeof deployRoleArn === "string" ? { deployRoleArn } : {}),
    ...(tagBlocks.length === 0 ? {} : { defaultTags: Object.assign({}, ...tags) }),
  };
}

function ignoredSections(
  stack: Json,
  data: Json,
  resources: readonly TerraformBlock[],
): readonly IgnoredPart[] {
  const sections = Object.keys(stack)
    .filter((section) => !SECTIONS.includes(section))
    // The plan of an import that is the stack's own resource says what the apply changes of it.
    .filter((section) => section !== "import" || !importsOwnParts(stack.import, resources));
  const dataSources = Object.keys(data).filter((type) => type !== DOCUMENT);
  return [
    ...sections.map((name) => ({ kind: "section", name, address: name }) as const),
    ...dataSources.map((name) => ({ kind: "data-source", name, address: `data.${name}` }) as const),
  ];
}

function ignoredOfProviders(providers: Json): readonly IgnoredPart[] {
  return Object.entries(providers).flatMap(([name, configurations]): readonly IgnoredPart[] => {
    if (name !== "aws") return [{ kind: "provider", name, address: `provider.${name}` }];
    return blocks(configurations).flatMap(({ alias, ...others }) =>
      Object.keys(others)
        .filter((argument) => argument !== "//" && !PROVIDER_ARGUMENTS.includes(argument))
        .map((argument) => ({
          kind: "provider-argument",
          name: argument,
          address: `provider.aws.${alias}`,
        })),
    );
  });
}

function foreignSources({ terraform }: Json): readonly IgnoredPart[] {
  return blocks(terraform)
    .flatMap((block) => blocks(block.required_providers))
    .flatMap((required) => Object.entries(required))
    .filter(([name]) => name !== "//")
    .filter(([, provider]) => !isJson(provider) || !PROVIDER_SOURCES.includes(String(provider.source)))
    .map(([name]) => ({ kind: "provider-source", name, address: "terraform.required_providers" }));
}
