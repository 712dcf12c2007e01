import type { Answer } from "../../redshift-data/statement/answers";
import {
  statementResult,
  statementStatus,
  stopStatement,
} from "../../redshift-data/statement/follow-statement";
import type { Request } from "../../redshift-data/statement/request";
import { runStatement } from "../../redshift-data/statement/run-statement";
import { startStatement } from "../../redshift-data/statement/start-statement";
import type { CoreDependencies } from "../../redshift-data/statement/statement-execution";

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
