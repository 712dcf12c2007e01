import { linkProbes } from "../../../../access/link/probes";
import type { Violation } from "../finding";
import type { Rule } from "../rule";

export const unexpectedAccess: Rule = {
  id: "unexpected-access",
  severity: "error",
  needs: "link",
  title: "nothing beyond the link's own path is allowed",
  why: "the simulator finds something allowed that the function does not need",
  fix: "remove or narrow the statement named; suppress the finding if it is wanted",
  check: async ({ link }) => {
    const violations: Violation[] = [];
    for (const { role: which, expected, question, ask } of linkProbes(link)) {
      const decision = expected === "denied" ? await ask(link) : undefined;
      if (decision?.allowed !== true) continue;
      const role = which === "data" ? link.dataRole : link.queryRole;
      // What a managed policy allows is the business of managed-policy-overrides.
      const managed = ({ policy }: { policy: string }) =>
        role.managedPolicyArns.some((arn) => arn.endsWith(`/${policy}`));
      if (decision.statements.some(managed)) continue;
      violations.push({ address: role.address, message: `${question}: ${decision.reason}` });
    }
    return violations;
  },
};
