import type { MonitoredResources } from "../read/monitored-resources";
import { allow, type PolicyStatement } from "./policy-statement";

/** A statement about some resources; none where there are none. */
function about(sid: string, actions: readonly string[], arns: readonly string[]): PolicyStatement[] {
  return arns.length === 0 ? [] : [allow(sid, actions, arns)];
}

const READ = {
  alarms: ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"],
  dashboards: ["cloudwatch:GetDashboard"],
  parameters: ["ssm:GetParameter", "ssm:ListTagsForResource"],
} as const;

/** The key, only through Parameter Store, where the holder may read and write these parameters alone. */
function withParameterKey(
  sid: string,
  actions: readonly string[],
  { parameterKey: key }: MonitoredResources,
): PolicyStatement[] {
  if (key === undefined) return [];
  return [allow(sid, actions, [key.arn], { StringEquals: { "kms:ViaService": [key.viaService] } })];
}

/** It has no resource type. */
function listParameters({ parameters }: MonitoredResources): PolicyStatement[] {
  return about("ListParameters", ["ssm:DescribeParameters"], parameters.length === 0 ? [] : ["*"]);
}

/**
 * What the doctor asks of the outputs in Parameter Store. The key of one stands in its history, too, which is allowed by name;
 * `ssm:DescribeParameters` would show all parameters of the account.
 */
export function lookAtParameters(monitored: MonitoredResources): PolicyStatement[] {
  const actions = [
    "ssm:GetParameter",
    ...(monitored.parameterKey === undefined ? [] : ["ssm:GetParameterHistory"]),
  ];
  return [
    ...about("LookAtParameters", actions, monitored.parameters),
    ...withParameterKey("DecryptParameters", ["kms:Decrypt"], monitored),
  ];
}

/** To read what watches the link, and its outputs in Parameter Store. */
export function readMonitoring(monitored: MonitoredResources): PolicyStatement[] {
  return [
    ...about("ReadAlarms", READ.alarms, monitored.alarms),
    ...about("ReadDashboard", READ.dashboards, monitored.dashboards),
    ...about("ReadParameters", READ.parameters, monitored.parameters),
    ...withParameterKey("DecryptParameters", ["kms:Decrypt"], monitored),
    ...listParameters(monitored),
  ];
}

/**
 * To read it too, and to create, change and delete it, and to take away tags set by hand; a dashboard has none. Reading stands in the
 * same statements, because the ARNs are long and a policy is not.
 */
export function writeMonitoring(monitored: MonitoredResources, isTagged: boolean): PolicyStatement[] {
  const alarmActions = [
    ...["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"],
    ...(isTagged ? ["cloudwatch:TagResource"] : []),
    "cloudwatch:UntagResource",
  ];
  const dashboardActions = ["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"];
  const parameterActions = [
    ...(isTagged ? ["ssm:AddTagsToResource"] : []),
    ...["ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"],
  ];
  return [
    ...about("WriteAlarms", [...READ.alarms, ...alarmActions], monitored.alarms),
    ...about("WriteDashboard", [...READ.dashboards, ...dashboardActions], monitored.dashboards),
    ...about("WriteParameters", [...READ.parameters, ...parameterActions], monitored.parameters),
    ...withParameterKey("EncryptParameters", ["kms:Decrypt", "kms:Encrypt"], monitored),
    ...listParameters(monitored),
  ];
}
