import { REQUESTS_PER_SECOND, TokenBuckets } from "../../emulator/redshift-data/quotas";
import type { Clock } from "../../redshift-data/client/calls/clock";
import { awsError } from "../../testing/redshift-data/fake-data-api";

/** One statement, as a client of the Data API can follow it. Calls resolve to whether it has ended. */
export interface FollowedStatement {
  submit(waitSeconds?: number): Promise<boolean>;
  describe(waitSeconds?: number): Promise<boolean>;
  result(): Promise<void>;
  /** Calls made for it so far, refused ones included. */
  calls(): number;
  /** When the statement ends, or ended, in the database. */
  endMilliseconds(): number;
}

export interface AccountOptions {
  readonly roundTripMilliseconds: number;
  /** Request quotas of the account and region. */
  readonly hasQuotas: boolean;
}

/** The Data API of one account in virtual time: requests and answers travel half a round trip each. */
export class SimulatedAccount {
  /** Calls refused by a quota. */
  throttles = 0;
  private readonly buckets: TokenBuckets;

  constructor(
    private readonly clock: Clock,
    private readonly options: AccountOptions,
  ) {
    this.buckets = new TokenBuckets(clock);
  }

  /** A statement that will take this long once it is submitted. */
  statement(durationMilliseconds: number): FollowedStatement {
    let end = Number.POSITIVE_INFINITY;
    let calls = 0;
    const call = async <T>(operation: string, work: () => Promise<T>): Promise<T> => {
      calls++;
      await this.travel();
      try {
        this.spend(operation);
        return await work();
      } finally {
        await this.travel();
      }
    };
    const untilEnd = async (waitSeconds = 0) => {
      const left = end - this.clock.nowMilliseconds();
      await this.clock.sleep(Math.max(0, Math.min(left, waitSeconds * 1000)));
      return this.clock.nowMilliseconds() >= end;
    };
    return {
      submit: (waitSeconds) =>
        call("ExecuteStatement", () => {
          end = this.clock.nowMilliseconds() + durationMilliseconds;
          return untilEnd(waitSeconds);
        }),
      describe: (waitSeconds) => call("DescribeStatement", () => untilEnd(waitSeconds)),
      result: () => call("GetStatementResult", async () => undefined),
      calls: () => calls,
      endMilliseconds: () => end,
    };
  }

  private travel(): Promise<void> {
    return this.clock.sleep(this.options.roundTripMilliseconds / 2);
  }

  private spend(operation: string): void {
    if (!this.options.hasQuotas) return;
    try {
      this.buckets.spend(operation, REQUESTS_PER_SECOND[operation] ?? Number.POSITIVE_INFINITY);
    } catch {
      this.throttles++;
      throw awsError("ThrottlingException", "Rate exceeded");
    }
  }
}
