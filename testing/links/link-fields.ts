import { isJson, type Json } from "../../aws/json";
import { linksJsonSchema } from "../../config/links-json-schema";

/** Fields below which IAM's own grammar begins. */
const GRAMMAR_OF_OTHERS = ["policyTexts"];

/** Paths of the fields of a schema: `*` for any key of a map; the entries of a list have no part of their own. */
function fieldsOf(node: Json, path: string): readonly string[] {
  if (GRAMMAR_OF_OTHERS.includes(path)) return [path];
  const all = (list: unknown) => (Array.isArray(list) ? list.filter(isJson) : []);
  const below = (name: string) => (path === "" ? name : `${path}.${name}`);
  const found = [
    ...[node.anyOf, node.oneOf, node.allOf].flatMap(all).flatMap((choice) => fieldsOf(choice, path)),
    ...Object.entries(isJson(node.properties) ? node.properties : {}).flatMap(([name, inner]) =>
      isJson(inner) ? fieldsOf(inner, below(name)) : [],
    ),
    ...(isJson(node.additionalProperties) ? fieldsOf(node.additionalProperties, below("*")) : []),
    ...(isJson(node.items) ? fieldsOf(node.items, path) : []),
  ];
  return found.length > 0 ? found : [path];
}

/** The same of what a user writes, with the keys of maps as they are. */
function writtenFields(value: unknown, path: string): readonly string[] {
  if (GRAMMAR_OF_OTHERS.includes(path)) return [path];
  if (Array.isArray(value)) return value.flatMap((entry) => writtenFields(entry, path));
  if (!isJson(value)) return [path];
  return Object.entries(value).flatMap(([name, inner]) =>
    writtenFields(inner, path === "" ? name : `${path}.${name}`),
  );
}

const SCHEMA = linksJsonSchema() as { definitions: { partialLink: Json } };

/** Every field that a link may have, sorted: `function.alarms.topicArn`. */
export const LINK_FIELDS: readonly string[] = [
  ...new Set(fieldsOf(SCHEMA.definitions.partialLink, "")),
].sort();

/** Those of the fields that none of these links sets, as a user writes them. */
export function unwrittenFields(links: readonly object[]): readonly string[] {
  const written = [...new Set(links.flatMap((link) => writtenFields(link, "")))];
  return LINK_FIELDS.filter((field) => {
    const pattern = new RegExp(`^${field.replace(/\./g, "\\.").replace(/\*/g, "[^.]+")}$`);
    return !written.some((path) => pattern.test(path));
  });
}
