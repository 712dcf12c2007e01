import { CloudWatchLogsClient, DeleteLogGroupCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  type LambdaClient,
  PutFunctionEventInvokeConfigCommand,
  type PutFunctionEventInvokeConfigCommandInput,
  PutProvisionedConcurrencyConfigCommand,
  RemovePermissionCommand,
  UpdateAliasCommand,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from "@aws-sdk/client-lambda";
import { functionLogGroup } from "../../../aws/lambda";
import { MotoClient } from "../../../emulator/moto/moto-client";
import type { Deployment } from "../deployment";
import type { OutsideChange } from "./outside-change";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Changes by hand what organisations demand of a function. Nothing is undone here: an apply puts it back. */
export class DemandChanges {
  constructor(
    private readonly deployment: Deployment,
    private readonly accountId: string,
    private readonly region: string,
    private readonly FunctionName: string,
    private readonly Qualifier: string,
  ) {}

  setting(settings: Omit<UpdateFunctionConfigurationCommandInput, "FunctionName">): Promise<OutsideChange> {
    const { FunctionName } = this;
    return leave(this.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, ...settings })));
  }

  pointAlias(FunctionVersion: string): Promise<OutsideChange> {
    const { FunctionName, Qualifier: Name } = this;
    return leave(this.lambda.send(new UpdateAliasCommand({ FunctionName, Name, FunctionVersion })));
  }

  keepReady(ProvisionedConcurrentExecutions: number): Promise<OutsideChange> {
    const kept = { ...this.alias, ProvisionedConcurrentExecutions };
    return leave(this.lambda.send(new PutProvisionedConcurrencyConfigCommand(kept)));
  }

  invocations(
    settings: Omit<PutFunctionEventInvokeConfigCommandInput, "FunctionName" | "Qualifier">,
  ): Promise<OutsideChange> {
    return leave(this.lambda.send(new PutFunctionEventInvokeConfigCommand({ ...this.alias, ...settings })));
  }

  removePermission(StatementId: string): Promise<OutsideChange> {
    return leave(this.lambda.send(new RemovePermissionCommand({ ...this.alias, StatementId })));
  }

  deleteLogGroup(): Promise<OutsideChange> {
    const logs = new CloudWatchLogsClient(this.deployment.client(this.accountId, this.region));
    return leave(logs.send(new DeleteLogGroupCommand({ logGroupName: functionLogGroup(this.FunctionName) })));
  }

  /** An alarm about something else. */
  alarm(name: string): Promise<OutsideChange> {
    const watched = { Namespace: "AWS/Lambda", MetricName: "Invocations", Statistic: "Sum", Period: "60" };
    const limit = { EvaluationPeriods: "1", Threshold: "9", ComparisonOperator: "GreaterThanThreshold" };
    return this.cloudWatch("PutMetricAlarm", { AlarmName: name, ...watched, ...limit });
  }

  deleteAlarm(name: string): Promise<OutsideChange> {
    return this.cloudWatch("DeleteAlarms", { "AlarmNames.member.1": name });
  }

  dashboard(name: string, body: object): Promise<OutsideChange> {
    return this.cloudWatch("PutDashboard", { DashboardName: name, DashboardBody: JSON.stringify(body) });
  }

  parameter(request: {
    readonly Name: string;
    readonly Value: string;
    readonly Type: "String" | "SecureString";
    readonly KeyId?: string;
  }): Promise<OutsideChange> {
    return this.parameterStore("PutParameter", request);
  }

  deleteParameter(Name: string): Promise<OutsideChange> {
    return this.parameterStore("DeleteParameter", { Name });
  }

  private cloudWatch(Action: string, parameters: Readonly<Record<string, string>>): Promise<OutsideChange> {
    const body = new URLSearchParams({ Action, Version: "2010-08-01", ...parameters }).toString();
    return this.call("monitoring", FORM, body);
  }

  private parameterStore(operation: string, request: object): Promise<OutsideChange> {
    const headers = {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AmazonSSM.${operation}`,
    };
    return this.call("ssm", headers, JSON.stringify(request));
  }

  /** Of services for which this project needs no client. @throws Error when moto refuses */
  private async call(
    service: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<OutsideChange> {
    const moto = new MotoClient(this.deployment.accounts.motoSocket);
    try {
      const { accountId, region } = this;
      const answer = await moto.call({ accountId, region, service, headers, body });
      if (answer.status >= 300) throw new Error(`${service} answered ${answer.status} to ${body}`);
      return NOTHING_TO_UNDO;
    } finally {
      moto.close();
    }
  }

  private get alias() {
    return { FunctionName: this.FunctionName, Qualifier: this.Qualifier };
  }

  private get lambda(): LambdaClient {
    return this.deployment.lambda(this.accountId, this.region);
  }
}

const NOTHING_TO_UNDO: OutsideChange = { undo: async () => undefined };

/** A change that lasts until an apply. */
async function leave(change: Promise<unknown>): Promise<OutsideChange> {
  await change;
  return NOTHING_TO_UNDO;
}
