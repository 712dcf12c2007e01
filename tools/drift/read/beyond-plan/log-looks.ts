import {
  type CloudWatchLogsClient,
  paginateDescribeSubscriptionFilters,
} from "@aws-sdk/client-cloudwatch-logs";
import type { FoundPart } from "./beyond-plan";
import { orNothing } from "./or-nothing";
import { whatElse } from "./what-else";

type Subscription = Extract<FoundPart, { readonly look: "log-subscription" }>;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeSubscriptionFilters.html */
export function subscriptionsOf(
  client: CloudWatchLogsClient,
  logGroupName: string,
  abortSignal: AbortSignal,
): Promise<readonly Subscription[]> {
  return orNothing([], async () => {
    const found: Subscription[] = [];
    const pages = paginateDescribeSubscriptionFilters({ client }, { logGroupName }, { abortSignal });
    for await (const { subscriptionFilters = [] } of pages) {
      for (const filter of subscriptionFilters) {
        const { filterName = "", destinationArn = "", filterPattern = "" } = filter;
        const others = whatElse(filter, ["filterName", "destinationArn", "filterPattern"]);
        found.push({
          ...({
            look: "log-subscription",
            name: filterName,
            destinationArn,
            pattern: filterPattern,
          } as const),
          ...others,
        });
      }
    }
    return found;
  });
}
