import { objectsIn } from "../../../access/terraform/json-record";
import { isJson } from "../../../aws/json";
import { ENVIRONMENT } from "../../../redshift-data/link/environment-names";
import { keyPattern } from "../../../states/key-pattern";

/** Where the states of a link and its likes are, as an S3 policy names it. */
export interface StateBucket {
  readonly bucket: string;
  /** What their keys begin with; empty with the default key. */
  readonly prefix: string;
}

/**
 * The bucket of a link's state, where an account's deploy role or profile reads it: the backend names the same one. With other
 * credentials, such as the caller's own, it is for somebody else to say what they may.
 *
 * @param stackJson `cdk.tf.json` of the link, as an object
 * @param alias of the account's provider
 */
export function stateBucket(stackJson: unknown, alias: string): StateBucket | undefined {
  const s3 = at(stackJson, "terraform", "backend", "s3");
  // Of a function that others deploy, the stack tells the environment that it needs.
  const called = at(
    stackJson,
    "resource",
    "aws_lambda_function",
    "query_function",
    "environment",
    "variables",
  );
  const told = at(stackJson, "//", "existing", "function", "environment");
  const linkName = at(called ?? told, ENVIRONMENT.linkName);
  const [bucket, key] = [at(s3, "bucket"), at(s3, "key")];
  const provider = objectsIn(at(stackJson, "provider", "aws")).find((each) => each.alias === alias);
  if (typeof bucket !== "string" || typeof key !== "string" || typeof linkName !== "string") return undefined;
  const reader = identityOf(s3);
  if (reader === undefined || reader !== identityOf(provider)) return undefined;
  return { bucket, prefix: keyPattern(key, linkName).prefix };
}

/** The role or the profile that a backend or a provider names; `undefined`: neither. */
function identityOf(block: unknown): string | undefined {
  const assumed = at(block, "assume_role");
  const [role] = Array.isArray(assumed) ? assumed : [assumed];
  const [roleArn, profile] = [at(role, "role_arn"), at(block, "profile")];
  if (typeof roleArn === "string") return roleArn;
  return typeof profile === "string" ? `profile ${profile}` : undefined;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((found, member) => (isJson(found) ? found[member] : undefined), value);
}
