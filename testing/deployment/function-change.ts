import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { zipSync } from "fflate";
import type { Damage } from "./damage";
import type { Deployment } from "./deployment";

/** Changes the function of a deployed link and its log group, with the AWS SDK. */
export class FunctionChanges {
  constructor(
    private readonly deployment: Deployment,
    private readonly linkName: string,
    private readonly accountId: string,
    private readonly region: string,
    private readonly FunctionName: string,
  ) {}

  /** An apply alone would not see it: the undo replaces the function. */
  async code(): Promise<Damage> {
    const ZipFile = zipSync({ "index.js": Buffer.from("exports.handler = async () => 'mine'") });
    await this.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: this.FunctionName, ZipFile }));
    return { undo: () => this.delete().then(({ undo }) => undo()) };
  }

  async variables(changes: Readonly<Record<string, string>>): Promise<Damage> {
    const name = { FunctionName: this.FunctionName };
    const found = await this.lambda.send(new GetFunctionConfigurationCommand(name));
    const original = found.Environment?.Variables ?? {};
    const put = async (Variables: Record<string, string>) => {
      await this.lambda.send(new UpdateFunctionConfigurationCommand({ ...name, Environment: { Variables } }));
    };
    await put({ ...original, ...changes });
    return { undo: () => put(original) };
  }

  /** An apply brings it back. */
  async delete(): Promise<Damage> {
    await this.lambda.send(new DeleteFunctionCommand({ FunctionName: this.FunctionName }));
    return { undo: async () => void (await this.deployment.apply(this.linkName)) };
  }

  async retention(days: number, originalDays: number): Promise<Damage> {
    await this.retain(days);
    return { undo: () => this.retain(originalDays) };
  }

  async deleteLogGroup(originalDays: number): Promise<Damage> {
    await this.logs.send(new DeleteLogGroupCommand(this.logGroup));
    return {
      undo: async () => {
        await this.logs.send(new CreateLogGroupCommand(this.logGroup));
        await this.retain(originalDays);
      },
    };
  }

  private async retain(retentionInDays: number): Promise<void> {
    await this.logs.send(new PutRetentionPolicyCommand({ ...this.logGroup, retentionInDays }));
  }

  private get logGroup() {
    return { logGroupName: `/aws/lambda/${this.FunctionName}` };
  }

  private get lambda() {
    return this.deployment.lambda(this.accountId, this.region);
  }

  private get logs() {
    return new CloudWatchLogsClient(this.deployment.client(this.accountId, this.region));
  }
}
