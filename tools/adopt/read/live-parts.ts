import { IAMClient } from "@aws-sdk/client-iam";
import { type RolePolicyNames, readRolePolicyNames } from "../../../access/iam/iam-role";
import type { Link } from "../../../config/link";
import type { AccountSession } from "../../lib/aws/account-session";
import { openPinnedSession } from "../../lib/link/pinned-session";
import { hasPart, type NamedType } from "./named-parts";

/** Shows in CloudTrail who looked. */
const SESSION_NAME = "cdktf-adopt";

type Side = "lambda account" | "redshift account";

/** What is in the two accounts under the names of a link's parts. Each is read once. */
export interface LiveParts {
  /** Its policies too. `undefined`: there is no such role. @param side whose account it is in */
  role(side: Side, name: string): Promise<RolePolicyNames | undefined>;
  /** Of the lambda account, in which all of these are. @param id as Terraform imports it */
  has(type: NamedType, id: string): Promise<boolean>;
}

/**
 * Looks into the accounts of a link with the credentials that Terraform uses there; opens each when it is first asked about. Nothing
 * is changed. The answers fail with ToolError `NO_CREDENTIALS` where there are none.
 */
export function openLiveParts(link: Link, signal: AbortSignal): LiveParts {
  const accounts = { "lambda account": link.lambdaAccount, "redshift account": link.redshiftAccount };
  const sessions = new Map<Side, Promise<AccountSession>>();
  // An account in which others make everything is not opened: nobody may have credentials of it.
  const session = (side: Side) => {
    const opened =
      sessions.get(side) ?? openPinnedSession(side, accounts[side], { sessionName: SESSION_NAME, signal });
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
    has: async (type, id) => hasPart(type, id, (await session("lambda account")).config, signal),
  };
}
