import { excessGrants } from "../../../../access/link/excess-grants/excess-grants";
import { unlikeStatements } from "../../../../access/link/excess-grants/unlike-statements";
import { type LinkAccess, roleOf } from "../../../../access/link/link-access";
import type { Violation } from "../finding";
import type { Rule } from "../rule";

export const statementBeyondLink: Rule = {
  id: "statement-beyond-link",
  severity: "error",
  needs: "link",
  title: "every statement is literally one the link is made of",
  why: "probes ask about single requests; a pattern, another service or a condition only others meet may allow what none of them asks",
  fix: "remove it, or narrow it to the literal ARN; give what the function needs beside Redshift to a role of its own",
  check: ({ link, permissions, trusts }) => [
    ...excessAttachments(link),
    ...[...excessGrants(link), ...unlikeStatements(link)].map(({ role, policy, what }) => {
      const { arn, address } = roleOf(link, role);
      const holder = [...permissions, ...trusts].find(
        (part) => part.policy === policy && part.role.arn === arn,
      );
      return { address: holder?.address ?? address, message: what };
    }),
  ],
};

/** What `permissions.mode: managed` may attach; `managed-policy-overrides` says what it does. The query role has none. */
const ATTACHABLE = ["AmazonRedshiftFullAccess", "AmazonRedshiftDataFullAccess"];

function excessAttachments({ queryRole, dataRole }: LinkAccess): readonly Violation[] {
  return [queryRole, dataRole].flatMap((role) =>
    role.managedPolicyArns
      .filter((arn) => role !== dataRole || !ATTACHABLE.some((name) => arn.endsWith(`:aws:policy/${name}`)))
      .map((arn) => ({
        address: role.address,
        message: `${role.name} has managed policy ${arn}, which no link needs`,
      })),
  );
}
