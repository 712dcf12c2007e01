import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { IamRole } from "../../access/iam/iam-role";
import type { LinkAccess } from "../../access/link/link-access";
import type { SynthesizedRole } from "../../access/terraform/synthesized-stack";
import type { LinkFacts } from "../../tools/doctor/read/link-facts";
import { declaredIn } from "../../tools/doctor/read/read-declared";
import type { LiveFunction } from "../../tools/lib/aws/live-function";
import { linkWith } from "../links/links";

const GOLDEN = join(__dirname, "../../__tests__/stacks/analytics.golden.json");
export const DECLARED = declaredIn(JSON.parse(readFileSync(GOLDEN, "utf8")));

function deployed({ arn, trust, inlinePolicies, managedPolicyArns }: SynthesizedRole): IamRole {
  return {
    ...{ arn, trust, inlinePolicies, managedPolicyArns, uniqueId: `AROA${arn.length}`, documents: {} },
    ...{ maxSessionSeconds: 3600, description: "", tags: {} },
  };
}

export const STORED_QUERY_ROLE = deployed(DECLARED.access.queryRole);
export const STORED_DATA_ROLE = deployed(DECLARED.access.dataRole);
export const LIVE_FUNCTION: LiveFunction = {
  arn: DECLARED.access.queryFunction.arn,
  roleArn: DECLARED.access.queryFunction.roleArn,
  version: "$LATEST",
  state: "Active",
  lastUpdateStatus: "Successful",
  reasons: [],
  timeoutSeconds: DECLARED.timeoutSeconds,
  environment: DECLARED.access.queryFunction.environment,
  logGroup: DECLARED.logGroup,
  settings: {},
};

/** The link as declared, but for the external id that the function sends. */
export function sendingExternalId(externalId: string): LinkAccess {
  const { queryFunction } = DECLARED.access;
  const environment = { ...queryFunction.environment, EXTERNAL_ID: externalId };
  return { ...DECLARED.access, queryFunction: { ...queryFunction, environment } };
}

/** A link deployed as declared that works, some of its facts replaced. */
export function facts(changes: Partial<LinkFacts> = {}): LinkFacts {
  const { addresses, access } = DECLARED;
  const roleIds = {
    [access.queryRole.address]: STORED_QUERY_ROLE.uniqueId,
    [access.dataRole.address]: STORED_DATA_ROLE.uniqueId,
  };
  return {
    link: linkWith(),
    terraform: {
      version: async () => "1.11.4",
      provider: async () => "5.100.0",
      state: async () => ({ addresses, roleIds, placed: [] }),
    },
    table: { schema: "public", table: "orders" },
    declared: async () => DECLARED,
    session: async (account) => {
      const accountId = account === "lambda account" ? "111111111111" : "222222222222";
      return { accountId, arn: `arn:aws:iam::${accountId}:user/me`, config: { region: "ap-northeast-1" } };
    },
    role: async (role) => (role === "query role" ? STORED_QUERY_ROLE : STORED_DATA_ROLE),
    queryFunction: async () => LIVE_FUNCTION,
    logGroup: async () => ({ retentionDays: linkWith().function.logRetentionDays }),
    topic: async () => ({}),
    network: async () => ({ subnets: [], endpoints: [], groups: new Map() }),
    parameters: {
      read: async () => undefined,
      keyOf: async () => undefined,
      decrypt: async () => undefined,
    },
    transfer: {
      attachedRoles: async () => [],
      oneObjectBelow: async () => undefined,
      defaultKey: async ({ kmsKeyArn }) => kmsKeyArn,
      keyState: async () => "Enabled",
    },
    live: async () => DECLARED.access,
    selectOne: async () => ({ kind: "finished", rows: [[1]] }),
    invoke: async () => ({ kind: "finished", rows: [] }),
    tryLoad: async () => ({ kind: "finished", rows: [] }),
    ...changes,
  };
}
