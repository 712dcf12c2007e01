import { z } from "zod";
import { isJson } from "../aws/json";
import { linksFileSchema } from "./links-schema";
import { AUTH_MODES, type TargetField, targetSchema } from "./schema/target-schema";

type JsonSchema = z.core.JSONSchema.BaseSchema;

type Fields = NonNullable<JsonSchema["properties"]>;

/**
 * JSON Schema (draft 7, which editors know best) of what a user may write in the links file.
 * It is generated from the definition that validates the file.
 */
export function linksJsonSchema(): JsonSchema {
  const schema: JsonSchema = z.toJSONSchema(linksFileSchema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === targetSchema) splitByAuthMode(jsonSchema);
    },
  });
  return withPartialLinks(schema);
}

/** Name of the definition of a link, or of defaults, of which nothing is required. */
const PARTIAL_LINK = "partialLink";

/**
 * In a file with `defaults` a link need not say what they say, and which of its fields they complete no schema can tell. So editors
 * ask for whole links only in a file without; the loader asks for the same in both.
 */
function withPartialLinks(schema: JsonSchema): JsonSchema {
  const { links, defaults, ...properties } = schema.properties ?? {};
  if (!isSchema(links) || !isSchema(defaults)) throw new Error("the schema has no links");
  const { items: link, ...list } = links;
  if (!isSchema(link)) throw new Error("the schema has no link");
  const reference = { $ref: `#/definitions/${PARTIAL_LINK}` };
  const { required: _, properties: __, ...rest } = schema;
  return {
    ...rest,
    properties: {
      ...properties,
      defaults: { description: defaults.description ?? "", allOf: [reference] },
      links: list,
    },
    anyOf: [{ required: ["links"] }, { required: ["include"] }],
    if: { required: ["defaults"] },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { properties: { links: { items: reference } } },
    else: { properties: { links: { items: link } } },
    definitions: { [PARTIAL_LINK]: withoutRequirements(link) },
  };
}

/** The same fields, none of them required and none with a default that an editor would write down. */
function withoutRequirements(schema: JsonSchema): JsonSchema {
  const { required: _, default: __, not: ___, oneOf, properties: own, ...rest } = schema;
  const alternatives = (oneOf ?? [])
    .filter(isSchema)
    .flatMap(({ properties }): Fields[] => (properties === undefined ? [] : [properties]));
  const isOfFields = alternatives.length > 0;
  const fields = isOfFields ? alternatives.reduce(eitherFields) : own;
  return {
    ...rest,
    ...(isOfFields ? { type: "object", additionalProperties: false } : oneOf === undefined ? {} : { oneOf }),
    ...(fields === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(fields).map(([name, field]) => [
              name,
              isSchema(field) ? withoutRequirements(field) : field,
            ]),
          ),
        }),
  };
}

/** The fields of two alternatives in one map; the word that tells them apart is one of both. */
function eitherFields(one: Fields, other: Fields): Fields {
  return Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((name) => {
      const [first = true, second = first] = [one[name] ?? other[name], other[name]];
      if (!isSchema(first) || !isSchema(second) || second.const === undefined) return [name, first];
      const words = [...(first.enum ?? [first.const ?? null]), second.const];
      const { const: _, description: __, ...rest } = first;
      return [name, { ...rest, enum: [...new Set(words)] }];
    }),
  );
}

function isSchema(schema: unknown): schema is JsonSchema {
  return isJson(schema);
}

/** One alternative per auth mode instead of one map with every field, so that editors refuse mixtures. */
function splitByAuthMode(schema: JsonSchema): void {
  const { properties = {} } = schema;
  schema.oneOf = Object.entries(AUTH_MODES).map(([title, { description, required, optional }]) => ({
    title,
    description,
    type: "object",
    properties: pick(properties, [...required, ...optional]),
    required: [...required],
    additionalProperties: false,
  }));
  delete schema.properties;
  delete schema.required;
  delete schema.additionalProperties;
}

function pick<Value>(
  values: Readonly<Record<string, Value>>,
  fields: readonly TargetField[],
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(values).filter(([field]) => fields.some((wanted) => wanted === field)),
  );
}
