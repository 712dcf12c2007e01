import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadLinks } from "../../config/load-links";
import { operatorIn } from "../../emulator/authentication/operator";
import { invokeFunction } from "../../rehearsal/invoke-function";
import { type LocalAccounts, startLocalAccounts } from "../../rehearsal/local-accounts";
import { synthesizeForRehearsal } from "../../rehearsal/synthesize";
import { localEnvironment } from "../../rehearsal/terraform-environment";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { providerEnvironment } from "../../tools/lib/terraform/provider-mirror";
import { findTerraform, Terraform } from "../../tools/lib/terraform/terraform";
import type { BenchContext, Figure, MeasurementResult, Table } from "../report/measurement";
import { figureOf, spreadOf } from "../report/pairs";
import { freshCheckout } from "./fresh-checkout";
import { gatewayOverhead } from "./gateway-overhead";
import { PhaseTimer, type TimedPhase } from "./phase-timer";
import { ProcessTimes } from "./process-times";
import { startUps } from "./start-ups";

const METHOD = `The committed link is rehearsed as \`npm start\` does it, but one phase after the other, of which \`npm start\` runs some
side by side, and the plan is not shown. Our own share is the processor time of the
rehearsal's process (gateway, IAM simulator, PostgreSQL in the process, the run itself) and all of the synth, beside the time
from the first phase to the last; the rest is Terraform, its provider and moto. The processor time of every program is sampled
while the phases run; Node.js is synth. The clone is made from this checkout, and \`npm ci\` uses the user's cache. Gateway overhead: the same
request of IAM, to moto alone and through the gateway, in turns.`;

const LINKS_FILE = join(PROJECT_ROOT, "links.yaml");
const OWN_SHARE_GOAL = 0.15;
const QUERY = { sql: "SELECT count(*) AS n FROM orders", format: "rows" };

const ROWS_PHASE = "invoke: both hops to rows";

/** Phases in which nothing but this project works, and in processes of its own. */
const WHOLLY_OURS: readonly string[] = ["synth"];

async function deployAndQuery(
  timer: PhaseTimer,
  accounts: LocalAccounts,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const [link] = loadLinks(LINKS_FILE);
  if (link === undefined) throw new Error("the committed links file has no link");
  const env = localEnvironment({
    ...accounts.environment,
    ...providerEnvironment(join(folder, "terraform.rc")),
    LINKS_FILE,
  });
  const [stack] = await timer.phase("synth", () =>
    synthesizeForRehearsal(join(folder, "cdktf.out"), env, signal),
  );
  if (stack === undefined) throw new Error("synth wrote no stack");
  const terraform = new Terraform(findTerraform(), { cwd: stack.folder, env, signal, isThrownAway: true });
  await timer.phase("terraform init", () => terraform.init());
  await timer.phase("terraform plan", () => terraform.plan("bench.tfplan"));
  await timer.phase("terraform apply", () => terraform.apply("bench.tfplan"));
  await timer.phase(ROWS_PHASE, () =>
    invokeFunction({
      endpoint: accounts.url,
      region: link.lambdaAccount.region,
      operator: operatorIn(accounts.operators, link.lambdaAccount.id),
      functionName: link.function.name,
      event: QUERY,
      signal,
    }),
  );
  await timer.phase("second plan", () => terraform.plan("bench.tfplan"));
  await timer.phase("terraform destroy", () => terraform.destroy());
}

/** One rehearsal. */
interface Rehearsal {
  readonly phases: readonly TimedPhase[];
  readonly overhead: Figure;
  /** Milliseconds of processor time by program, this process apart. */
  readonly programs: ReadonlyMap<string, number>;
}

