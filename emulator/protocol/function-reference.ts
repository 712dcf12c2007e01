import { functionArn } from "../../aws/lambda";
import type { Location } from "../../aws/location";
import { partitionOf } from "../../aws/partition";

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
  new RegExp(`^(?<accountId>\\d{12}):function:${NAME}$`),
  new RegExp(`^function:${NAME}$`),
  new RegExp(`^${NAME}$`),
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
