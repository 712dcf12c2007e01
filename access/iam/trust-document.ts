import { parseArn } from "../../aws/arn";
import { isJson } from "../../aws/json";
import { AccessError } from "./access-error";

/** A caller as a trust policy can name it. */
interface TrustedCaller {
  /** ARN the simulation runs as: the role behind a session, or a user. */
  readonly principalArn: string;
  /** ARN the caller has itself; for a session `arn:…:sts::…:assumed-role/…`. */
  readonly arn: string;
  /** `AROA…` of the role or `AIDA…` of the user. */
  readonly uniqueId?: string;
}

/**
 * IAM never evaluates this key in a resource-based policy (Lambda Developer Guide, "Using source function ARN
 * to control function access behavior"), but the simulator does. Under its new name it is a key that no request carries.
 */
const IDENTITY_ONLY_KEY = /^lambda:SourceFunctionArn$/i;
const RENAMED_KEY = "lambda:SourceFunctionArn (never present in a trust policy)";

/**
 * A trust policy as the simulator can evaluate it for one caller. The simulator compares principals with the ARN it runs as,
 * while a trust policy may name the caller by its unique id (IAM stores an exact principal so) or by its session ARN: both are
 * replaced by that ARN. Unique ids of others stay, and match nobody.
 *
 * @throws AccessError `invalid-policy` when it is no object, or a principal belongs to another partition than the role
 */
export function trustForCaller(trust: unknown, roleArn: string, caller?: TrustedCaller): unknown {
  // Without a trust policy the simulator lets the identity policies of the role's own account decide.
  if (!isJson(trust)) {
    throw new AccessError(
      "invalid-policy",
      `trust policy of ${roleArn} is of type ${typeof trust}, expected a decoded policy document; pass an object`,
    );
  }
  checkPartitions(trust, roleArn);
  return resourcePolicyForCaller(trust, caller);
}

/**
 * Like {@link trustForCaller}, for the policy of any resource, which may name principals of other partitions: nobody is one.
 */
export function resourcePolicyForCaller(document: unknown, caller?: TrustedCaller): unknown {
  const comparable = (value: string) =>
    caller !== undefined && (value === caller.uniqueId || value === caller.arn) ? caller.principalArn : value;
  return mapStatements(document, (statement) => ({
    ...statement,
    ...mapPrincipals(statement, "Principal", comparable),
    ...mapPrincipals(statement, "NotPrincipal", comparable),
    ...(isJson(statement.Condition) ? { Condition: renameIdentityOnlyKeys(statement.Condition) } : {}),
  }));
}

/**
 * The statements of a resource's policy that allow something to this session by its own ARN, as the simulator can evaluate them;
 * `undefined` when there are none.
 */
export function grantsToSession(
  document: unknown,
  { arn, principalArn }: Pick<TrustedCaller, "arn" | "principalArn">,
): unknown {
  if (arn === principalArn || !isJson(document)) return undefined;
  const { Statement } = document;
  const statements: unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  const granting = statements.flatMap((statement) => {
    if (!isJson(statement) || statement.Effect !== "Allow" || !isJson(statement.Principal)) return [];
    return [statement.Principal.AWS].flat().includes(arn)
      ? [{ ...statement, Principal: { AWS: principalArn } }]
      : [];
  });
  return granting.length === 0 ? undefined : { ...document, Statement: granting };
}

/** Unique ids of roles and users in the principals of a trust policy: IAM shows them where a principal was deleted. */
export function trustedUniqueIds(trust: unknown): readonly string[] {
  const found: string[] = [];
  mapStatements(trust, (statement) => ({
    ...statement,
    ...mapPrincipals(statement, "Principal", (value) => {
      if (/^A(ROA|IDA)[A-Z0-9]+$/.test(value)) found.push(value);
      return value;
    }),
  }));
  return found;
}

function checkPartitions(trust: unknown, roleArn: string): void {
  const partition = parseArn(roleArn)?.partition;
  const check = (value: string) => {
    const principal = parseArn(value);
    if (principal === undefined || principal.partition === partition) return value;
    throw new AccessError(
      "invalid-policy",
      `principal of the trust policy of ${roleArn} is ${value}, expected one of partition ${partition}; IAM refuses it`,
    );
  };
  mapStatements(trust, (statement) => ({
    ...mapPrincipals(statement, "Principal", check),
    ...mapPrincipals(statement, "NotPrincipal", check),
  }));
}

function mapStatements(
  document: unknown,
  map: (statement: Record<string, unknown>) => Record<string, unknown>,
): unknown {
  if (!isJson(document) || document.Statement === undefined) return document;
  const statements: unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  return { ...document, Statement: statements.map((entry) => (isJson(entry) ? map(entry) : entry)) };
}

/** The principal element with every identifier of type AWS mapped; empty when the statement has none. */
function mapPrincipals(
  statement: Record<string, unknown>,
  element: "Principal" | "NotPrincipal",
  map: (value: string) => string,
): Record<string, unknown> {
  const principal = statement[element];
  if (!isJson(principal) || principal.AWS === undefined) return {};
  const values: unknown[] = Array.isArray(principal.AWS) ? principal.AWS : [principal.AWS];
  const mapped = values.map((value) => (typeof value === "string" ? map(value) : value));
  return { [element]: { ...principal, AWS: mapped } };
}

function renameIdentityOnlyKeys(condition: Record<string, unknown>): Record<string, unknown> {
  const rename = (keys: unknown) =>
    isJson(keys)
      ? Object.fromEntries(
          Object.entries(keys).map(([key, values]) => [
            IDENTITY_ONLY_KEY.test(key) ? RENAMED_KEY : key,
            values,
          ]),
        )
      : keys;
  return Object.fromEntries(Object.entries(condition).map(([operator, keys]) => [operator, rename(keys)]));
}
