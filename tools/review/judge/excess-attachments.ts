import { allRolesOf, type LinkAccess } from "../../../access/link/link-access";
import type { SynthesizedRole } from "../../../access/terraform/synthesized-stack";

/** What `permissions.mode: managed` may attach; `managed-policy-overrides` says what it does. The other roles have none. */
const ATTACHABLE = ["AmazonRedshiftFullAccess", "AmazonRedshiftDataFullAccess"];

/** A managed policy on a role that has it in no link. */
interface ExcessAttachment {
  readonly role: SynthesizedRole;
  readonly policyArn: string;
}

/** Every managed policy of the link's roles that no link attaches, whatever its text allows. */
export function excessAttachments(link: LinkAccess): readonly ExcessAttachment[] {
  return allRolesOf(link).flatMap((role) =>
    role.managedPolicyArns
      .filter(
        (arn) => role !== link.dataRole || !ATTACHABLE.some((name) => arn.endsWith(`:aws:policy/${name}`)),
      )
      .map((policyArn) => ({ role, policyArn })),
  );
}
