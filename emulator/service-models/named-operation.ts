import type { AwsRequest } from "../protocol/aws-request";
import { operationName } from "../protocol/protocol";
import type { ServiceModel } from "./service-model";

/** The operation a request names, and what its path holds. */
export interface NamedOperation {
  readonly name: string;
  /** Placeholder of the path → value, still percent-encoded; empty for protocols whose path says nothing. */
  readonly pathValues: Readonly<Record<string, string>>;
}

/** Which operation of a service a request is for; `undefined` when the model has none such. */
export function namedOperation(model: ServiceModel, request: AwsRequest): NamedOperation | undefined {
  if (model.protocol === "rest-json") return routed(model, request);
  const name = operationName(request);
  return name !== undefined && Object.hasOwn(model.operations, name) ? { name, pathValues: {} } : undefined;
}

interface Route {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** Parameters that the query string has: of two routes of one path, the one with more is meant. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

const routes = new WeakMap<ServiceModel, readonly Route[]>();

function routed(
  model: ServiceModel,
  { method, path, query }: Pick<AwsRequest, "method" | "path" | "query">,
): NamedOperation | undefined {
  const all = routes.get(model) ?? routesOf(model);
  routes.set(model, all);
  for (const route of all) {
    const match = route.method === method ? route.pattern.exec(path) : null;
    if (match === null || !route.query.every(([name, value]) => query.get(name) === value)) continue;
    return { name: route.name, pathValues: { ...match.groups } };
  }
  return undefined;
}

function routesOf({ operations }: ServiceModel): readonly Route[] {
  return Object.entries(operations)
    .flatMap(([name, { http }]) => {
      if (http === undefined) return [];
      const [path = "", query = ""] = http.requestUri.split("?");
      const segments = path.split("/").filter((segment) => segment !== "");
      const source = segments.map((segment) => `/${segmentPattern(segment)}`).join("");
      const pattern = new RegExp(`^${source}/?$`);
      return [{ name, method: http.method, pattern, query: [...new URLSearchParams(query)] }];
    })
    .sort((a, b) => b.query.length - a.query.length);
}

function segmentPattern(segment: string): string {
  const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? [];
  if (name === undefined) return segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return `(?<${name}>${greedy === "+" ? ".+" : "[^/]+"})`;
}
