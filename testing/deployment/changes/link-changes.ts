import type { Deployment } from "../deployment";
import { changeVariables } from "./function-changes";
import { type OutsideChange, type Replacement, replacing } from "./outside-change";
import { rewriteInlinePolicy, rewriteTrust } from "./role-changes";

/** Changes the parts of a deployed link that its two hops depend on, one at a time. */
export class LinkChanges {
  constructor(
    private readonly deployment: Deployment,
    private readonly functionName: string,
    private readonly functionAccount: { readonly id: string; readonly region: string },
  ) {}

  /** Replaces text in an inline policy. */
  inlinePolicy(
    accountId: string,
    roleName: string,
    policyName: string,
    replacement: Replacement,
  ): Promise<OutsideChange> {
    return rewriteInlinePolicy(this.deployment.iam(accountId), roleName, policyName, replacing(replacement));
  }

  /** Replaces text in a trust policy. */
  trust(accountId: string, roleName: string, replacement: Replacement): Promise<OutsideChange> {
    return rewriteTrust(this.deployment.iam(accountId), roleName, replacing(replacement));
  }

  /** Changes variables of the function. */
  variables(changes: Readonly<Record<string, string>>): Promise<OutsideChange> {
    const { id, region } = this.functionAccount;
    return changeVariables(this.deployment.lambda(id, region), this.functionName, changes);
  }

  /** New containers have no session of the data role yet: hop 1 is decided again. */
  async forgetSessions(): Promise<void> {
    const { undo } = await this.variables({ FORGET: "sessions" });
    await undo();
  }
}
