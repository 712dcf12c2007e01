import { roleOf } from "../../../../access/link/link-access";
import type { Violation } from "../finding";
import type { Rule } from "../rule";

export const missingAccess: Rule = {
  id: "missing-access",
  severity: "warning",
  needs: "link",
  title: "everything the function does is allowed",
  why: "the simulator finds something denied that the function needs, so a call will fail at run time",
  fix: "add the missing statement; permissions.mode: least-privilege derives all of them",
  check: async ({ link, answers }) => {
    const violations: Violation[] = [];
    for (const { role, expected, who, does, question } of answers.probes) {
      const decision = expected === "allowed" ? await answers.ask(question) : undefined;
      if (decision === undefined || decision.allowed) continue;
      const { address } = roleOf(link, role);
      violations.push({ address, message: `${who} cannot ${does}: ${decision.reason}` });
    }
    return violations;
  },
};
