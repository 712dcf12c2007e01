import { lackError } from "../../sql/refusals/lack";
import { StatementFailure } from "../statement-failure";
import type { OptionReader } from "./option-reader";

/** Whose rights a statement uses: `default`, or a chain of roles, the first of which should be attached to the warehouse. */
export type RoleClause = "default" | readonly [string, ...string[]];

const ROLES_ONLY = "Name a role: IAM_ROLE '<arn>'.";

/** The clause that names roles, or access keys, if one stands here. @throws StatementFailure */
export function takeAuthorization(reader: OptionReader): RoleClause | "access-keys" | undefined {
  if (reader.take("with", "credentials") || reader.take("credentials")) {
    reader.once("IAM_ROLE");
    const [, roles] = /^aws_iam_role=(.*)$/s.exec(reader.string()) ?? [];
    return roles === undefined ? "access-keys" : roleChain(roles);
  }
  const key = reader.takeOneOf("access_key_id", "secret_access_key", "session_token");
  if (key !== undefined) {
    reader.once(key.toUpperCase());
    reader.string();
    return "access-keys";
  }
  if (!reader.take("iam_role")) return undefined;
  reader.once("IAM_ROLE");
  reader.take("as");
  if (reader.take("default")) return "default";
  const roles = reader.string();
  if (roles.toLowerCase() === "default") return "default";
  if (roles.toUpperCase() === "SESSION") {
    throw new StatementFailure(lackError("IAM_ROLE 'SESSION'", ROLES_ONLY));
  }
  return roleChain(roles);
}

/** Access keys are none of the local accounts'. @throws StatementFailure */
export function lackOfAccessKeys(command: string): never {
  throw new StatementFailure(lackError(`${command} with access keys`, ROLES_ONLY));
}

/** Keys of the caller's own, which AWS has ended. @throws StatementFailure */
export function lackOfClientSideEncryption(): never {
  throw new StatementFailure(lackError("client-side encryption", "Encrypt the bucket with a key of KMS."));
}

/** What is no ARN is a role like any other that is not attached, or that cannot be assumed. */
function roleChain(text: string): RoleClause {
  const [first = "", ...others] = text.split(",");
  return [first, ...others];
}
