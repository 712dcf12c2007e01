import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RESOURCE_ARGUMENTS } from "../../access/terraform/expected-parts/resource-arguments";

/**
 * `terraform providers schema -json > schema.json`, in a stack's folder after `terraform init`, then
 * `npm run provider-schema -- schema.json`: keeps the names of what a link's types have, and nothing else of the provider
 * (MPL-2.0) in `aws-<version>.json`.
 */
interface Block {
  readonly attributes?: Readonly<Record<string, object>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

/** Attribute → `true`, block → what it has. */
interface Names {
  readonly [name: string]: true | Names;
}

const TYPES = {
  resource_schemas: Object.keys(RESOURCE_ARGUMENTS).sort(),
  data_source_schemas: ["aws_iam_policy_document"],
} as const;

function namesOf({ attributes = {}, block_types: blocks = {} }: Block): Names {
  return Object.fromEntries([
    ...Object.keys(attributes).map((name) => [name, true] as const),
    ...Object.entries(blocks).map(([name, { block }]) => [name, namesOf(block)] as const),
  ]);
}

const [file = "", version = "5.100.0"] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(file, "utf8")).provider_schemas["registry.terraform.io/hashicorp/aws"];
const kept = {
  provider: namesOf(schema.provider.block),
  resource: Object.fromEntries(
    TYPES.resource_schemas.map((type) => [type, namesOf(schema.resource_schemas[type].block)]),
  ),
  data: Object.fromEntries(
    TYPES.data_source_schemas.map((type) => [type, namesOf(schema.data_source_schemas[type].block)]),
  ),
};
// Of the provider itself only what a link's providers may say: its endpoints alone are hundreds.
const { endpoints: _, ...provider } = kept.provider;
const target = join(__dirname, `aws-${version}.json`);
writeFileSync(target, `${JSON.stringify({ ...kept, provider }, null, 1)}\n`);
