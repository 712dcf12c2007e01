import type { BenchContext, Figure, MeasurementResult, Table } from "../report/measurement";
import { figureOf } from "../report/pairs";
import type { Plot } from "../report/plot";
import { CLIENTS } from "./clients";
import { type Drained, drain, type Waited, waitOnce } from "./simulate";

const METHOD = `This project's handler, and the polling of others as their sources state it, on a simulated Data API in
virtual time: requests and answers travel half a round trip each, AWS holds a long poll until the statement ends. Latency
is counted from the end in the database to the client's knowledge of it. Under the quotas, all statements are submitted at
once, each with a result to fetch, with random durations that are the same for every client.`;

const OURS = "this client";
const ROUND_TRIPS_MILLISECONDS = [5, 40, 150];
/** Seconds; the last ones are beyond the longest poll of the Data API. */
const DURATIONS_SECONDS = [0.02, 0.1, 0.5, 2, 10, 29, 45, 100, 500, 1800];
const SMOKE_DURATIONS_SECONDS = [0.02, 45];
const LONGEST_POLL_SECONDS = 30;
const MAX_DRAINED_DURATION_MILLISECONDS = 60_000;

interface Case extends Waited {
  readonly client: string;
  readonly durationSeconds: number;
  readonly roundTripMilliseconds: number;
}

async function waitCases(durations: readonly number[], { signal }: BenchContext): Promise<Case[]> {
  const cases: Case[] = [];
  for (const roundTripMilliseconds of ROUND_TRIPS_MILLISECONDS) {
    for (const durationSeconds of durations) {
      for (const [client, run] of Object.entries(CLIENTS)) {
        signal.throwIfAborted();
        const waited = await waitOnce(run, durationSeconds * 1000, roundTripMilliseconds);
        cases.push({ client, durationSeconds, roundTripMilliseconds, ...waited });
      }
    }
  }
  return cases;
}

/** The best of the others in the same case, by one column. */
function bestOther(cases: readonly Case[], ours: Case, column: "addedMilliseconds" | "calls"): number {
  const rivals = cases.filter(
    ({ client, durationSeconds, roundTripMilliseconds }) =>
      client !== OURS &&
      durationSeconds === ours.durationSeconds &&
      roundTripMilliseconds === ours.roundTripMilliseconds,
  );
  return Math.min(...rivals.map((rival) => rival[column]));
}

function waitFigures(cases: readonly Case[]): Figure[] {
  const ours = cases.filter(({ client }) => client === OURS);
  const added = ours.map(({ addedMilliseconds }) => addedMilliseconds);
  const calls = ours.map((one) => one.calls);
  const subject = OURS;
  return [
    figureOf(
      { what: "added latency", unit: "ms", subject, reference: "one round trip", goal: 1 },
      added,
      ours.map(({ roundTripMilliseconds }) => roundTripMilliseconds),
    ),
    figureOf(
      { what: "added latency", unit: "ms", subject, reference: "best of the others", goal: 1 },
      added,
      ours.map((one) => bestOther(cases, one, "addedMilliseconds")),
    ),
    figureOf(
      { what: "calls", unit: "calls", subject, reference: "2 + duration / 30 s", goal: 1 },
      calls,
      ours.map(({ durationSeconds }) => 2 + durationSeconds / LONGEST_POLL_SECONDS),
    ),
    figureOf(
      { what: "calls", unit: "calls", subject, reference: "fewest of the others", goal: 1 },
      calls,
      ours.map((one) => bestOther(cases, one, "calls")),
    ),
  ];
}

/** Ends of statements around the change of one long poll to the next, the least lucky moments there are. */
const CHANGES_OF_POLL = [
  {
    what: "added latency, end as the submit's wait is over",
    aroundMilliseconds: LONGEST_POLL_SECONDS * 1000,
  },
  {
    what: "added latency, end as a later long poll is over",
    aroundMilliseconds: 2 * LONGEST_POLL_SECONDS * 1000,
  },
];

/** The latest news of all ends around a change of long polls. */
async function changeFigure(
  { what, aroundMilliseconds }: (typeof CHANGES_OF_POLL)[number],
  context: BenchContext,
): Promise<Figure> {
  const steps = context.smoke ? 2 : 120;
  const worst = await Promise.all(
    ROUND_TRIPS_MILLISECONDS.map(async (roundTrip) => {
      const durations = Array.from(
        { length: steps },
        (_, step) => aroundMilliseconds + roundTrip * ((4 * step) / steps - 2),
      );
      const run = CLIENTS[OURS];
      if (run === undefined) throw new Error(`no client ${OURS}`);
      const waited = await Promise.all(durations.map((duration) => waitOnce(run, duration, roundTrip)));
      return Math.max(...waited.map(({ addedMilliseconds }) => addedMilliseconds));
    }),
  );
  return figureOf(
    { what, unit: "ms", subject: OURS, reference: "one round trip", goal: 1 },
    worst,
    ROUND_TRIPS_MILLISECONDS,
  );
}

