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
  /** Tags of the role: `aws:PrincipalTag/…`. */
  readonly tags: Readonly<Record<string, string>>;
}

const ADMINISTRATOR: PrincipalPolicies = {
  identity: [
    {
      name: "AdministratorAccess",
      document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
    },
  ],
};

/**
 * The rights of a caller at this moment. Users are the operators, who are administrators of their accounts.
 *
 * @throws CredentialError when the role of a session is deleted, or recreated under another id
 */
export async function rightsOf(caller: Caller, iam: Pick<StoredIam, "role">): Promise<CallerRights> {
  if (caller.role === undefined) return { principalArn: caller.arn, policies: ADMINISTRATOR, tags: {} };
  const role = await iam.role(caller.role.arn);
  if (role?.id !== caller.role.id) throw new CredentialError("unknown");
  return { principalArn: role.arn, policies: role.policies, tags: role.tags };
}

/** Whether policies plainly allow everything: full access without condition, no denial, no boundary. */
export function isAdministrator({ identity, boundary }: PrincipalPolicies): boolean {
  if (boundary !== undefined) return false;
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
