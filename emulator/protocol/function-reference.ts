import { functionArn } from "../../aws/lambda";
import type { Location } from "../../aws/location";
import { partitionOf } from "../../aws/partition";
import type { AwsRequest } from "./aws-request";

/** A function as a request names it. */
export interface FunctionReference {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** Unqualified. */
  readonly arn: string;
  /** Version or alias. Absent: `$LATEST`. */
  readonly qualifier?: string;
  /** With the qualifier that the request gave, `$LATEST` included. */
  readonly namedArn: string;
}

const NAME = "(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?";
/** The forms Lambda accepts. Patterns of ARNs stand here because they decide which requests are refused. */
const FORMS = [
  new RegExp(`^arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):(?<accountId>\\d{12}):function:${NAME}$`),
  new RegExp(
    `^(?:(?<region>[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d):)?(?:(?<accountId>\\d{12}):)?(?:function:)?${NAME}$`,
  ),
];

/** Reads a function name, partial ARN or ARN (Lambda API reference, "FunctionName"); absent when it is none. */
export function functionReference(
  text: string,
  scope: Pick<Location, "accountId" | "region">,
  qualifier?: string,
): FunctionReference | undefined {
  const groups = FORMS.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups?.name === undefined) return undefined;
  const { name, accountId = scope.accountId, region = scope.region } = groups;
  const version = qualifier ?? groups.qualifier;
  const arn = functionArn({ partition: partitionOf(region), accountId, region }, name);
  return {
    name,
    accountId,
    region,
    arn,
    namedArn: version === undefined ? arn : `${arn}:${version}`,
    ...(version === undefined || version === "$LATEST" ? {} : { qualifier: version }),
  };
}

/** The qualifier that is part of a function's name; absent where there is none. */
export function qualifierInName(text: string): string | undefined {
  return FORMS.map((form) => form.exec(text)?.groups?.qualifier).find((found) => found !== undefined);
}

/**
 * The request as moto understands it, which knows functions by name and ARN alone: a partial ARN becomes the name, and a qualifier
 * in the name the parameter of reads and deletions.
 *
 * @param functionName as in the path, decoded; absent where it names none
 */
export function plainlyNamed<T extends Pick<AwsRequest, "method" | "url">>(
  request: T,
  { functionName }: { readonly functionName?: string },
  reference: FunctionReference | undefined,
): T {
  if (functionName === undefined || reference === undefined || functionName === reference.name)
    return request;
  const [path = "", query = ""] = request.url.split("?");
  const parameters = new URLSearchParams(query);
  const { qualifier } = reference;
  if (qualifier !== undefined && /^(?:GET|DELETE)$/.test(request.method))
    parameters.set("Qualifier", qualifier);
  const plain = path.replace(/(?<=\/functions\/)[^/]+/, reference.name);
  return { ...request, url: parameters.size === 0 ? plain : `${plain}?${parameters}` };
}
