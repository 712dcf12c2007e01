import type { TerraformStack } from "../../../access/terraform/terraform-stack";
import { presentMembers } from "../../../aws/json";
import { alarmArn, dashboardArn } from "../../../aws/monitoring/cloudwatch";
import { parameterArn, parameterStoreService } from "../../../aws/ssm";

/** What watches a link in one account, and what tells of it: ARNs. */
export interface MonitoredResources {
  readonly alarms: readonly string[];
  readonly dashboards: readonly string[];
  readonly parameters: readonly string[];
  /** The key of those parameters that are encrypted, and Parameter Store as that key sees it. */
  readonly parameterKey?: { readonly arn: string; readonly viaService: string };
  /** That the alarms tell. */
  readonly topics: readonly string[];
}

/** Reads what the provider of this alias manages of them. */
export function monitoredResources(
  { resources, locate }: Pick<TerraformStack, "resources" | "locate">,
  alias: string,
): MonitoredResources {
  const blocks = (type: string) =>
    resources
      .filter((resource) => resource.type === type && resource.block.provider === `aws.${alias}`)
      .map(({ block }) => block);
  const topics = blocks("aws_cloudwatch_metric_alarm").flatMap(({ alarm_actions: actions }) => actions);
  const [key] = blocks("aws_ssm_parameter").flatMap((block) =>
    typeof block.key_id === "string"
      ? [{ arn: block.key_id, viaService: parameterStoreService(locate(block)) }]
      : [],
  );
  return {
    ...presentMembers({ parameterKey: key }),
    topics: [...new Set(topics.map(String))],
    alarms: blocks("aws_cloudwatch_metric_alarm").map((block) =>
      alarmArn(locate(block), String(block.alarm_name)),
    ),
    dashboards: blocks("aws_cloudwatch_dashboard").map((block) =>
      dashboardArn(locate(block), String(block.dashboard_name)),
    ),
    parameters: blocks("aws_ssm_parameter").map((block) => parameterArn(locate(block), String(block.name))),
  };
}
