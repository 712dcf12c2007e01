import { decideQuestion } from "../../../../access/link/link-answers";
import { LAMBDA_RUNS_FUNCTION } from "../../../../access/link/question";
import { LAMBDA_SERVICE } from "../../../../aws/lambda";
import { type LinkCheck, ok, problem } from "../check";
import { decidingLines } from "../deciding-lines";
import { changeLines, deployAgain } from "../next-steps";
import { refusalOf } from "../refusal";

/** Before hop 1: Lambda itself may run the function as the query role. */
export const functionTrustCheck: LinkCheck = {
  id: "function-trust",
  lookedAt: ({ link }) => `trust policy of role ${link.queryRole.name} as it is in IAM, simulated for Lambda`,
  expected: () => `${LAMBDA_SERVICE} may assume the query role`,
  run: async (facts) => {
    const [live, role, { access }] = await Promise.all([
      facts.live(),
      facts.role("query role"),
      facts.declared(),
    ]);
    const decision = await decideQuestion(live, LAMBDA_RUNS_FUNCTION);
    if (decision.allowed) return ok(decision.reason);
    const refusal = await refusalOf(LAMBDA_RUNS_FUNCTION, decision, access, live);
    const corrections =
      role === undefined
        ? []
        : decidingLines({ side: "query role", declared: access.queryRole, live: role }, "trust", [refusal]);
    const next =
      corrections.length > 0 ? changeLines(facts.link.name, corrections) : deployAgain(facts.link.name);
    return problem(decision.reason, next, corrections);
  },
};
