import { failureText } from "../../../lib/link/invocation";
import { couldNotCheck, type LinkCheck, ok, problem } from "../check";
import { ASK_YOURSELF, LET_DOCTOR_INVOKE } from "../stage-result";

/** The whole path at once: a statement runs through the function, and its row comes back. */
export const selectOne: LinkCheck = {
  id: "select-1",
  lookedAt: ({ link }) =>
    `SELECT 1 through function ${link.function.name}, as the deploy credentials invoke it`,
  expected: () => "one row with the value 1",
  run: async (facts) => {
    const invocation = await facts.selectOne();
    switch (invocation.kind) {
      case "finished":
        return JSON.stringify(invocation.rows) === "[[1]]"
          ? ok("one row with the value 1")
          : problem(
              `${invocation.rows.length} rows, not the one asked for`,
              "the function is not this project's: see the check of the function",
            );
      case "failed":
        return problem(failureText(invocation.failure), invocation.failure.advice);
      case "not-asked":
        return couldNotCheck(invocation.reason, ASK_YOURSELF);
      case "not-run": {
        if (invocation.unheard !== undefined) {
          return couldNotCheck(`Lambda was not heard: ${invocation.reason}`, invocation.unheard);
        }
        const found = `Lambda did not run the function: ${invocation.reason}`;
        return invocation.isCallersDenial
          ? couldNotCheck(found, LET_DOCTOR_INVOKE)
          : problem(found, "see the checks function, function-trust and function-concurrency");
      }
    }
  },
};