async function rehearse({ signal, smoke }: BenchContext): Promise<Rehearsal> {
  const folder = mkdtempSync(join(tmpdir(), "bench-rehearsal-"));
  const timer = new PhaseTimer();
  const links = loadLinks(LINKS_FILE);
  const times = new ProcessTimes();
  try {
    const accounts = await timer.phase("local accounts up", () =>
      startLocalAccounts({ links, folder, signal, warmWarehouses: links.length }),
    );
    try {
      if (!smoke) await deployAndQuery(timer, accounts, folder, signal);
      const programs = await times.stop();
      const overhead = await gatewayOverhead(accounts, smoke ? 3 : 300, signal);
      return { phases: timer.phases, overhead, programs };
    } finally {
      await accounts.close();
    }
  } finally {
    await times.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Milliseconds of a run that are this project's own. */
function ownMilliseconds(phases: readonly TimedPhase[]): number {
  return sum(
    phases.map(({ name, wallMilliseconds, processorMilliseconds }) =>
      WHOLLY_OURS.includes(name) ? wallMilliseconds : processorMilliseconds,
    ),
  );
}

/** Rounded median over the runs of the same phase. */
function phaseMedian(
  runs: readonly (readonly TimedPhase[])[],
  index: number,
  read: (phase: TimedPhase) => number,
): number {
  return Math.round(spreadOf(runs.flatMap((run) => run.slice(index, index + 1).map(read))).median);
}

function phaseTable(runs: readonly (readonly TimedPhase[])[]): Table {
  const [first = []] = runs;
  return {
    title: "Phases of a rehearsal, medians",
    columns: ["phase", "ms", "of which processor time of our process, ms"],
    rows: first.map(({ name }, index) => [
      name,
      phaseMedian(runs, index, (phase) => phase.wallMilliseconds),
      phaseMedian(runs, index, (phase) => phase.processorMilliseconds),
    ]),
  };
}

/** Processor time by program; this process is the gateway, the simulator and PostgreSQL. */
function programTable(runs: readonly Rehearsal[]): Table {
  const names = [...new Set(runs.flatMap(({ programs }) => [...programs.keys()]))].sort();
  const median = (read: (run: Rehearsal) => number) => Math.round(spreadOf(runs.map(read)).median);
  return {
    title: "Processor time of a rehearsal by program, medians",
    columns: ["program", "ms"],
    rows: [
      [
        "the rehearsal's own process",
        median(({ phases }) => sum(phases.map(({ processorMilliseconds }) => processorMilliseconds))),
      ],
      ...names.map((name) => [name, median(({ programs }) => programs.get(name) ?? 0)]),
    ],
  };
}

/** From a clone to the rows of the first query. */
function cloneTable(checkouts: readonly (readonly TimedPhase[])[], runs: readonly Rehearsal[]): Table {
  const untilRows = ({ phases }: Rehearsal) => {
    const last = phases.findIndex(({ name }) => name === ROWS_PHASE);
    return sum(phases.slice(0, last + 1).map(({ wallMilliseconds }) => wallMilliseconds));
  };
  return {
    title: "Clone to rows, medians",
    columns: ["step", "ms"],
    rows: [
      ...(checkouts[0] ?? []).map(({ name }, index) => [
        name,
        phaseMedian(checkouts, index, ({ wallMilliseconds }) => wallMilliseconds),
      ]),
      ["rehearsal, until the rows are there", Math.round(spreadOf(runs.map(untilRows)).median)],
    ],
  };
}

/** Where the time of `npm start` goes, and what the gateway adds to a request. */
export async function measureRehearsal(context: BenchContext): Promise<MeasurementResult> {
  const { smoke, signal, say } = context;
  const turns = smoke ? 1 : 3;
  const checkouts: (readonly TimedPhase[])[] = [];
  for (let turn = 0; turn < turns && !smoke; turn++) {
    say(`clone, npm ci, ${turn + 1} of ${turns}`);
    const timer = new PhaseTimer();
    await freshCheckout(timer, signal);
    checkouts.push(timer.phases);
  }
  say("starts");
  const starts = await startUps(turns, signal);
  const runs: Rehearsal[] = [];
  for (let turn = 0; turn < turns; turn++) {
    say(`rehearsal ${turn + 1} of ${turns}`);
    runs.push(await rehearse(context));
  }
  const overhead = runs.at(-1)?.overhead;
  if (overhead === undefined) throw new Error("nothing was rehearsed");
  const phases = runs.map((run) => run.phases);
  const label = {
    what: "our own share of a rehearsal",
    unit: "ms",
    subject: "our own",
    reference: "whole rehearsal",
    goal: OWN_SHARE_GOAL,
  } as const;
  const whole = phases.map((run) => sum(run.map(({ wallMilliseconds }) => wallMilliseconds)));
  return {
    title: "Rehearsal",
    method: METHOD,
    figures: [figureOf(label, phases.map(ownMilliseconds), whole), starts.figure, overhead],
    tables: [cloneTable(checkouts, runs), phaseTable(phases), programTable(runs), starts.table],
    remarks: [
      "Most of a rehearsal is the start of Terraform's provider: every plan, apply and destroy starts it once for its schema and once per account.",
      "Mended: PostgreSQL in the process (PGlite) made its database anew at every start, which took most of what is ours; it came ready-made then, and is now kept with what Redshift has beside PostgreSQL (`emulator/redshift-data/engine/kept-database.ts`). What is left of its start is compiling its WebAssembly; then comes the synth. The faster Terraform runs, the larger our share becomes, with the same work: on a busy machine it is smaller.",
    ],
  };
}
