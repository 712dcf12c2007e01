import { assumedRoleArn } from "../../aws/iam";
import { functionArn } from "../../aws/lambda";
import { createHandler } from "../../functions/run-query/create-handler";
import type { Clock } from "../../redshift-data/client/calls/clock";
import type { DataApi } from "../../redshift-data/client/data-api";
import { createLinkClient } from "../../redshift-data/link-client";
import { STATEMENT_ID } from "../../testing/redshift-data/fake-data-api";
import { LINK_CONTEXT, SETTINGS } from "../../testing/redshift-data/link-context";
import type { FollowedStatement } from "./simulated-account";

/**
 * Runs one statement and resolves when its end is known, and its result fetched if it has one.
 *
 * @throws when the client gives the statement up
 */
export type Client = (statement: FollowedStatement, clock: Clock, hasResult: boolean) => Promise<void>;

/** Time of a container: longer than any statement here, so that no deadline plays a part. */
const REMAINING_MILLISECONDS = 24 * 3600 * 1000;

const FUNCTION_LOCATION = {
  partition: "aws",
  accountId: LINK_CONTEXT.lambdaAccountId,
  region: SETTINGS.lambdaRegion,
};

/** This project's handler as it is deployed, on a simulated Data API. Each statement has a container of its own. */
const thisClient: Client = async (statement, clock, hasResult) => {
  const status = async (ended: Promise<boolean>) => ({
    Id: STATEMENT_ID,
    Status: (await ended) ? ("FINISHED" as const) : ("STARTED" as const),
    HasResultSet: hasResult,
  });
  // The handler makes no other call for one statement.
  const api: Pick<DataApi, "execute" | "describe" | "result" | "cancel"> = {
    execute: ({ WaitTimeSeconds }) => status(statement.submit(WaitTimeSeconds)),
    describe: ({ WaitTimeSeconds }) => status(statement.describe(WaitTimeSeconds)),
    result: async () => {
      await statement.result();
      return { ColumnMetadata: [], Records: [], TotalNumRows: 0 };
    },
    cancel: async () => ({ Status: true }),
  };
  const handler = createHandler({
    linkName: SETTINGS.linkName,
    client: createLinkClient({
      settings: SETTINGS,
      sts: {
        assumeRole: async () => ({
          Credentials: {
            AccessKeyId: "ASIA",
            SecretAccessKey: "secret",
            SessionToken: "token",
            Expiration: new Date(clock.nowMilliseconds() + REMAINING_MILLISECONDS),
          },
          AssumedRoleUser: {
            AssumedRoleId: "AROA:session",
            Arn: assumedRoleArn(
              { partition: "aws", accountId: SETTINGS.redshiftAccountId, name: "data" },
              "session",
            ),
          },
        }),
      },
      connect: () => api as DataApi,
      clock,
    }),
    clock,
    log: () => undefined,
  });
  await handler(
    { sql: "select 1" },
    {
      awsRequestId: "request",
      functionName: LINK_CONTEXT.functionName,
      invokedFunctionArn: functionArn(FUNCTION_LOCATION, LINK_CONTEXT.functionName),
      getRemainingTimeInMillis: () => REMAINING_MILLISECONDS,
    },
  );
};

/** How a client asks for the status of a statement. */
interface PollingPolicy {
  /** Seconds that submit and the first describe wait in AWS. */
  readonly longPollSeconds?: number;
  readonly firstPauseMilliseconds: number;
  readonly factor: number;
  readonly maxPauseMilliseconds: number;
  /** Looks before it gives up. @default - never */
  readonly maxLooks?: number;
  readonly retry: ThrottleRetry;
}

/** How a client retries a throttled call. */
interface ThrottleRetry {
  readonly attempts: number;
  readonly firstMilliseconds: number;
  readonly maxMilliseconds: number;
}

/** What the AWS SDKs do unless told otherwise: three attempts, full jitter below a doubling limit. */
const SDK_RETRY: ThrottleRetry = { attempts: 3, firstMilliseconds: 1000, maxMilliseconds: 20_000 };

const FIXED = { factor: 1, maxPauseMilliseconds: Number.POSITIVE_INFINITY };

/** The others: first pause, growth and cap as their sources state them. Each looks, then pauses. */
const POLICIES = {
  // apache/airflow, hooks/redshift_data.py
  Airflow: { ...FIXED, firstPauseMilliseconds: 10_000, retry: SDK_RETRY },
  // aws/aws-sdk-pandas, awswrangler/data_api/redshift.py: sixteen looks, then none
  pandas: {
    firstPauseMilliseconds: 250,
    factor: 1.5,
    maxPauseMilliseconds: Number.POSITIVE_INFINITY,
    maxLooks: 16,
    retry: SDK_RETRY,
  },
  // grafana/grafana-aws-sdk, pkg/sql/api/api.go
  Grafana: { firstPauseMilliseconds: 200, factor: 2, maxPauseMilliseconds: 600_000, retry: SDK_RETRY },
  // aws/aws-cdk, aws-redshift-alpha, database-query-provider/redshift-data.ts
  CDK: { ...FIXED, firstPauseMilliseconds: 100, retry: SDK_RETRY },
  // jitsucom/jitsu, redshift_driver: its own retry of throttled calls
  Jitsu: {
    firstPauseMilliseconds: 10,
    factor: 2,
    maxPauseMilliseconds: 5_000,
    retry: { attempts: 8, firstMilliseconds: 250, maxMilliseconds: 10_000 },
  },
  // awslabs/mcp, redshift-mcp-server: long poll once, then short ones
  awslabs: {
    ...FIXED,
    longPollSeconds: 30,
    firstPauseMilliseconds: 1000,
    retry: { ...SDK_RETRY, attempts: 5 },
  },
} as const satisfies Record<string, PollingPolicy>;

function pollingClient(policy: PollingPolicy): Client {
  const {
    longPollSeconds,
    factor,
    maxPauseMilliseconds,
    maxLooks = Number.POSITIVE_INFINITY,
    retry,
  } = policy;
  return async (statement, clock, hasResult) => {
    const call = <T>(attempt: () => Promise<T>) => withRetry(attempt, retry, clock);
    let ended = await call(() => statement.submit(longPollSeconds));
    // A submit that did not wait says nothing of the end.
    if (longPollSeconds === undefined) ended = false;
    let pauseMilliseconds = policy.firstPauseMilliseconds;
    for (let looks = 0; !ended; looks++) {
      if (looks === maxLooks) throw new Error("given up");
      ended = await call(() => statement.describe());
      if (ended) break;
      await clock.sleep(pauseMilliseconds);
      pauseMilliseconds = Math.min(pauseMilliseconds * factor, maxPauseMilliseconds);
    }
    if (hasResult) await call(() => statement.result());
  };
}

async function withRetry<T>(attempt: () => Promise<T>, retry: ThrottleRetry, clock: Clock): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (failures === retry.attempts) throw error;
      const limit = Math.min(retry.maxMilliseconds, retry.firstMilliseconds * 2 ** (failures - 1));
      await clock.sleep(clock.random() * limit);
    }
  }
}

/** Name → client; this project's first. */
export const CLIENTS: Readonly<Record<string, Client>> = {
  "this client": thisClient,
  ...Object.fromEntries(
    Object.entries<PollingPolicy>(POLICIES).map(([name, policy]) => [name, pollingClient(policy)]),
  ),
};
