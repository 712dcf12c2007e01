import { parseArn } from "../../aws/arn";
import { isJson } from "../../aws/json";

/** A secret or key that exists from the start: of a warehouse or a bucket, so moto does not know it. */
export interface SeededResource {
  readonly arn: string;
  readonly kind: "secret" | "key";
}

/**
 * The secrets of warehouses, and the keys they are encrypted with, each once.
 *
 * @param keys ARNs of keys beside them
 */
export function seededResources(
  secrets: readonly { readonly arn: string; readonly kmsKeyArn?: string }[],
  keys: readonly string[] = [],
): readonly SeededResource[] {
  const found = new Map<string, SeededResource>(keys.map((arn) => [arn, { arn, kind: "key" }]));
  for (const { arn, kmsKeyArn } of secrets) {
    found.set(arn, { arn, kind: "secret" });
    if (kmsKeyArn !== undefined) found.set(kmsKeyArn, { arn: kmsKeyArn, kind: "key" });
  }
  return [...found.values()];
}

/** Suffix AWS gives a secret's name in its ARN. */
const SECRET_SUFFIX = /-[A-Za-z0-9]{6}$/;

/**
 * The seeded resource that the input of a request names, by ARN, or by name or id in this account and region; `undefined` for
 * another one.
 */
export function seededResourceOf(
  input: unknown,
  at: { readonly accountId: string; readonly region: string },
  resources: readonly SeededResource[],
): SeededResource | undefined {
  if (!isJson(input)) return undefined;
  const id = input.SecretId ?? input.KeyId;
  const kind = input.SecretId === undefined ? "key" : "secret";
  return resources.find((resource) => {
    if (resource.kind !== kind) return false;
    if (resource.arn === id) return true;
    const { accountId, region, resource: path = "" } = parseArn(resource.arn) ?? {};
    const name =
      kind === "secret"
        ? path.replace(/^secret:/, "").replace(SECRET_SUFFIX, "")
        : path.replace(/^key\//, "");
    return name === id && accountId === at.accountId && region === at.region;
  });
}
