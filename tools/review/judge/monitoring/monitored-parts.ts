import { settingsOf } from "../../../../access/link/link-access";
import { resourceAt, type TerraformBlock } from "../../../../access/terraform/terraform-stack";
import { parseArn } from "../../../../aws/arn";
import { isJson } from "../../../../aws/json";
import {
  FUNCTION_ALARM_NAMES,
  FUNCTION_ALARMS,
  type FunctionAlarm,
  functionAlarmName,
  functionDashboardName,
  LAMBDA_METRICS,
} from "../../../../aws/monitoring/cloudwatch";
import { functionDashboardBody } from "../../../../aws/monitoring/function-dashboard";
import { partitionOf } from "../../../../aws/partition";
import { LINK_METRICS } from "../../../../redshift-data/link/metric-names";
import type { Violation } from "../finding";
import { alarmAddress, DASHBOARD_ADDRESS } from "../link-addresses";
import type { LinkSubject } from "../subject";
import { isBesideFunction } from "./beside-function";

/** What watches the function and is not what a link has: an alarm of something else tells nothing, and looks as if it did. */
export function monitoredParts(subject: LinkSubject): readonly Violation[] {
  return [...alarms(subject), ...dashboard(subject)];
}

function alarms(subject: LinkSubject): readonly Violation[] {
  const found = FUNCTION_ALARM_NAMES.flatMap((alarm) => {
    const resource = resourceAt(subject, alarmAddress(alarm));
    return resource === undefined ? [] : [{ alarm, resource }];
  });
  const first = found[0]?.resource;
  if (first === undefined) return [];
  return [
    ...FUNCTION_ALARM_NAMES.map(alarmAddress)
      .filter((address) => resourceAt(subject, address) === undefined)
      .map((address) => ({ address, message: `${address} is missing, and a link with alarms has it` })),
    ...found.flatMap(({ alarm, resource }) =>
      [...unlikeAlarm(subject, alarm, resource), ...unlikeFirst(resource, first)].map((what) => ({
        address: resource.address,
        message: `${what} of ${resource.address} is none of an alarm of the function`,
      })),
    ),
  ];
}

/** Names of the arguments that are of another function, or of something else of it. */
function unlikeAlarm(
  subject: LinkSubject,
  alarm: FunctionAlarm,
  { block }: TerraformBlock,
): readonly string[] {
  const { queryFunction } = subject.link;
  const { name, accountId, region, address } = queryFunction;
  const { metric, statistic } = FUNCTION_ALARMS[alarm];
  const watched = isJson(block.dimensions) ? block.dimensions[LAMBDA_METRICS.dimension] : undefined;
  const topics = [block.alarm_actions].flat().map((topic) => parseArn(String(topic)));
  const timeout = Number(resourceAt(subject, address)?.block.timeout) * 1000;
  return [
    ...(block.alarm_name === functionAlarmName(name, alarm) ? [] : ["alarm_name"]),
    ...(block.metric_name === metric ? [] : ["metric_name"]),
    ...(block.statistic === statistic ? [] : ["statistic"]),
    ...([name, `\${${address}.function_name}`].includes(String(watched)) ? [] : ["dimensions"]),
    ...(topics.every((topic) => topic?.accountId === accountId && topic.region === region)
      ? []
      : ["alarm_actions"]),
    ...(alarm === "duration" && Number(block.threshold) > timeout ? ["threshold"] : []),
    ...(isBesideFunction(subject, block) ? [] : ["provider"]),
  ];
}

/** All alarms of a link tell one topic, in one rhythm. */
function unlikeFirst({ block }: TerraformBlock, { block: first }: TerraformBlock): readonly string[] {
  return ["alarm_actions", "period"].filter((name) => String(block[name]) !== String(first[name]));
}

function dashboard(subject: LinkSubject): readonly Violation[] {
  const { block } = resourceAt(subject, DASHBOARD_ADDRESS) ?? {};
  if (block === undefined) return [];
  const { link } = subject;
  const { name: functionName, accountId, region, address } = link.queryFunction;
  const at = { accountId, region, partition: partitionOf(region) };
  const body = functionDashboardBody({
    ...{ at, functionName },
    timeoutSeconds: Number(resourceAt(subject, address)?.block.timeout),
    hasAlarms: FUNCTION_ALARM_NAMES.some((alarm) => resourceAt(subject, alarmAddress(alarm)) !== undefined),
    own: { ...LINK_METRICS, value: settingsOf(link).linkName ?? "" },
  });
  const unlike = [
    ...(block.dashboard_name === functionDashboardName(at, functionName) ? [] : ["dashboard_name"]),
    // A widget may also run any function, as whoever looks at it.
    ...(block.dashboard_body === body ? [] : ["dashboard_body"]),
    ...(isBesideFunction(subject, block) ? [] : ["provider"]),
  ];
  return unlike.map((what) => ({
    address: DASHBOARD_ADDRESS,
    message: `${what} of ${DASHBOARD_ADDRESS} is none of the dashboard of the function`,
  }));
}
