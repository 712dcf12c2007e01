import { decideQuestion } from "../../../../access/link/link-answers";
import { LAMBDA_RUNS_FUNCTION } from "../../../../access/link/question";
import { LAMBDA_SERVICE } from "../../../../aws/lambda";
import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { decidingLines } from "../deciding-lines";
import { changeLines } from "../next-steps";
import { isOthers, putBack, readPart } from "../others";
import { refusalOf } from "../refusal";

/** Before hop 1: Lambda itself may run the function as the query role. */
export const functionTrustCheck: LinkCheck = {
  id: "function-trust",
  lookedAt: ({ link }) => `trust policy of role ${link.queryRole.name} as it is in IAM, simulated for Lambda`,
  expected: () => `${LAMBDA_SERVICE} may assume the query role`,
  run: async (facts) => {
    // The query role alone: whether the other account can be read does not matter here.
    const [role, { access }] = await Promise.all([
      readPart(facts.link, "queryRole", facts.role("query role")),
      facts.declared(),
    ]);
    if (role === undefined) {
      return couldNotCheck(`role ${access.queryRole.arn} does not exist`, putBack(facts.link, "queryRole"));
    }
    const { assumed: _, ...queryRole } = access.queryRole;
    const live = { ...access, queryRole: { ...queryRole, trust: role.trust } };
    const decision = await decideQuestion(live, LAMBDA_RUNS_FUNCTION);
    if (decision.allowed) return ok(decision.reason);
    const refusal = await refusalOf(LAMBDA_RUNS_FUNCTION, decision, access, live);
    const sides = { side: "query role", declared: access.queryRole, live: role } as const;
    const corrections = decidingLines(sides, "trust", [refusal]);
    const next =
      corrections.length > 0 && !isOthers(facts.link, "queryRole")
        ? changeLines(facts.link, corrections)
        : putBack(facts.link, "queryRole");
    return problem(decision.reason, next, corrections);
  },
};
