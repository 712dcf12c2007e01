import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import {
  GetAliasCommand,
  GetFunctionEventInvokeConfigCommand,
  GetProvisionedConcurrencyConfigCommand,
  LambdaClient,
  ProvisionedConcurrencyConfigNotFoundException,
  ResourceNotFoundException,
} from "@aws-sdk/client-lambda";
import { readStatementIds } from "../../../access/iam/statement-ids";
import { presentMembers } from "../../../aws/json";
import type { AccountSession } from "../../lib/aws/account-session";
import { readLiveFunction } from "../../lib/aws/live-function";
import { readLiveLogGroup } from "../../lib/aws/live-log-group";
import { signedClient } from "../../lib/aws/signed-client";

type Config = AccountSession["config"];

/** Whether the lambda account has the part that an import id names. */
type Look = (config: Config, id: string, signal: AbortSignal) => Promise<boolean>;

/**
 * How a part of each type is looked for. All that the looks ask, the policy to plan allows: Terraform asks the same when it takes
 * the part over. No value of a parameter is decrypted.
 */
const LOOK_FOR = {
  aws_lambda_function: async (config, name) =>
    (await readLiveFunction(new LambdaClient(config), name)) !== undefined,
  aws_cloudwatch_log_group: async (config, name) =>
    (await readLiveLogGroup(new CloudWatchLogsClient(config), name)) !== undefined,
  aws_lambda_alias: async (config, id) => {
    const [FunctionName = "", Name = ""] = id.split("/");
    return isThere(new LambdaClient(config).send(new GetAliasCommand({ FunctionName, Name })));
  },
  aws_lambda_function_event_invoke_config: async (config, id) => {
    const [FunctionName = "", Qualifier] = id.split(":");
    const asked = new GetFunctionEventInvokeConfigCommand({ FunctionName, ...presentMembers({ Qualifier }) });
    return isThere(new LambdaClient(config).send(asked));
  },
  aws_lambda_permission: async (config, id) => {
    const [invoked = "", statementId = ""] = id.split("/");
    const [name = "", qualifier] = invoked.split(":");
    return (await readStatementIds(new LambdaClient(config), name, qualifier)).includes(statementId);
  },
  aws_lambda_provisioned_concurrency_config: async (config, id) => {
    const [FunctionName = "", Qualifier = ""] = id.split(",");
    const asked = new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier });
    return isThere(new LambdaClient(config).send(asked));
  },
  aws_cloudwatch_metric_alarm: async (config, name, signal) => {
    const answer = await askCloudWatch("DescribeAlarms", { "AlarmNames.member.1": name }, config, signal);
    return answer.includes(`<AlarmName>${name}</AlarmName>`);
  },
  aws_cloudwatch_dashboard: async (config, name, signal) => {
    const asked = askCloudWatch("GetDashboard", { DashboardName: name }, config, signal);
    return asked.then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.name === NO_DASHBOARD) return false;
        throw error;
      },
    );
  },
  aws_ssm_parameter: async (config, name) => {
    // Few links write parameters, and SSM's client takes long to load.
    const [{ SSMClient }, { readLiveParameter }] = await Promise.all([
      import("@aws-sdk/client-ssm"),
      import("../../lib/aws/live-parameter"),
    ]);
    return (await readLiveParameter(new SSMClient(config), name)) !== undefined;
  },
} as const satisfies Readonly<Record<string, Look>>;

/** A type of parts of which one name says whether they are there. */
export type NamedType = keyof typeof LOOK_FOR;

/** Whether parts of a type are looked for by one name. */
export function isNamedType(type: string): type is NamedType {
  return Object.hasOwn(LOOK_FOR, type);
}

/** Whether the lambda account has this part. @param id as Terraform imports it @throws what AWS refuses with */
export function hasPart(type: NamedType, id: string, config: Config, signal: AbortSignal): Promise<boolean> {
  return LOOK_FOR[type](config, id, signal);
}

/** CloudWatch's code for a dashboard that is not there (API reference, GetDashboard). */
const NO_DASHBOARD = "ResourceNotFound";

async function isThere(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    if (error instanceof ProvisionedConcurrencyConfigNotFoundException) return false;
    throw error;
  }
}

function askCloudWatch(
  Action: string,
  parameters: Readonly<Record<string, string>>,
  config: Config,
  signal: AbortSignal,
): Promise<string> {
  return signedClient({ service: "monitoring", config, signal }).call({
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: new URLSearchParams({ Action, Version: "2010-08-01", ...parameters }).toString(),
  });
}
