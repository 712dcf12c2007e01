import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { deployAgain } from "../next-steps";

/** The function's log lines have a place to go. */
export const logGroup: LinkCheck = {
  id: "log-group",
  lookedAt: ({ link }) => `log group of function ${link.function.name}`,
  expected: ({ link }) =>
    `the declared log group, which exists and keeps its lines for ${link.function.logRetentionDays} days`,
  run: async (facts) => {
    const [live, declared] = await Promise.all([facts.queryFunction(), facts.declared()]);
    if (live === undefined) return couldNotCheck("there is no function", deployAgain(facts.link));
    if (live.logGroup !== declared.logGroup) {
      return problem(
        `the function writes to ${live.logGroup}, the stack declares ${declared.logGroup}`,
        deployAgain(facts.link),
      );
    }
    const group = await facts.logGroup(live.logGroup);
    const days = facts.link.function.logRetentionDays;
    if (group === undefined) {
      return problem(
        `there is no ${live.logGroup}: the query role may not create it, log lines are lost`,
        deployAgain(facts.link),
      );
    }
    if (group.kmsKeyArn !== declared.logKeyArn) {
      return problem(
        `${live.logGroup} is encrypted with ${group.kmsKeyArn ?? "CloudWatch's own key"}; the stack declares ${declared.logKeyArn ?? "none"}`,
        deployAgain(facts.link),
      );
    }
    if (group.retentionDays === days) return ok(`${live.logGroup}, ${days} days`);
    const kept =
      group.retentionDays === undefined
        ? "for ever"
        : `for ${group.retentionDays} ${group.retentionDays === 1 ? "day" : "days"}`;
    return problem(
      `${live.logGroup} keeps its lines ${kept}; the stack declares ${days} days`,
      deployAgain(facts.link),
    );
  },
};
