import { excessGrants } from "../../../../access/link/excess-grants/excess-grants";
import { unlikeStatements } from "../../../../access/link/excess-grants/unlike-statements";
import { roleOf } from "../../../../access/link/link-access";
import { excessAttachments } from "../excess-attachments";
import type { Rule } from "../rule";

export const statementBeyondLink: Rule = {
  id: "statement-beyond-link",
  severity: "error",
  needs: "link",
  title: "every statement is literally one the link is made of",
  why: "probes ask about single requests; a pattern, another service or a condition only others meet may allow what none of them asks",
  fix: "remove it, or narrow it to the literal ARN; give what the function needs beside Redshift to a role of its own",
  check: ({ link, permissions, trusts }) => [
    ...excessAttachments(link).map(({ role, policyArn }) => ({
      address: role.address,
      message: `${role.name} has managed policy ${policyArn}, which no link needs`,
    })),
    ...[...excessGrants(link), ...unlikeStatements(link)].map(({ role, policy, what }) => {
      const { arn, address } = roleOf(link, role);
      const holder = [...permissions, ...trusts].find(
        (part) => part.policy === policy && part.role.arn === arn,
      );
      return { address: holder?.address ?? address, message: what };
    }),
  ],
};
