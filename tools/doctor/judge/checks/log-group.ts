import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { deployAgain } from "../next-steps";

/** The function's log lines have a place to go. */
export const logGroup: LinkCheck = {
  id: "log-group",
  lookedAt: ({ link }) => `log group of function ${link.function.name}`,
  expected: () => "the declared log group, which exists",
  run: async (facts) => {
    const [live, declared] = await Promise.all([facts.queryFunction(), facts.declared()]);
    if (live === undefined) return couldNotCheck("there is no function", deployAgain(facts.link.name));
    if (live.logGroup !== declared.logGroup) {
      return problem(
        `the function writes to ${live.logGroup}, the stack declares ${declared.logGroup}`,
        deployAgain(facts.link.name),
      );
    }
    if (await facts.hasLogGroup(live.logGroup)) return ok(live.logGroup);
    return problem(
      `there is no ${live.logGroup}: the query role may not create it, log lines are lost`,
      deployAgain(facts.link.name),
    );
  },
};
