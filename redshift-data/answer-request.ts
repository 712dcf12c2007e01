import type { RequestDependencies } from "./client/statement-execution";
import type { Answer } from "./statement/answers";
import { statementResult, statementStatus, stopStatement } from "./statement/follow-statement";
import type { Request } from "./statement/request";
import { runStatement } from "./statement/run-statement";
import { startStatement } from "./statement/start-statement";

/**
 * Answers one request of {@link Request}. Touches nothing but its dependencies, so it runs in any program.
 *
 * @throws QueryError and nothing else, before `remainingMilliseconds` have passed
 */
export function answerRequest(request: Request, dependencies: RequestDependencies): Promise<Answer> {
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
