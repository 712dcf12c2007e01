import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { type RolePolicyNames, readRolePolicyNames } from "../../../access/iam/iam-role";
import { readStatementIds } from "../../../access/iam/statement-ids";
import type { Link } from "../../../config/link";
import type { AccountSession } from "../../lib/aws/account-session";
import { hasAlias } from "../../lib/aws/live-alias";
import { readLiveFunction } from "../../lib/aws/live-function";
import { readLiveLogGroup } from "../../lib/aws/live-log-group";
import { openPinnedSession } from "../../lib/link/pinned-session";

/** Shows in CloudTrail who looked. */
const SESSION_NAME = "cdktf-adopt";

type Side = "lambda account" | "redshift account";

/** What is in the two accounts under the names of a link's parts. Each is read once. */
export interface LiveParts {
  /** Its policies too. `undefined`: there is no such role. @param side whose account it is in */
  role(side: Side, name: string): Promise<RolePolicyNames | undefined>;
  hasFunction(name: string): Promise<boolean>;
  hasLogGroup(name: string): Promise<boolean>;
  hasAlias(functionName: string, name: string): Promise<boolean>;
  /** @param alias whose resource policy it is. Absent: the function's own */
  hasStatement(id: string, functionName: string, alias?: string): Promise<boolean>;
  hasParameter(name: string): Promise<boolean>;
}

/**
 * Looks into the accounts of a link with the credentials that Terraform uses there; opens each when it is first asked about. Nothing
 * is changed. The answers fail with ToolError `NO_CREDENTIALS` where there are none.
 */
export function openLiveParts(link: Link): LiveParts {
  const accounts = { "lambda account": link.lambdaAccount, "redshift account": link.redshiftAccount };
  const sessions = new Map<Side, Promise<AccountSession>>();
  // An account in which others make everything is not opened: nobody may have credentials of it.
  const session = (side: Side) => {
    const opened =
      sessions.get(side) ?? openPinnedSession(side, accounts[side], { sessionName: SESSION_NAME });
    sessions.set(side, opened);
    return opened;
  };
  const roles = new Map<string, Promise<RolePolicyNames | undefined>>();
  return {
    role(side, name) {
      const key = `${side} ${name}`;
      const known =
        roles.get(key) ??
        session(side).then(({ config }) => readRolePolicyNames(new IAMClient(config), name));
      roles.set(key, known);
      return known;
    },
    hasFunction: async (name) =>
      (await readLiveFunction(new LambdaClient((await session("lambda account")).config), name)) !==
      undefined,
    hasLogGroup: async (name) =>
      (await readLiveLogGroup(new CloudWatchLogsClient((await session("lambda account")).config), name)) !==
      undefined,
    hasAlias: async (functionName, name) =>
      hasAlias(new LambdaClient((await session("lambda account")).config), functionName, name),
    hasStatement: async (id, functionName, alias) => {
      const lambda = new LambdaClient((await session("lambda account")).config);
      return (await readStatementIds(lambda, functionName, alias)).includes(id);
    },
    hasParameter: async (name) => {
      // Here: few links have parameters.
      const { SSMClient } = await import("@aws-sdk/client-ssm");
      const { readLiveParameter } = await import("../../lib/aws/live-parameter");
      const { config } = await session("lambda account");
      return (await readLiveParameter(new SSMClient(config), name)) !== undefined;
    },
  };
}
