import { functionTrust as decideFunctionTrust } from "../../../../access/link/hops";
import { type LinkCheck, ok, problem } from "../check";
import { decidingLines } from "../deciding-lines";
import { intendedGrant } from "../intended-grant";
import { changeLines, deployAgain } from "../next-steps";

/** Before hop 1: Lambda itself may run the function as the query role. */
export const functionTrust: LinkCheck = {
  id: "function-trust",
  lookedAt: ({ link }) => `trust policy of role ${link.queryRole.name} as it is in IAM, simulated for Lambda`,
  expected: () => "lambda.amazonaws.com may assume the query role",
  run: async (facts) => {
    const [live, role, { access }] = await Promise.all([
      facts.live(),
      facts.role("query role"),
      facts.declared(),
    ]);
    const decision = await decideFunctionTrust(live);
    if (decision.allowed) return ok(decision.reason);
    const granting = (await intendedGrant(decideFunctionTrust, access, live)) ?? [];
    const refusal = { decision, action: "sts:AssumeRole", resource: access.queryRole.arn, granting };
    const corrections =
      role === undefined
        ? []
        : decidingLines({ side: "query role", declared: access.queryRole, live: role }, "trust", [refusal]);
    const next =
      corrections.length > 0 ? changeLines(facts.link.name, corrections) : deployAgain(facts.link.name);
    return problem(decision.reason, next, corrections);
  },
};
