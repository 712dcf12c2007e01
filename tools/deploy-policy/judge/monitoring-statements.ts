import type { MonitoredResources } from "../read/monitored-resources";
import { allow, type PolicyStatement } from "./policy-statement";

/** A statement about some resources; none where there are none. */
function about(sid: string, actions: readonly string[], arns: readonly string[]): PolicyStatement[] {
  return arns.length === 0 ? [] : [allow(sid, actions, arns)];
}

/** To read what watches the link, and its outputs in Parameter Store. */
export function readMonitoring({ alarms, dashboards, parameters }: MonitoredResources): PolicyStatement[] {
  return [
    ...about("ReadAlarms", ["cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"], alarms),
    ...about("ReadDashboard", ["cloudwatch:GetDashboard"], dashboards),
    ...about("ReadParameters", ["ssm:GetParameter", "ssm:ListTagsForResource"], parameters),
    // It has no resource type.
    ...about("ListParameters", ["ssm:DescribeParameters"], parameters.length === 0 ? [] : ["*"]),
  ];
}

/** To create, change and delete it, and to take away tags set by hand. A dashboard has none. */
export function writeMonitoring(
  { alarms, dashboards, parameters }: MonitoredResources,
  isTagged: boolean,
): PolicyStatement[] {
  return [
    ...about(
      "WriteAlarms",
      [
        ...["cloudwatch:DeleteAlarms", "cloudwatch:PutMetricAlarm"],
        ...(isTagged ? ["cloudwatch:TagResource"] : []),
        "cloudwatch:UntagResource",
      ],
      alarms,
    ),
    ...about("WriteDashboard", ["cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"], dashboards),
    ...about(
      "WriteParameters",
      [
        ...(isTagged ? ["ssm:AddTagsToResource"] : []),
        ...["ssm:DeleteParameter", "ssm:PutParameter", "ssm:RemoveTagsFromResource"],
      ],
      parameters,
    ),
  ];
}
