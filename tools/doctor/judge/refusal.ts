import type { Decision, StatementReference } from "../../../access/iam/decision";
import { accessRequest, actionAndResource } from "../../../access/link/access-request";
import type { LinkAccess } from "../../../access/link/link-access";
import { decideQuestion } from "../../../access/link/link-answers";
import type { Question } from "../../../access/link/question";
import { intendedGrant } from "./intended-grant";

/** One request that a role's policies refuse. */
export interface Refusal {
  readonly decision: Pick<Decision, "by" | "statements">;
  readonly action: string;
  /** ARN or `*`. */
  readonly resource: string;
  /**
   * The statements that allow it as the stack declares it; empty when they may be in a text that nobody has. `undefined`: the
   * stack does not grant it.
   */
  readonly granting: readonly StatementReference[] | undefined;
}

/**
 * A question that the roles as they are in IAM answer with no, together with what the stack means it to be.
 *
 * @param live the link that gave the decision
 */
export async function refusalOf(
  question: Question,
  decision: Decision,
  declared: LinkAccess,
  live: LinkAccess,
): Promise<Refusal> {
  const granting = await intendedGrant((link) => decideQuestion(link, question), declared, live);
  return { decision, ...actionAndResource(accessRequest(live, question)), granting };
}
