import { AccessError } from "../../../access/iam/access-error";
import type { Decision, StatementReference } from "../../../access/iam/decision";
import type { LinkAccess } from "../../../access/link/link-access";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";

/**
 * The statements with which the stack grants a request; `undefined` when it does not, empty when it may with a managed
 * policy of which nobody has the text. Boundaries are left out: they grant nothing, and what they take away is missing.
 *
 * @param live has the texts of managed policies. AWS's own, which nobody here can change, are the only ones declared.
 */
export async function intendedGrant(
  ask: (link: LinkAccess) => Promise<Decision>,
  declared: LinkAccess,
  live: LinkAccess,
): Promise<readonly StatementReference[] | undefined> {
  const intended = {
    ...declared,
    queryRole: unbounded(declared.queryRole),
    dataRole: unbounded(declared.dataRole),
    documents: { ...declared.documents, ...live.documents },
  };
  try {
    const { allowed, statements } = await ask(intended);
    return allowed ? statements : undefined;
  } catch (error) {
    if (error instanceof AccessError) return [];
    throw error;
  }
}

function unbounded({ boundaryArn: _, ...role }: SynthesizedRole): SynthesizedRole {
  return role;
}
