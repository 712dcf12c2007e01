import { runCommand } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { UsageError } from "../lib/terminal/usage-error";

runCommand({
  name: "attach",
  purpose:
    "Attach the copy role of a link with buckets to its warehouse, or take it away again; the roles of others stay.",
  takes: "<link>",
  options: {
    detach: { type: "boolean", default: false, help: "take the copy role of the link away, and no other" },
    yes: { type: "boolean", default: false, help: "do not ask; for pipelines" },
  },
  notes: [
    "It shows the roles that are attached, what it will do and the same as an AWS CLI command, and asks. Without a terminal it does nothing unless --yes is there.",
    "It uses the deploy credentials of the redshift account (deployRoleArn or profile of the links file), which need iam:PassRole on the copy role and, of a cluster, redshift:DescribeClusters and redshift:ModifyClusterIamRoles; of a workgroup, redshift-serverless:GetWorkgroup, GetNamespace and UpdateNamespace, with iam:PassRole on every role of the namespace, for its API takes the whole list.",
    "AWS_ENDPOINT_URL points it at npm run rehearse -- --serve. LINKS_FILE names another links file.",
  ],
  exitCodes: {
    0: "the role is attached, or with --detach it is not",
    1: "declined, or the list of roles is not what it should be afterwards",
    2: "AWS refused it, or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ detach, yes }, [link, ...more], signal) {
    if (link === undefined || more.length > 0) throw new UsageError("expected the name of one link");
    const { runAttach } = await import("./run-attach");
    return runAttach({ link, isDetaching: detach, isAsking: !yes, signal });
  },
});
