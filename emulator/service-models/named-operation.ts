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
export function namedOperation(
  model: ServiceModel,
  request: Pick<AwsRequest, "method" | "path" | "headers" | "query" | "body" | "url">,
): NamedOperation | undefined {
  if (model.protocol === "rest-json") return routed(model, request);
  const name = operationName(request);
  return name !== undefined && Object.hasOwn(model.operations, name) ? { name, pathValues: {} } : undefined;
}

interface Route {
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  /** Segments that are no placeholder: of two routes that match, the one with more is meant. */
  readonly literals: number;
}

const routes = new WeakMap<ServiceModel, readonly Route[]>();

function routed(
  model: ServiceModel,
  { method, path }: Pick<AwsRequest, "method" | "path">,
): NamedOperation | undefined {
  const all = routes.get(model) ?? routesOf(model);
  routes.set(model, all);
  for (const route of all) {
    if (route.method !== method) continue;
    const groups = route.pattern.exec(path)?.groups;
    if (route.pattern.test(path)) return { name: route.name, pathValues: { ...groups } };
  }
  return undefined;
}

function routesOf({ operations }: ServiceModel): readonly Route[] {
  return Object.entries(operations)
    .flatMap(([name, { http }]) => {
      if (http === undefined) return [];
      const segments = (http.requestUri.split("?")[0] ?? "").split("/").filter((segment) => segment !== "");
      const source = segments.map((segment) => `/${segmentPattern(segment)}`).join("");
      const literals = segments.filter((segment) => !segment.startsWith("{")).length;
      return [{ name, method: http.method, pattern: new RegExp(`^${source}/?$`), literals }];
    })
    .sort((a, b) => b.literals - a.literals);
}

function segmentPattern(segment: string): string {
  const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? [];
  if (name === undefined) return segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return `(?<${name}>${greedy === "+" ? ".+" : "[^/]+"})`;
}
