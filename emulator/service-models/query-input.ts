import type { Json } from "../../aws/json";
import { AwsError } from "../protocol/aws-error";
import { type ServiceModel, shapeOf } from "./service-model";

/**
 * The input of a query-protocol request by its shape: lists from `Name.member.1`, maps from `Name.entry.1.key`, numbers and
 * booleans from their text.
 *
 * @throws AwsError MalformedInput for a number that is none
 */
export function queryInput(model: ServiceModel, shapeName: string, parameters: URLSearchParams): Json {
  const value = decoded(model, shapeName, "", parameters);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function decoded(model: ServiceModel, shapeName: string, name: string, sent: URLSearchParams): unknown {
  const shape = shapeOf(model, shapeName);
  switch (shape.type) {
    case "structure": {
      if (name !== "" && !isSent(name, sent)) return undefined;
      return Object.fromEntries(
        Object.entries(shape.members ?? {}).flatMap(([member, { shape: of }]) => {
          const value = decoded(model, of, name === "" ? member : `${name}.${member}`, sent);
          return value === undefined ? [] : [[member, value]];
        }),
      );
    }
    case "list": {
      const elements = numbered(`${name}.member`, sent).map((element) =>
        decoded(model, shape.member?.shape ?? "", element, sent),
      );
      // An empty list is sent as `Name=`.
      return elements.length > 0 || sent.has(name) ? elements : undefined;
    }
    case "map": {
      const entries = numbered(`${name}.entry`, sent).map((entry) => [
        sent.get(`${entry}.key`) ?? "",
        decoded(model, shape.value?.shape ?? "", `${entry}.value`, sent),
      ]);
      return entries.length > 0 || sent.has(name) ? Object.fromEntries(entries) : undefined;
    }
    case "integer":
    case "long":
      return number(name, sent.get(name), /^-?\d+$/);
    case "double":
    case "float":
      return number(name, sent.get(name), /^-?\d+(?:\.\d+)?$/);
    case "boolean":
      return sent.has(name) ? sent.get(name) === "true" : undefined;
    default:
      return sent.get(name) ?? undefined;
  }
}

function isSent(name: string, sent: URLSearchParams): boolean {
  return [...sent.keys()].some((key) => key === name || key.startsWith(`${name}.`));
}

/** `prefix.1`, `prefix.2`, … as far as they are sent. */
function numbered(prefix: string, sent: URLSearchParams): string[] {
  const found: string[] = [];
  while (isSent(`${prefix}.${found.length + 1}`, sent)) found.push(`${prefix}.${found.length + 1}`);
  return found;
}

function number(name: string, text: string | null, form: RegExp): number | undefined {
  if (text === null) return undefined;
  if (!form.test(text)) throw new AwsError("MalformedInput", `${name} is not a number`);
  return Number(text);
}
