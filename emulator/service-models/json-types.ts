import { isJson, type Json } from "../../aws/json";
import { AwsError } from "../protocol/aws-error";
import { type ServiceModel, type ShapeModel, shapeOf } from "./service-model";

const NUMBERS: Readonly<Partial<Record<ShapeModel["type"], string>>> = {
  integer: "an Integer",
  long: "a Long",
  double: "a Double",
  float: "a Float",
};

/**
 * Refuses a JSON input with a member of another type than its model's. Members that the model does not know are left to the
 * service: a client's model may be newer than ours.
 *
 * @throws AwsError SerializationException
 */
export function requireTypes(model: ServiceModel, shapeName: string, value: unknown): void {
  if (value === null || value === undefined) return;
  const shape = shapeOf(model, shapeName);
  switch (shape.type) {
    case "structure":
      for (const [name, { shape: of }] of Object.entries(shape.members ?? {}))
        requireTypes(model, of, objectOf(value)[name]);
      return;
    case "map":
      for (const entry of Object.values(objectOf(value)))
        requireTypes(model, shape.value?.shape ?? "", entry);
      return;
    case "list":
      if (!Array.isArray(value)) throw wrongToken(value, "a List");
      for (const element of value) requireTypes(model, shape.member?.shape ?? "", element);
      return;
    case "string":
    case "blob":
      if (typeof value !== "string") throw wrongToken(value, shape.type === "blob" ? "a Blob" : "a String");
      return;
    case "boolean":
      if (typeof value !== "boolean") throw wrongToken(value, "a Boolean");
      return;
    case "timestamp":
      return;
    default:
      if (typeof value !== "number") throw wrongToken(value, NUMBERS[shape.type] ?? "a Number");
  }
}

function objectOf(value: unknown): Json {
  if (!isJson(value)) throw wrongToken(value, "a Structure");
  return value;
}

/** In the words of AWS's services for JSON of another type. The value is not shown. */
function wrongToken(value: unknown, expected: string): AwsError {
  if (Array.isArray(value)) return refusal("Start of list found where not expected");
  if (isJson(value)) return refusal("Start of structure or map found where not expected.");
  const token = typeof value === "boolean" ? String(value).toUpperCase() : (typeof value).toUpperCase();
  return refusal(`${token}_VALUE can not be converted to ${expected}`);
}

function refusal(message: string): AwsError {
  return new AwsError("SerializationException", message);
}
