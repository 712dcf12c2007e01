import { isJson, type Json } from "../../aws/json";
import { AwsError } from "../protocol/aws-error";
import { type AwsRequest, header } from "../protocol/aws-request";
import { jsonInput } from "../protocol/json-body";
import { queryParameters } from "../protocol/protocol";
import { requireTypes } from "./json-types";
import type { NamedOperation } from "./named-operation";
import { queryInput } from "./query-input";
import { type MemberModel, type ServiceModel, shapeOf } from "./service-model";

/**
 * The input of an operation, whichever protocol carried it: member → value, as the model names them.
 *
 * @throws AwsError SerializationException, InvalidRequestContentException or MalformedInput for what cannot be read
 */
export function operationInput(
  model: ServiceModel,
  { pathValues }: NamedOperation,
  inputShape: string,
  request: AwsRequest,
): Json {
  switch (model.protocol) {
    case "query":
      return queryInput(model, inputShape, queryParameters(request));
    case "json": {
      const input = jsonInput(request);
      requireTypes(model, inputShape, input);
      return input;
    }
    case "rest-json":
      return restInput(model, pathValues, inputShape, request);
  }
}

function restInput(
  model: ServiceModel,
  pathValues: NamedOperation["pathValues"],
  inputShape: string,
  request: AwsRequest,
): Json {
  const { members = {}, payload } = shapeOf(model, inputShape);
  const inBody = Object.entries(members).filter(([, { location }]) => location === undefined);
  // A payload is bytes of the caller's own, for example the event of an invocation.
  const body = payload === undefined && inBody.length > 0 ? bodyOf(request) : {};
  requireTypes(model, inputShape, Object.fromEntries(inBody.map(([name]) => [name, body[name]])));
  const outside = Object.entries(members).flatMap(([name, member]) => {
    const value = sentOutside(model, name, member, pathValues, request);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...body, ...Object.fromEntries(outside) };
}

function bodyOf({ body }: Pick<AwsRequest, "body">): Json {
  try {
    const content: unknown = JSON.parse(body.toString("utf8") || "{}");
    if (isJson(content)) return content;
  } catch {}
  throw new AwsError("InvalidRequestContentException", "Could not parse request body into json");
}

function sentOutside(
  model: ServiceModel,
  name: string,
  { shape, location, locationName = name }: MemberModel,
  pathValues: NamedOperation["pathValues"],
  request: AwsRequest,
): unknown {
  switch (location) {
    case "uri":
      return decodedSegment(pathValues[locationName]);
    case "header":
      return typed(model, shape, header(request, locationName.toLowerCase()));
    case "querystring": {
      if (!request.query.has(locationName)) return undefined;
      if (shapeOf(model, shape).type === "list") return request.query.getAll(locationName);
      return typed(model, shape, request.query.get(locationName) ?? undefined);
    }
    default:
      return undefined;
  }
}

function decodedSegment(segment: string | undefined): string | undefined {
  try {
    return segment === undefined ? undefined : decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** A text by the type of its shape; what is no number stays away, the service says so. */
function typed(model: ServiceModel, shape: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  switch (shapeOf(model, shape).type) {
    case "integer":
    case "long":
      return /^-?\d+$/.test(text) ? Number(text) : undefined;
    case "boolean":
      return text === "true";
    default:
      return text;
  }
}
