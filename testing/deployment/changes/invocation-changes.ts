import {
  CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  PutSubscriptionFilterCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  AddPermissionCommand,
  type AddPermissionCommandInput,
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionUrlConfigCommand,
  DeleteAliasCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  DeleteFunctionEventInvokeConfigCommand,
  DeleteFunctionUrlConfigCommand,
  type FunctionUrlAuthType,
  PublishVersionCommand,
  PutFunctionEventInvokeConfigCommand,
  RemovePermissionCommand,
} from "@aws-sdk/client-lambda";
import { functionArn, functionLogGroup } from "../../../aws/lambda";
import { MotoClient } from "../../../emulator/moto/moto-client";
import type { Deployment } from "../deployment";
import type { OutsideChange } from "./outside-change";

/** Gives others a way to the function of a deployed link, or to what it says, with the AWS SDK: what no plan holds. */
export class InvocationChanges {
  constructor(
    private readonly deployment: Deployment,
    private readonly accountId: string,
    private readonly region: string,
    private readonly FunctionName: string,
  ) {}

  async permission(
    permission: Omit<AddPermissionCommandInput, "FunctionName" | "StatementId">,
  ): Promise<OutsideChange> {
    const statement = { ...this.named, StatementId: "handmade" };
    await this.lambda.send(new AddPermissionCommand({ ...statement, ...permission }));
    return this.undone(() => this.lambda.send(new RemovePermissionCommand(statement)));
  }

  async url(AuthType: FunctionUrlAuthType): Promise<OutsideChange> {
    await this.lambda.send(new CreateFunctionUrlConfigCommand({ ...this.named, AuthType }));
    return this.undone(() => this.lambda.send(new DeleteFunctionUrlConfigCommand(this.named)));
  }

  async alias(): Promise<OutsideChange> {
    const alias = { ...this.named, Name: "live" };
    await this.lambda.send(new CreateAliasCommand({ ...alias, FunctionVersion: "$LATEST" }));
    return this.undone(() => this.lambda.send(new DeleteAliasCommand(alias)));
  }

  async version(): Promise<OutsideChange> {
    const { Version } = await this.lambda.send(new PublishVersionCommand(this.named));
    return this.undone(() =>
      this.lambda.send(new DeleteFunctionCommand({ ...this.named, Qualifier: Version })),
    );
  }

  async eventSource(): Promise<OutsideChange> {
    const EventSourceArn = await this.queue();
    const { UUID } = await this.lambda.send(
      new CreateEventSourceMappingCommand({ ...this.named, EventSourceArn }),
    );
    return this.undone(() => this.lambda.send(new DeleteEventSourceMappingCommand({ UUID })));
  }

  async asyncDestination(Destination: string): Promise<OutsideChange> {
    const DestinationConfig = { OnSuccess: { Destination } };
    await this.lambda.send(new PutFunctionEventInvokeConfigCommand({ ...this.named, DestinationConfig }));
    return this.undone(() => this.lambda.send(new DeleteFunctionEventInvokeConfigCommand(this.named)));
  }

  /** The function itself as the destination: moto knows no other in this account. */
  async logSubscription(): Promise<OutsideChange> {
    const filter = { logGroupName: functionLogGroup(this.FunctionName), filterName: "handmade" };
    const destinationArn = functionArn(
      { partition: "aws", accountId: this.accountId, region: this.region },
      this.FunctionName,
    );
    await this.logs.send(new PutSubscriptionFilterCommand({ ...filter, filterPattern: "", destinationArn }));
    return this.undone(() => this.logs.send(new DeleteSubscriptionFilterCommand(filter)));
  }

  /** A queue in the account, for which this project needs no client. */
  private async queue(): Promise<string> {
    const { accountId, region } = this;
    const moto = new MotoClient(this.deployment.accounts.motoSocket);
    try {
      await moto.call({
        ...{ accountId, region, service: "sqs" },
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: "Action=CreateQueue&Version=2012-11-05&QueueName=handmade",
      });
      return `arn:aws:sqs:${region}:${accountId}:handmade`;
    } finally {
      moto.close();
    }
  }

  private undone(undo: () => Promise<unknown>): OutsideChange {
    return { undo: async () => void (await undo()) };
  }

  private get named() {
    return { FunctionName: this.FunctionName };
  }

  private get lambda() {
    return this.deployment.lambda(this.accountId, this.region);
  }

  private get logs() {
    return new CloudWatchLogsClient(this.deployment.client(this.accountId, this.region));
  }
}
