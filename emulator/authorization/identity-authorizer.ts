import type { Decision } from "../../access/iam/decision";
import type { Caller } from "../authentication/caller";
import type { EmulatorEvent } from "../emulator-event";
import type { StoredIam } from "../iam/stored-iam";
import type { AccessDecisions } from "./access-decisions";
import type { AuthorizationRequest, Authorizer } from "./authorizer";
import { callerContext } from "./caller-context";
import { isAdministrator, rightsOf } from "./caller-policies";

/** Decides with the policies the caller has at this moment, and tells each decision. */
export class IdentityAuthorizer implements Authorizer {
  constructor(
    private readonly iam: Pick<StoredIam, "role">,
    private readonly decisions: Pick<AccessDecisions, "identity">,
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
    return this.decisions.identity({
      principalArn: rights.principalArn,
      policies: rights.policies,
      action: request.action,
      resource: request.resource,
      resourceAccountId: request.resourceAccountId,
      context: {
        ...callerContext(caller, rights, new Date()),
        "aws:ResourceAccount": request.resourceAccountId,
        ...request.context,
      },
    });
  }
}

/** AWS's sentence for a denial (IAM User Guide, "Troubleshoot access denied error messages"). */
export function denialSentence(
  caller: Pick<Caller, "arn">,
  { action, resource }: Pick<AuthorizationRequest, "action" | "resource">,
  { by }: Pick<Decision, "by">,
): string {
  const start = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource}`;
  switch (by) {
    case "explicit-deny":
      return `${start} with an explicit deny in an identity-based policy`;
    case "boundary":
      return `${start} because no permissions boundary allows the ${action} action`;
    default:
      return `${start} because no identity-based policy allows the ${action} action`;
  }
}
