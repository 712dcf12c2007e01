import type { LinkAccess } from "../../../access/link/link-access";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";

/** What `permissions.mode: managed` may attach; `managed-policy-overrides` says what it does. The query role has none. */
const ATTACHABLE = ["AmazonRedshiftFullAccess", "AmazonRedshiftDataFullAccess"];

/** A managed policy on a role that has it in no link. */
interface ExcessAttachment {
  readonly role: SynthesizedRole;
  readonly policyArn: string;
}

/** Every managed policy of the two roles that no link attaches, whatever its text allows. */
export function excessAttachments({ queryRole, dataRole }: LinkAccess): readonly ExcessAttachment[] {
  return [queryRole, dataRole].flatMap((role) =>
    role.managedPolicyArns
      .filter((arn) => role !== dataRole || !ATTACHABLE.some((name) => arn.endsWith(`:aws:policy/${name}`)))
      .map((policyArn) => ({ role, policyArn })),
  );
}
