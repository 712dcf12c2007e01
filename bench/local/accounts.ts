import type { BenchContext, Figure, MeasurementResult, Table, Unit } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";
import type { AccountsCost } from "./accounts-run";
import { isolated } from "./isolated";

const METHOD = `Local accounts as \`npm run rehearse -- --serve\` has them, each time in a new process: accounts with 1, 10 and 50
clusters, each of a link of its own, then one statement on the first of them. Time is from the start of moto to the accounts being
up, and of the statement; memory is that of the rehearsal's process, in which PostgreSQL runs, moto's not included.`;

/** What an unused warehouse may cost: nothing but its share of the noise. */
const GOAL = 1.1;

type Costs = ReadonlyMap<number, readonly AccountsCost[]>;

async function measureAll(counts: readonly number[], turns: number, context: BenchContext): Promise<Costs> {
  const { signal, say } = context;
  const costs = new Map<number, AccountsCost[]>(counts.map((count) => [count, []]));
  const measured = (warehouses: number) => async () => {
    const cost = await isolated("accounts-run", { warehouses }, context);
    costs.get(warehouses)?.push(cost);
    return cost.start.wallMilliseconds;
  };
  say(`${turns} turns with ${counts.join(", ")} warehouses`);
  await inTurns<string>(
    turns,
    Object.fromEntries(counts.map((count) => [String(count), measured(count)])),
    signal,
  );
  return costs;
}

function figures(costs: Costs, [reference, ...counts]: readonly [number, ...number[]]): Figure[] {
  return counts.flatMap((count) => {
    const figure = (what: string, unit: Unit, read: (cost: AccountsCost) => number) =>
      figureOf(
        {
          what,
          unit,
          subject: `${count} warehouses`,
          reference: `${reference} warehouse`,
          goal: GOAL,
        },
        (costs.get(count) ?? []).map(read),
        (costs.get(reference) ?? []).map(read),
      );
    return [
      figure("start of the local accounts", "ms", ({ start }) => start.wallMilliseconds),
      figure("memory after one statement", "MB", ({ statement }) => statement.megabytes),
    ];
  });
}

function table(costs: Costs): Table {
  const rows = [...costs].map(([count, measured]) => {
    const median = (read: (cost: AccountsCost) => number) => Math.round(spreadOf(measured.map(read)).median);
    return [
      count,
      median(({ start }) => start.wallMilliseconds),
      median(({ start }) => start.processorMilliseconds),
      median(({ start }) => start.megabytes),
      median(({ statement }) => statement.wallMilliseconds),
      median(({ statement }) => statement.processorMilliseconds),
      median(({ statement }) => statement.megabytes),
      median(({ databases }) => databases),
    ];
  });
  return {
    title: "Medians of whole processes",
    columns: [
      "warehouses",
      "start, ms",
      "of which our processor time, ms",
      "memory then, MB",
      "first statement, ms",
      "processor time of it, ms",
      "memory then, MB",
      "databases started",
    ],
    rows,
  };
}

/** What warehouses cost that nobody uses, and the first statement on one. */
export async function measureAccounts(context: BenchContext): Promise<MeasurementResult> {
  // Two warehouses beside themselves: a single run goes through every path.
  const counts: readonly [number, ...number[]] = context.smoke ? [2, 2] : [1, 10, 50];
  const costs = await measureAll(counts, context.smoke ? 1 : 5, context);
  return {
    title: "Local accounts",
    method: METHOD,
    figures: figures(costs, counts),
    tables: [table(costs)],
    remarks: [
      "Mended: every warehouse had its database started with the accounts. Now the first statement starts it, and takes that time once.",
    ],
  };
}
