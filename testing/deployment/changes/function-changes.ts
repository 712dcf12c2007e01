import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  PutRetentionPolicyCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
  PublishLayerVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
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

function otherCode(): Uint8Array {
  return zipSync({ "index.js": Buffer.from("exports.handler = async () => 'mine'") });
}

/** Settings of a function that the tests change. Absent: as it is. */
type FunctionSettings = Pick<
  UpdateFunctionConfigurationCommandInput,
  "Handler" | "Runtime" | "MemorySize" | "Layers"
>;

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
    await this.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: this.FunctionName, ZipFile: otherCode() }),
    );
    return { undo: () => this.replace() };
  }

  /** Changes settings that are no code. */
  async settings(settings: FunctionSettings): Promise<OutsideChange> {
    const { FunctionName } = this;
    const found = await this.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { Handler, Runtime, MemorySize } = found;
    const Layers = (found.Layers ?? []).map(({ Arn = "" }) => Arn);
    const put = async (all: FunctionSettings) => {
      await this.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...all }));
    };
    await put(settings);
    return { undo: () => put({ Handler, Runtime, MemorySize, Layers }) };
  }

  async layer(): Promise<OutsideChange> {
    const layer = { LayerName: "handmade", Content: { ZipFile: otherCode() } };
    const { LayerVersionArn = "" } = await this.lambda.send(new PublishLayerVersionCommand(layer));
    return this.settings({ Layers: [LayerVersionArn] });
  }

  /** Deleted and made again by hand, with the same settings and other code. */
  async makeAgain(): Promise<OutsideChange> {
    const { FunctionName } = this;
    const found = await this.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
    const { Role, Runtime, Handler, Description, MemorySize, Timeout, Architectures } = found;
    const Environment = { Variables: found.Environment?.Variables ?? {} };
    const { LogFormat, LogGroup } = found.LoggingConfig ?? {};
    await this.lambda.send(new DeleteFunctionCommand({ FunctionName }));
    await this.lambda.send(
      new CreateFunctionCommand({
        ...{ FunctionName, Role, Runtime, Handler, Description, MemorySize, Timeout, Architectures },
        ...{ Environment, LoggingConfig: { LogFormat, LogGroup }, Code: { ZipFile: otherCode() } },
      }),
    );
    return { undo: () => this.replace() };
  }

  /** A change, and then a deploy, which changes nothing: the state has it now. @throws Error when the deploy would change something */
  async deployedOver(change: Promise<OutsideChange>): Promise<OutsideChange> {
    const made = await change;
    const terraform = this.deployment.terraform(this.linkName);
    if (await terraform.plan("over.tfplan")) throw new Error("the deploy changes something");
    await terraform.apply("over.tfplan");
    return made;
  }

  private async replace(): Promise<void> {
    const { undo } = await this.delete();
    await undo();
  }

  addVariable(name: string): Promise<OutsideChange> {
    return this.variables({ [name]: "by-hand" });
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