function caseTables(cases: readonly Case[], durations: readonly number[]): Table[] {
  const table = (title: string, roundTrip: number, read: (one: Case) => number): Table => ({
    title,
    columns: ["duration, s", ...Object.keys(CLIENTS)],
    rows: durations.map((duration) => [
      String(duration),
      ...Object.keys(CLIENTS).map((name) => {
        const found = cases.find(
          (one) =>
            one.client === name &&
            one.durationSeconds === duration &&
            one.roundTripMilliseconds === roundTrip,
        );
        const value = found === undefined ? Number.NaN : read(found);
        return Number.isFinite(value) ? value : "gave up";
      }),
    ]),
  });
  return ROUND_TRIPS_MILLISECONDS.flatMap((roundTrip) => [
    table(`Added latency in ms, round trip ${roundTrip} ms:`, roundTrip, (one) => one.addedMilliseconds),
    ...(roundTrip === ROUND_TRIPS_MILLISECONDS[0]
      ? [table("Calls per statement, submit included:", roundTrip, (one) => one.calls)]
      : []),
  ]);
}

function casePlots(cases: readonly Case[]): Plot[] {
  const plot = (file: string, title: string, label: string, read: (one: Case) => number): Plot => ({
    file,
    title,
    x: { label: "duration of the statement, s", scale: "logarithmic" },
    y: { label, scale: "logarithmic" },
    series: Object.keys(CLIENTS).map((name) => ({
      name,
      points: cases
        .filter((one) => one.client === name && one.roundTripMilliseconds === ROUND_TRIPS_MILLISECONDS[1])
        .filter((one) => Number.isFinite(one.addedMilliseconds))
        .map((one) => [one.durationSeconds, read(one)] as const),
    })),
  });
  const suffix = `round trip ${ROUND_TRIPS_MILLISECONDS[1]} ms`;
  return [
    plot("waiting-latency", `Latency added to a statement, ${suffix}`, "ms", (one) => one.addedMilliseconds),
    plot("waiting-calls", `API calls per statement, ${suffix}`, "calls", (one) => one.calls),
  ];
}

/** Client → one result per seed. */
type Drains = ReadonlyMap<string, readonly Drained[]>;

async function drainAll(
  statements: number,
  seeds: readonly number[],
  { signal }: BenchContext,
): Promise<Drains> {
  const drains = new Map<string, Drained[]>();
  for (const [name, run] of Object.entries(CLIENTS)) {
    const drained: Drained[] = [];
    for (const seed of seeds) {
      signal.throwIfAborted();
      drained.push(await drain(run, statements, MAX_DRAINED_DURATION_MILLISECONDS, seed, 40));
    }
    drains.set(name, drained);
  }
  return drains;
}

function meanOf(drained: readonly Drained[], column: keyof Drained): number {
  return drained.reduce((total, one) => total + one[column], 0) / drained.length;
}

function drainFigures(drains: Drains, statements: number): Figure[] {
  const ours = drains.get(OURS) ?? [];
  return [...drains.keys()]
    .filter((name) => name !== OURS)
    .flatMap((reference) => {
      const theirs = drains.get(reference) ?? [];
      const beside = (what: string, unit: Figure["unit"], read: (one: Drained) => number) =>
        figureOf(
          { what: `${statements} at once: ${what}`, unit, subject: OURS, reference },
          ours.map(read),
          theirs.map(read),
        );
      // A client that gives statements up has fewer calls to make for them.
      const answered = ({ givenUp }: Drained) => Math.max(1, statements - givenUp);
      return [
        beside("throttles per answer", "throttles", (one) => one.throttles / answered(one)),
        beside("calls per answer", "calls", (one) => one.calls / answered(one)),
        beside("time to drain", "s", (one) => one.seconds),
      ];
    });
}

/** Latency and calls of waiting, beside the polling of others; then many statements under the account's quotas. */
export async function measureWaiting(context: BenchContext): Promise<MeasurementResult> {
  const durations = context.smoke ? SMOKE_DURATIONS_SECONDS : DURATIONS_SECONDS;
  const [statements, seeds] = context.smoke ? [40, [1]] : [200, [1, 2, 3, 4, 5]];
  context.say(`${durations.length} durations, ${Object.keys(CLIENTS).length} clients`);
  const cases = await waitCases(durations, context);
  context.say(`${statements} statements at once`);
  const drains = await drainAll(statements, seeds, context);
  return {
    title: "Waiting",
    method: METHOD,
    figures: [
      ...waitFigures(cases),
      ...(await Promise.all(CHANGES_OF_POLL.map((change) => changeFigure(change, context)))),
      ...drainFigures(drains, statements),
    ],
    tables: [
      ...caseTables(cases, durations),
      {
        title: `${statements} statements at once, mean of ${seeds.length} runs:`,
        columns: ["client", "throttled calls", "calls", "statements given up", "seconds to drain"],
        rows: [...drains].map(([name, drained]) => [
          name,
          ...(["throttles", "calls", "givenUp", "seconds"] as const).map((column) => meanOf(drained, column)),
        ]),
      },
    ],
    plots: casePlots(cases),
    remarks: [
      "No client can know of an end sooner than half a round trip after it. Who makes fewer calls for a long statement than one per longest poll pauses for longer instead, and learns of the end that much later: no other client is at once as early and as sparing.",
      "Under the quotas, statements given up are those whose client stopped retrying a throttled call. This client retries until the deadline and loses no statement; its pauses begin as long as those of the SDKs, since shorter ones are mostly refused again.",
      "A later long poll is asked before AWS answers the one before, so one is always held. The first cannot be: the id of a statement comes with the answer of the submit, whose wait may just be over. Sending the submit again under the same client token would tell the id sooner; a write is not put at risk for that.",
    ],
  };
}
