import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { type RolePolicyNames, readRolePolicyNames } from "../../../access/iam/iam-role";
import type { Link } from "../../../config/link";
import { readLiveFunction } from "../../lib/aws/live-function";
import { readLiveLogGroup } from "../../lib/aws/live-log-group";
import { openPinnedSession } from "../../lib/link/pinned-session";

/** Shows in CloudTrail who looked. */
const SESSION_NAME = "cdktf-adopt";

/** What is in the two accounts under the names of a link's parts. Each is read once. */
export interface LiveParts {
  /** Its policies too. `undefined`: there is no such role. @param side whose account it is in */
  role(side: "lambda account" | "redshift account", name: string): Promise<RolePolicyNames | undefined>;
  hasFunction(name: string): Promise<boolean>;
  hasLogGroup(name: string): Promise<boolean>;
}

/**
 * Opens both accounts of a link with the credentials that Terraform uses there. Nothing is changed.
 *
 * @throws ToolError `NO_CREDENTIALS`
 */
export async function openLiveParts(link: Link): Promise<LiveParts> {
  const [lambda, redshift] = await Promise.all([
    openPinnedSession("lambda account", link.lambdaAccount, { sessionName: SESSION_NAME }),
    openPinnedSession("redshift account", link.redshiftAccount, { sessionName: SESSION_NAME }),
  ]);
  const clients = {
    "lambda account": new IAMClient(lambda.config),
    "redshift account": new IAMClient(redshift.config),
  };
  const roles = new Map<string, Promise<RolePolicyNames | undefined>>();
  return {
    role(side, name) {
      const key = `${side} ${name}`;
      const known = roles.get(key) ?? readRolePolicyNames(clients[side], name);
      roles.set(key, known);
      return known;
    },
    hasFunction: async (name) =>
      (await readLiveFunction(new LambdaClient(lambda.config), name)) !== undefined,
    hasLogGroup: async (name) =>
      (await readLiveLogGroup(new CloudWatchLogsClient(lambda.config), name)) !== undefined,
  };
}
