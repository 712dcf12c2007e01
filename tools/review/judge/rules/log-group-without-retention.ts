import { LOG_RETENTION_DAYS } from "../../../../config/schema/function-schema";
import { eachOf, type Rule } from "../rule";

const PERIODS: ReadonlySet<number> = new Set(LOG_RETENTION_DAYS);

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
        PERIODS.has(Number(block.retention_in_days ?? 0))
          ? []
          : [{ address, message: `${address} has no retention_in_days that CloudWatch knows` }],
    ),
};
