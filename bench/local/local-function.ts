import { functionArn } from "../../aws/lambda";
import { parseLinks } from "../../config/parse-links";
import type { FaultPlan } from "../../emulator/faults/fault-plan";
import { createHandler } from "../../functions/run-query/create-handler";
import { UNRULED } from "../../functions/run-query/event/read-named-query";
import { systemClock } from "../../redshift-data/client/calls/clock";
import type { DataApi } from "../../redshift-data/client/data-api";
import { connectDataApi, connectSts } from "../../redshift-data/client/sdk/sdk-clients";
import { assumeDataRole, type SessionCredentials } from "../../redshift-data/client/session/assume-role";
import { authorizeDataApi } from "../../redshift-data/client/session/authorized-data-api";
import { createCredentialCache } from "../../redshift-data/client/session/credential-cache";
import type { LambdaContext } from "../../redshift-data/lambda-invocation";
import type { LinkContext } from "../../redshift-data/link/link-context";
import { createLinkClient } from "../../redshift-data/link-client";
import { readSettings } from "../../redshift-data/read-settings";
import { startLocalAccounts } from "../../rehearsal/local-accounts";
import type { OwnersBucket } from "../../rehearsal/transfer/owners-bucket";
import { functionEnvironment } from "../../stacks/function-environment";
import { lambdaLocation } from "../../stacks/link-names";
import { LINK_ACCOUNTS } from "./link-accounts";
import { createDataRole, createTransfer } from "./local-roles";

const LINK = {
  name: "bench",
  ...LINK_ACCOUNTS,
  target: { cluster: "warehouse", database: "dev", dbUser: "analyst" },
  trust: { externalId: "bench-link-2026" },
};

/** The bucket of a link that loads files, and the prefix of its keys. */
export const BUCKET = { name: "landing", copyFrom: ["incoming/"] };

/** A dead connection is given up after this: no statement here takes long, and a run waits for each of them. */
const HTTP = { connectionTimeout: 3_000, requestTimeout: 2_500, throwOnRequestTimeout: true };

/** Time of one invocation, ms. */
const INVOCATION_MILLISECONDS = 300_000;

type Handler = ReturnType<typeof createHandler>;

/** The function's code in this process, over HTTP against the local accounts; hop 1 starts from the operator. */
export interface LocalFunction {
  /** One handler per container: a container works on one invocation at a time. */
  readonly newContainer: () => Handler;
  /** Lambda's context of an invocation. */
  readonly context: (requestId: string) => LambdaContext;
  /** The Data API under credentials of the data role, for the function's core. */
  readonly api: DataApi;
  readonly link: LinkContext;
  /** Absent: the link has none. */
  readonly bucket?: OwnersBucket;
  close(): Promise<void>;
}

/** Starts the local accounts of one link. Its environment replaces this process's AWS variables until `close()`. */
export async function startLocalFunction(options: {
  /** Where configuration for clients is written. */
  readonly folder: string;
  readonly faults?: FaultPlan;
  readonly signal: AbortSignal;
  /** The link has {@link BUCKET}, and roles that may load from it. @default false */
  readonly hasBucket?: boolean;
}): Promise<LocalFunction> {
  const { hasBucket = false, signal } = options;
  const written = hasBucket ? { ...LINK, buckets: [BUCKET] } : LINK;
  const links = parseLinks(JSON.stringify({ links: [written] }), "bench", {});
  const [link] = links;
  if (link === undefined) throw new Error("the link of the measurement was not read");
  const accounts = await startLocalAccounts({ ...options, links, warmWarehouses: 1 });
  const before = { ...process.env };
  const restore = () => {
    for (const name of Object.keys(accounts.environment)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  };
  let bucket: OwnersBucket | undefined;
  try {
    Object.assign(process.env, accounts.environment);
    await createDataRole(accounts, link);
    if (hasBucket) bucket = await createTransfer(accounts, link, signal);
  } catch (error) {
    restore();
    await accounts.close();
    throw error;
  }
  const settings = readSettings({
    ...functionEnvironment(link),
    AWS_REGION: LINK_ACCOUNTS.lambdaAccount.region,
  });
  const context = {
    settings,
    lambdaAccountId: LINK_ACCOUNTS.lambdaAccount.id,
    functionName: link.function.name,
  };
  const connect = (credentials: SessionCredentials) =>
    connectDataApi(settings.redshiftRegion, credentials, HTTP);
  const sts = () => connectSts(settings.lambdaRegion, HTTP);
  return {
    link: context,
    ...(bucket === undefined ? {} : { bucket }),
    api: authorizeDataApi(createCredentialCache(systemClock), connect)(() => assumeDataRole(sts(), context)),
    newContainer: () =>
      createHandler({
        linkName: settings.linkName,
        client: createLinkClient({ settings, sts: sts(), connect, clock: systemClock }),
        rules: { ...UNRULED, link: settings },
        clock: systemClock,
        log: () => undefined,
      }),
    context: (awsRequestId) => ({
      awsRequestId,
      functionName: link.function.name,
      invokedFunctionArn: functionArn(lambdaLocation(link), link.function.name),
      getRemainingTimeInMillis: () => INVOCATION_MILLISECONDS,
    }),
    async close() {
      restore();
      await accounts.close();
    },
  };
}
