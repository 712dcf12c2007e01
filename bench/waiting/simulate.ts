import type { Clock } from "../../redshift-data/client/calls/clock";
import { createVirtualClock } from "../../testing/redshift-data/virtual-clock";
import type { Client } from "./clients";
import { type AccountOptions, SimulatedAccount } from "./simulated-account";

/** What one client made of one statement. */
export interface Waited {
  /** From the statement's end in the database to the client's knowledge of it; infinite when the client gave up. */
  readonly addedMilliseconds: number;
  readonly calls: number;
}

/** Runs one statement on an account of its own. */
export async function waitOnce(
  client: Client,
  durationMilliseconds: number,
  roundTripMilliseconds: number,
): Promise<Waited> {
  const clock = createVirtualClock();
  const account = new SimulatedAccount(clock, { roundTripMilliseconds, hasQuotas: false });
  const statement = account.statement(durationMilliseconds);
  const isKnown = await clock.run(
    client(statement, clock, false).then(
      () => true,
      () => false,
    ),
  );
  const added = clock.nowMilliseconds() - statement.endMilliseconds();
  return { addedMilliseconds: isKnown ? added : Number.POSITIVE_INFINITY, calls: statement.calls() };
}

/** What one client made of many statements at once. */
export interface Drained {
  readonly throttles: number;
  readonly calls: number;
  readonly givenUp: number;
  /** Until the last statement was done or given up. */
  readonly seconds: number;
}

/** Chance that is the same in every run: mulberry32. */
export function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Runs statements of random durations, all submitted at once, against the quotas of one account. */
export async function drain(
  client: Client,
  statements: number,
  maxDurationMilliseconds: number,
  seed: number,
  roundTripMilliseconds: AccountOptions["roundTripMilliseconds"],
): Promise<Drained> {
  const random = seededChance(seed);
  const virtual = createVirtualClock();
  const clock: Clock = { ...virtual, random };
  const account = new SimulatedAccount(clock, { roundTripMilliseconds, hasQuotas: true });
  const durations = Array.from({ length: statements }, () => random() * maxDurationMilliseconds);
  const followed = durations.map((duration) => account.statement(duration));
  const outcomes = await virtual.run(
    Promise.allSettled(followed.map((statement) => client(statement, clock, true))),
  );
  return {
    throttles: account.throttles,
    calls: followed.reduce((sum, statement) => sum + statement.calls(), 0),
    givenUp: outcomes.filter(({ status }) => status === "rejected").length,
    seconds: virtual.nowMilliseconds() / 1000,
  };
}
