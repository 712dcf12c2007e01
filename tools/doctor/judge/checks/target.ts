import { failureText } from "../../../lib/link/invocation";
import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { nextIfNotReached, stageResult } from "../stage-result";

/** The cluster or workgroup, its database and the database user are there: the Data API's own answer tells. */
export const target: LinkCheck = {
  id: "target",
  lookedAt: ({ link }) => {
    const { target: to, redshiftAccount } = link;
    const name = "cluster" in to ? `cluster ${to.cluster}` : `workgroup ${to.workgroup}`;
    return `${name}, database ${to.database} in ${redshiftAccount.region} of account ${redshiftAccount.id}, as the Data API answers the function`;
  },
  expected: () => "it exists, and the database lets the function's database user in",
  run: async (facts) => {
    const invocation = await facts.selectOne();
    const result = stageResult(invocation, "connect");
    if (result === "proven") return ok("the database took the statement");
    if (invocation.kind === "failed" && result === "refused") {
      return problem(failureText(invocation.failure), invocation.failure.advice);
    }
    const reason =
      invocation.kind === "failed" ? failureText(invocation.failure) : "Lambda did not run the function";
    return couldNotCheck(
      `the function did not get there: ${reason}`,
      nextIfNotReached(invocation, "make hop-1, hop-2 and the function work first"),
    );
  },
};
