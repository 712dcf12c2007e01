import type { PrincipalPolicies } from "../../access/iam/decision";
import { statementsOf } from "../../access/iam/statements";
import type { Caller } from "../authentication/caller";
import { CredentialError } from "../authentication/credential-error";
import type { StoredIam } from "../iam/stored-iam";

/** What IAM knows about a caller beside its credentials. */
export interface CallerRights {
  /** ARN of the role or user, never of a session: what policies are evaluated for. */
  readonly principalArn: string;
  readonly policies: PrincipalPolicies;
  /** Tags of the role or user: `aws:PrincipalTag/…`. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a federated session may do that was made without a session policy. */
const NOTHING = { name: "no session policy", document: { Version: "2012-10-17", Statement: [] } };

/**
 * The rights of a caller at this moment.
 *
 * @throws CredentialError when the role of a session, or the user, is deleted or recreated under another id
 */
export async function rightsOf(caller: Caller, iam: Pick<StoredIam, "role" | "user">): Promise<CallerRights> {
  const { role, federatedBy, session } = caller;
  const user = federatedBy ?? caller;
  const stored = role === undefined ? await iam.user(user.arn) : await iam.role(role.arn);
  if (stored === undefined || stored.id !== (role?.id ?? user.userId)) throw new CredentialError("unknown");
  const { policies = federatedBy === undefined ? [] : [NOTHING] } = session ?? {};
  return {
    principalArn: federatedBy === undefined ? stored.arn : caller.arn,
    policies: policies.length === 0 ? stored.policies : { ...stored.policies, session: policies },
    tags: federatedBy === undefined ? stored.tags : {},
  };
}

/** Whether policies plainly allow everything: full access without condition, no denial, no boundary, no session policy. */
export function isAdministrator({ identity, boundary, session }: PrincipalPolicies): boolean {
  if (boundary !== undefined || session !== undefined) return false;
  const statements = identity.flatMap(({ document }) => statementsOf(document));
  return (
    statements.some(
      ({ Effect, Action, Resource, Condition }) =>
        Effect === "Allow" && isEverything(Action) && isEverything(Resource) && Condition === undefined,
    ) && statements.every(({ Effect }) => Effect === "Allow")
  );
}

function isEverything(value: unknown): boolean {
  return value === "*" || (Array.isArray(value) && value.includes("*"));
}
