import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { zipSync } from "fflate";
import { functionLogGroup } from "../../../aws/lambda";
import type { Deployment } from "../deployment";
import type { OutsideChange } from "./outside-change";

/** Changes environment variables of a function; the others stay. */
export async function changeVariables(
  lambda: LambdaClient,
  FunctionName: string,
  changes: Readonly<Record<string, string>>,
): Promise<OutsideChange> {
  const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  const original = found.Environment?.Variables ?? {};
  const put = async (Variables: Record<string, string>) => {
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  };
  await put({ ...original, ...changes });
  return { undo: () => put(original) };
}

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
  async code(): Promise<OutsideChange> {
    const ZipFile = zipSync({ "index.js": Buffer.from("exports.handler = async () => 'mine'") });
    await this.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: this.FunctionName, ZipFile }));
    return { undo: () => this.delete().then(({ undo }) => undo()) };
  }

  variables(changes: Readonly<Record<string, string>>): Promise<OutsideChange> {
    return changeVariables(this.lambda, this.FunctionName, changes);
  }

  /** An apply brings it back. */
  async delete(): Promise<OutsideChange> {
    await this.lambda.send(new DeleteFunctionCommand({ FunctionName: this.FunctionName }));
    return { undo: async () => void (await this.deployment.apply(this.linkName)) };
  }

  async retention(days: number, originalDays: number): Promise<OutsideChange> {
    await this.retain(days);
    return { undo: () => this.retain(originalDays) };
  }

  async deleteLogGroup(originalDays: number): Promise<OutsideChange> {
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
    return { logGroupName: functionLogGroup(this.FunctionName) };
  }

  private get lambda() {
    return this.deployment.lambda(this.accountId, this.region);
  }

  private get logs() {
    return new CloudWatchLogsClient(this.deployment.client(this.accountId, this.region));
  }
}
