import { linkProbes } from "../../../../access/link/probes";
import type { Violation } from "../finding";
import type { Rule } from "../rule";

export const missingAccess: Rule = {
  id: "missing-access",
  severity: "warning",
  needs: "link",
  title: "everything the function does is allowed",
  why: "the simulator finds something denied that the function needs, so a call will fail at run time",
  fix: "add the missing statement; permissions.mode: least-privilege derives all of them",
  check: async ({ link }) => {
    const violations: Violation[] = [];
    for (const { role: which, expected, who, does, ask } of linkProbes(link)) {
      const decision = expected === "allowed" ? await ask(link) : undefined;
      if (decision === undefined || decision.allowed) continue;
      const { address } = which === "data" ? link.dataRole : link.queryRole;
      violations.push({ address, message: `${who} cannot ${does}: ${decision.reason}` });
    }
    return violations;
  },
};
