import { z } from "zod";
import { topicArn } from "../arns";
import { flag, section, wholeNumber } from "../fields";

/** More than a function can do in a day. */
const MOST_INVOCATIONS = 1_000_000_000;

const invocations = () =>
  wholeNumber(1, MOST_INVOCATIONS, "a whole number from 1 (invocations in one period); correct it");

/** Periods that CloudWatch takes for an alarm and Lambda has a value for, seconds: it counts once a minute. */
const ALARM_PERIODS_SECONDS = [60, 300, 900, 3600, 21_600, 86_400] as const;

/** Of an alarm, if a link does not say. */
export const DEFAULT_PERIOD_SECONDS = 300;

/** What watches a function: fields of `function`, none of which a link needs. */
export const MONITORING = {
  alarms: section({
    topicArn: topicArn.describe(
      "Topic of the lambda account and region that is told when an alarm begins. Its policy has to let CloudWatch publish (docs/monitoring.md). Required.",
    ),
    failedInvocations: invocations()
      .describe(
        "The alarm <function>-failures begins with so many failed invocations in one period. Default: 1, because each is a caller without its rows.",
      )
      .default(1),
    throttledInvocations: invocations()
      .describe(
        "The alarm <function>-throttles begins with so many refused invocations in one period. Default: 1, because a function within its concurrency is never throttled.",
      )
      .default(1),
    durationMilliseconds: wholeNumber(
      1,
      900_000,
      "a whole number from 1 to 900000 (milliseconds); correct it",
    )
      .describe(
        "The alarm <function>-duration begins with an invocation of so many milliseconds, at most timeoutSeconds. " +
          "Default: 80 % of timeoutSeconds, before Lambda ends an invocation.",
      )
      .exactOptional(),
    periodSeconds: z
      .literal(ALARM_PERIODS_SECONDS, {
        error: `one of ${ALARM_PERIODS_SECONDS.join(", ")} (seconds); choose one of them`,
      })
      .describe("How long a period is, seconds: 60, 300, 900, 3600, 21600 or 86400.")
      .default(DEFAULT_PERIOD_SECONDS),
  })
    .describe("Three alarms of CloudWatch: failures, throttles, duration. Default: none.")
    .exactOptional(),
  dashboard: flag()
    .describe(
      "Whether CloudWatch has a dashboard <function>-<region> of the function. Default: false; an account has three for nothing.",
    )
    .exactOptional(),
};
