import type { Decision } from "../../access/iam/decision";
import type { Caller } from "../authentication/caller";
import type { EmulatorEvent } from "../emulator-event";
import type { StoredIam } from "../iam/stored-iam";
import type { ResourcePolicies } from "../resource-policies/resource-policies";
import { type AccessDecisions, refusedWhenUnreadable } from "./access-decisions";
import type { AuthorizationRequest, Authorizer } from "./authorizer";
import { isAdministrator, rightsOf } from "./caller-policies";
import { denialSentence } from "./denial-sentence";
import { requestContext } from "./request-context";

/** Decides with the policies the caller has at this moment, and tells each decision. */
export class IdentityAuthorizer implements Authorizer {
  constructor(
    private readonly iam: Pick<StoredIam, "role" | "user">,
    private readonly decisions: Pick<AccessDecisions, "identity">,
    private readonly resourcePolicies: Pick<ResourcePolicies, "of">,
    private readonly log: (event: EmulatorEvent) => void,
  ) {}

  async denial(caller: Caller, request: AuthorizationRequest): Promise<string | undefined> {
    const decision = await this.decide(caller, request);
    this.record(caller, request, decision);
    return decision.allowed ? undefined : denialSentence(caller, request, decision);
  }

  /** Like {@link denial}, but tells refusals only: for requests that are part of every deployment. */
  async quietDenial(caller: Caller, request: AuthorizationRequest): Promise<string | undefined> {
    if (await this.isAdministrator(caller)) return undefined;
    const decision = await this.decide(caller, request);
    if (decision.allowed) return undefined;
    this.record(caller, request, decision);
    return denialSentence(caller, request, decision);
  }

  /** May the caller do everything in its account? */
  async isAdministrator(caller: Caller): Promise<boolean> {
    const { policies } = await rightsOf(caller, this.iam);
    return isAdministrator(policies);
  }

  private record(caller: Caller, { action, resource }: AuthorizationRequest, decision: Decision): void {
    const { allowed, reason } = decision;
    this.log({ kind: "authorization", caller: caller.arn, action, resource, allowed, reason });
  }

  private async decide(caller: Caller, request: AuthorizationRequest): Promise<Decision> {
    const rights = await rightsOf(caller, this.iam);
    const { action, resource, resourceAccountId, context } = request;
    const resourcePolicy = request.resourcePolicy ?? (await this.resourcePolicies.of(resource));
    const facts = { ...request, principal: { caller, rights }, now: new Date() };
    const decision = this.decisions.identity({
      principalArn: rights.principalArn,
      policies: rights.policies,
      caller: namesOf(caller),
      action,
      resource,
      resourceAccountId,
      ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
      context: { ...requestContext(facts), ...context },
    });
    return refusedWhenUnreadable(decision);
  }
}

/** How a policy may name the caller beside the ARN of its role. */
function namesOf({ arn, userId }: Caller): { readonly arn: string; readonly uniqueId?: string } {
  const [uniqueId] = userId.split(":");
  return { arn, ...(uniqueId === undefined ? {} : { uniqueId }) };
}
