import type { Answer } from "./answers";
import type { Request } from "./event/request";
import { statementResult, statementStatus, stopStatement } from "./follow-statement";
import { runStatement } from "./run-statement";
import { startStatement } from "./start-statement";
import type { CoreDependencies } from "./work";

/**
 * The core: answers one request of {@link Request}. Touches nothing but its dependencies, so it runs in any program.
 *
 * @throws QueryError and nothing else, before `remainingMilliseconds` have passed
 */
export function answerRequest(request: Request, dependencies: CoreDependencies): Promise<Answer> {
  switch (request.action) {
    case "run":
      return runStatement(request, dependencies);
    case "submit":
      return startStatement(request, dependencies);
    case "status":
      return statementStatus(request, dependencies);
    case "result":
      return statementResult(request, dependencies);
    case "cancel":
      return stopStatement(request, dependencies);
  }
}
