import { z } from "zod";
import { linksFileSchema } from "./links-schema";
import { AUTH_MODES, type TargetField, targetSchema } from "./schema/target-schema";

type JsonSchema = z.core.JSONSchema.BaseSchema;

/**
 * JSON Schema (draft 7, which editors know best) of what a user may write in the links file.
 * It is generated from the definition that validates the file.
 */
export function linksJsonSchema(): JsonSchema {
  return z.toJSONSchema(linksFileSchema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === targetSchema) splitByAuthMode(jsonSchema);
    },
  });
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
