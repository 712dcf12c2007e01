import { ENVIRONMENT } from "../../../../redshift-data/link/environment-names";
import { eachOf, NOT_APPLICABLE, type Rule } from "../rule";

/** Lambda's own default (CreateFunction, Timeout). */
const DEFAULT_TIMEOUT_SECONDS = 3;

export const functionTimeoutBelowStatement: Rule = {
  id: "function-timeout-below-statement",
  severity: "warning",
  needs: "link",
  title: "the function lives longer than the statements it waits for",
  why: "when Lambda ends the function first, nobody cancels the statement and the caller gets no answer",
  fix: "raise function.timeoutSeconds above the statement timeout, or lower the statement timeout",
  check: ({ resources, link: { queryFunction } }) => {
    // Whoever deploys it sets its timeout.
    if (queryFunction.assumed !== undefined) return NOT_APPLICABLE;
    const statementSeconds = queryFunction.environment[ENVIRONMENT.statementTimeoutSeconds];
    const block = resources.find(({ address }) => address === queryFunction.address)?.block ?? {};
    const seconds = Number(block.timeout ?? DEFAULT_TIMEOUT_SECONDS);
    return eachOf(statementSeconds === undefined ? [] : [Number(statementSeconds)], (wanted) =>
      // Written the other way round, a value that is no number would pass.
      wanted < seconds
        ? []
        : [
            {
              address: queryFunction.address,
              message: `the function's timeout is ${seconds} seconds, its statement timeout ${statementSeconds} seconds`,
            },
          ],
    );
  },
};
