import { isJson } from "../../aws/json";

/** What a value under `Principal: { AWS: … }` of a trust policy names. */
type PrincipalKind = "anyone" | "account" | "exact" | "session" | "unique-id" | "invalid";

/** The forms that IAM accepts; patterns here, because they decide what is refused. */
const PATTERNS: readonly (readonly [PrincipalKind, RegExp])[] = [
  ["anyone", /^\*$/],
  ["account", /^(?:\d{12}|arn:aws[a-z-]*:iam::\d{12}:root)$/],
  ["exact", /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[^*?]+$/],
  ["session", /^arn:aws[a-z-]*:sts::\d{12}:assumed-role\/[^*?/]+\/[^*?/]+$/],
  ["unique-id", /^(?:AROA|AIDA)[A-Z0-9]+$/],
];

/** What a principal of a trust policy names; `invalid` for what IAM refuses. */
export function principalKind(value: string): PrincipalKind {
  return PATTERNS.find(([, pattern]) => pattern.test(value))?.[0] ?? "invalid";
}

/** Every value under `Principal: { AWS: … }` and `NotPrincipal: { AWS: … }` of a decoded trust policy. */
export function awsPrincipals(document: unknown): string[] {
  const found: string[] = [];
  mapAwsPrincipals(document, (value) => {
    found.push(value);
    return value;
  });
  return found;
}

/** The same policy with every AWS principal replaced; anything else stays as it is. */
export function mapAwsPrincipals(document: unknown, replace: (value: string) => string): unknown {
  if (!isJson(document)) return document;
  const { Statement } = document;
  const mapped = Array.isArray(Statement)
    ? Statement.map((statement) => mapStatement(statement, replace))
    : mapStatement(Statement, replace);
  return { ...document, Statement: mapped };
}

function mapStatement(statement: unknown, replace: (value: string) => string): unknown {
  if (!isJson(statement)) return statement;
  return Object.fromEntries(
    Object.entries(statement).map(([name, value]) =>
      (name === "Principal" || name === "NotPrincipal") && isJson(value) && "AWS" in value
        ? [name, { ...value, AWS: mapValues(value.AWS, replace) }]
        : [name, value],
    ),
  );
}

function mapValues(value: unknown, replace: (value: string) => string): unknown {
  if (typeof value === "string") return replace(value);
  return Array.isArray(value) ? value.map((item) => mapValues(item, replace)) : value;
}
