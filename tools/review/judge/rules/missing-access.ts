import type { Decision } from "../../../../access/iam/decision";
import { type LinkAccess, roleOf } from "../../../../access/link/link-access";
import type { LinkAnswers } from "../../../../access/link/link-answers";
import { denialOf } from "../../../../access/link/probes/probe";
import type { Question } from "../../../../access/link/question";
import { functionLogGroup } from "../../../../aws/lambda";
import { logStreamsArn } from "../../../../aws/logs";
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
      const { address } = isQueryRoles(decision, question, link) ? link.queryRole : roleOf(link, role);
      violations.push({ address, message: `${denialOf({ who, does })}: ${decision.reason}` });
    }
    return [...violations, ...(await withoutLogs(link, answers))];
  },
};

/** Whether an execution role that others own lacks hop 1, which is then for its owner to mend. */
function isQueryRoles({ by }: Decision, { kind }: Question, { queryRole }: LinkAccess): boolean {
  return by === "identity" && kind === "assume-data-role" && queryRole.assumed !== undefined;
}

/** A function that cannot log works, and nobody sees what it did. */
async function withoutLogs(link: LinkAccess, answers: LinkAnswers): Promise<readonly Violation[]> {
  const { queryRole, queryFunction } = link;
  const { region, accountId, name } = queryFunction;
  const streams = logStreamsArn(
    { partition: queryRole.partition, region, accountId },
    functionLogGroup(name),
  );
  const resource = streams.replace(/\*$/, "one");
  const violations: Violation[] = [];
  for (const action of ["logs:CreateLogStream", "logs:PutLogEvents"]) {
    const decision = await answers.ask({ kind: "call-as-query-role", action, resource });
    if (decision.allowed) continue;
    violations.push({
      address: queryRole.address,
      message: `the function cannot write its log: ${decision.reason}`,
    });
  }
  return violations;
}
