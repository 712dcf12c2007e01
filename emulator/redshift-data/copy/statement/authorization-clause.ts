import { parseIamArn } from "../../../../aws/iam";
import { lackError } from "../../sql/refusals/lack";
import { refuseStatement, StatementFailure } from "../statement-failure";
import type { OptionReader } from "./option-reader";

/** Whose rights a statement uses: `default`, or a chain of roles, the first of which is attached to the warehouse. */
export type RoleClause = "default" | readonly [string, ...string[]];

const ROLES_ONLY = "Name a role: IAM_ROLE '<arn>'.";

/** The clause that names roles, if one stands here. @throws StatementFailure */
export function takeAuthorization(reader: OptionReader): RoleClause | undefined {
  if (reader.take("with", "credentials") || reader.take("credentials")) {
    reader.once("IAM_ROLE");
    const [, roles] = /^aws_iam_role=(.*)$/s.exec(reader.string()) ?? [];
    if (roles === undefined) throw new StatementFailure(lackError("COPY with access keys", ROLES_ONLY));
    return roleChain(roles);
  }
  if (reader.isAt("access_key_id") || reader.isAt("secret_access_key") || reader.isAt("session_token")) {
    throw new StatementFailure(lackError("COPY with access keys", ROLES_ONLY));
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

/** No spaces are allowed between the roles ("Chaining IAM roles in Amazon Redshift"). */
function roleChain(text: string): RoleClause {
  const [first = "", ...others] = text.split(",");
  const chain = [first, ...others] as const;
  const wrong = chain.find((arn) => /\s/.test(arn) || parseIamArn(arn)?.type !== "role");
  if (wrong !== undefined) refuseStatement(`Invalid IAM role ARN: '${wrong}'`);
  return chain;
}
