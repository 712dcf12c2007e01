import {
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from "@aws-sdk/client-lambda";
import type { Deployment } from "./deployment";

/** A text and what takes its place while something is broken. */
export type Replacement = readonly [from: string, to: string];

/** One thing broken: `undo` puts back exactly what was there. */
export interface Damage {
  undo(): Promise<void>;
}

/** Breaks deployed things one at a time, with the AWS SDK, as another person would. */
export class Damager {
  constructor(
    private readonly deployment: Deployment,
    private readonly functionName: string,
    private readonly functionAccount: { readonly id: string; readonly region: string },
  ) {}

  /** Replaces text in an inline policy. */
  async inlinePolicy(
    accountId: string,
    RoleName: string,
    PolicyName: string,
    [from, to]: Replacement,
  ): Promise<Damage> {
    const iam = this.deployment.iam(accountId);
    const { PolicyDocument = "" } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return exchange(decodeURIComponent(PolicyDocument), from, to, async (document) => {
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: document }));
    });
  }

  /** Replaces text in a trust policy. */
  async trust(accountId: string, RoleName: string, [from, to]: Replacement): Promise<Damage> {
    const iam = this.deployment.iam(accountId);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    return exchange(
      decodeURIComponent(Role?.AssumeRolePolicyDocument ?? ""),
      from,
      to,
      async (PolicyDocument) => {
        await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
      },
    );
  }

  /** Changes variables of the function. */
  async variables(changes: Readonly<Record<string, string>>): Promise<Damage> {
    const original = await this.currentVariables();
    await this.setVariables({ ...original, ...changes });
    return { undo: () => this.setVariables(original) };
  }

  /** New containers have no session of the data role yet: hop 1 is decided again. */
  async forgetSessions(): Promise<void> {
    const original = await this.currentVariables();
    await this.setVariables({ ...original, FORGET: "sessions" });
    await this.setVariables(original);
  }

  private lambda() {
    return this.deployment.lambda(this.functionAccount.id, this.functionAccount.region);
  }

  private async currentVariables(): Promise<Record<string, string>> {
    const request = new GetFunctionConfigurationCommand({ FunctionName: this.functionName });
    return (await this.lambda().send(request)).Environment?.Variables ?? {};
  }

  private async setVariables(Variables: Record<string, string>): Promise<void> {
    const request = { FunctionName: this.functionName, Environment: { Variables } };
    await this.lambda().send(new UpdateFunctionConfigurationCommand(request));
  }
}

async function exchange(
  original: string,
  from: string,
  to: string,
  put: (document: string) => Promise<void>,
): Promise<Damage> {
  const changed = original.replaceAll(from, to);
  if (changed === original) throw new Error(`there is no ${from} in ${original}`);
  await put(changed);
  return { undo: () => put(original) };
}
