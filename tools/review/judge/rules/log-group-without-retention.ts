import { eachOf, type Rule } from "../rule";

export const logGroupWithoutRetention: Rule = {
  id: "log-group-without-retention",
  severity: "warning",
  needs: "stack",
  title: "log groups say how long they keep events",
  why: "without a retention CloudWatch keeps logs, and what they tell about queries, forever",
  fix: "set function.logRetentionDays in links.yaml (retention_in_days of the log group)",
  check: ({ resources }) =>
    eachOf(
      resources.filter(({ type }) => type === "aws_cloudwatch_log_group"),
      ({ address, block }) =>
        Number(block.retention_in_days ?? 0) > 0
          ? []
          : [{ address, message: `${address} has no retention_in_days` }],
    ),
};
