import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import type { Link } from "../../../config/link";
import type { LinkStack } from "../../../stacks/link-stack";

/** A rule that fires every night; what it asks the function is a target of it, and the function's permission for it. */
export default function addNightlyRule(stack: LinkStack, link: Link): void {
  const { lambdaProvider: provider } = stack;
  // A link whose role and function somebody else makes has no provider for their account.
  if (provider === undefined)
    throw new Error("makes a rule, and the link makes nothing in the lambda account");
  const rule = new CloudwatchEventRule(stack, "nightly-report", {
    provider,
    name: `${link.name}-nightly-report`,
    scheduleExpression: "cron(0 3 * * ? *)",
  });
  // A name of one's own: the address in the state, and in the review's findings.
  rule.overrideLogicalId("nightly_report");
}
