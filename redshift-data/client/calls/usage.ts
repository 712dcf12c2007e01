import { type DataApi, forwardCalls } from "../data-api";

/** What an invocation has cost and brought so far. Whoever does the work counts it here. */
export interface Usage {
  /** Data API calls, repeated ones included. */
  calls: number;
  /** Calls that were made again after a failure. */
  retries: number;
  /** Times the status of the statement was asked for. */
  waits: number;
  /** Milliseconds from the submit call that succeeded to the news that the statement had ended. */
  waitMilliseconds: number;
  /** Milliseconds spent on assuming the data role; none when its credentials were kept. */
  assumeRoleMilliseconds: number;
  /** Rows in the answer. */
  rows: number;
  /** Bytes of those rows in the JSON text of the answer. */
  bytes: number;
}

/** Counters at zero. */
export function createUsage(): Usage {
  return {
    calls: 0,
    retries: 0,
    waits: 0,
    waitMilliseconds: 0,
    assumeRoleMilliseconds: 0,
    rows: 0,
    bytes: 0,
  };
}

/** A Data API that counts its calls, failed ones included. */
export function countCalls(api: DataApi, usage: Usage): DataApi {
  return forwardCalls((call) => {
    usage.calls++;
    return call(api);
  });
}
