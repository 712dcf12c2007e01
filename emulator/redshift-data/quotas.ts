import { AwsError } from "../protocol/aws-error";
import type { ServerClock } from "./server-clock";

/** Requests per second of an account in a region (AWS quota page). For V2 and ListSessions none is documented. */
export const REQUESTS_PER_SECOND: Readonly<Record<string, number>> = {
  ExecuteStatement: 30,
  BatchExecuteStatement: 20,
  DescribeStatement: 100,
  GetStatementResult: 20,
  CancelStatement: 3,
  ListSessions: 3,
  ListStatements: 3,
  ListDatabases: 3,
  ListSchemas: 3,
  ListTables: 3,
  DescribeTable: 3,
};

const COUNTED = {
  ActiveStatements: "statements",
  ActiveSessions: "sessions",
  ActiveWaitingRequests: "waiting requests",
} as const;

/** The error for more statements, sessions or waiting requests at a time than the quota allows. */
export function quotaExceeded(quota: keyof typeof COUNTED, limit: number): AwsError {
  return new AwsError(
    `${quota}ExceededException`,
    `Active ${COUNTED[quota]} exceeded the allowed quota (${limit}).`,
  );
}

interface Bucket {
  tokens: number;
  refilledMilliseconds: number;
}

/** Request quotas as token buckets: each key may send the requests of one second at once, and regains them evenly. */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly clock: ServerClock) {}

  /** @throws AwsError ThrottlingException, HTTP 400 as the Data API answers */
  spend(key: string, perSecond: number): void {
    const now = this.clock.nowMilliseconds();
    const bucket = this.buckets.get(key) ?? { tokens: perSecond, refilledMilliseconds: now };
    const earned = ((now - bucket.refilledMilliseconds) / 1000) * perSecond;
    const tokens = Math.min(perSecond, bucket.tokens + earned);
    const isEnough = tokens >= 1;
    this.buckets.set(key, { tokens: isEnough ? tokens - 1 : tokens, refilledMilliseconds: now });
    if (!isEnough) throw new AwsError("ThrottlingException", "Rate exceeded");
  }
}
