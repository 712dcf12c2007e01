import { roleOf } from "../../../../access/link/link-access";
import { claimOf } from "../../../../access/link/probes/probe";
import type { Violation } from "../finding";
import type { Rule } from "../rule";

export const unexpectedAccess: Rule = {
  id: "unexpected-access",
  severity: "error",
  needs: "link",
  title: "nothing beyond the link's own path is allowed",
  why: "the simulator finds something allowed that the function does not need",
  fix: "remove or narrow the statement named; suppress the finding if it is wanted",
  check: async ({ link, answers }) => {
    const violations: Violation[] = [];
    for (const probe of answers.probes) {
      const decision = probe.expected === "denied" ? await answers.ask(probe.question) : undefined;
      if (decision?.allowed !== true) continue;
      const role = roleOf(link, probe.role);
      // What a managed policy allows is the business of managed-policy-overrides.
      const managed = ({ policy }: { policy: string }) =>
        role.managedPolicyArns.some((arn) => arn.endsWith(`/${policy}`));
      if (decision.statements.some(managed)) continue;
      violations.push({ address: role.address, message: `${claimOf(probe)}: ${decision.reason}` });
    }
    return violations;
  },
};
