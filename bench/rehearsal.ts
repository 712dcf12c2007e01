import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadLinks } from "../config/load-links";
import { invokeFunction } from "../rehearsal/invoke-function";
import { type LocalAccounts, startLocalAccounts } from "../rehearsal/local-accounts";
import { operatorIn } from "../rehearsal/operators";
import { synthesizeForRehearsal } from "../rehearsal/synthesize";
import { localEnvironment } from "../rehearsal/terraform-environment";
import { PROJECT_ROOT } from "../tools/lib/project-root";
import { providerEnvironment } from "../tools/lib/provider-mirror";
import { findTerraform, Terraform } from "../tools/lib/terraform";
import { gatewayOverhead } from "./gateway-overhead";
import type { BenchContext, Figure, MeasurementResult, Table } from "./measurement";
import { figureOf, spreadOf } from "./pairs";
import { type Phase, PhaseTimer } from "./phase-timer";

const METHOD = `The committed link is rehearsed as \`npm start\` does it, phase by phase. Our own share is the processor time of the
rehearsal's process (gateway, IAM simulator, PostgreSQL in the process, the run itself) and all of the synth, beside the time
from the first phase to the last; the rest is Terraform, its provider and moto. Gateway overhead: the same request of IAM, to
moto alone and through the gateway, in turns.`;

const LINKS_FILE = join(PROJECT_ROOT, "links.yaml");
const OWN_SHARE_GOAL = 0.15;
const QUERY = { sql: "SELECT count(*) AS n FROM orders", format: "rows" };

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
  const terraform = new Terraform(findTerraform(), { cwd: stack.folder, env, signal });
  await timer.phase("terraform init", () => terraform.init());
  await timer.phase("terraform plan", () => terraform.plan("bench.tfplan"));
  await timer.phase("terraform apply", () => terraform.apply("bench.tfplan"));
  await timer.phase("invoke: both hops to rows", () =>
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

async function rehearse({ signal, smoke }: BenchContext): Promise<{ phases: Phase[]; overhead: Figure }> {
  const folder = mkdtempSync(join(tmpdir(), "bench-rehearsal-"));
  const timer = new PhaseTimer();
  const links = loadLinks(LINKS_FILE);
  try {
    const accounts = await timer.phase("local accounts up", () =>
      startLocalAccounts({ links, folder, signal }),
    );
    try {
      if (!smoke) await deployAndQuery(timer, accounts, folder, signal);
      const overhead = await gatewayOverhead(accounts, smoke ? 3 : 300, signal);
      return { phases: timer.phases, overhead };
    } finally {
      await accounts.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Milliseconds of a run that are this project's own. */
function ownMilliseconds(phases: readonly Phase[]): number {
  return sum(
    phases.map(({ name, wallMilliseconds, processorMilliseconds }) =>
      WHOLLY_OURS.includes(name) ? wallMilliseconds : processorMilliseconds,
    ),
  );
}

function phaseTable(runs: readonly (readonly Phase[])[]): Table {
  const [first = []] = runs;
  const median = (index: number, read: (phase: Phase) => number) =>
    Math.round(spreadOf(runs.flatMap((run) => run.slice(index, index + 1).map(read))).median);
  return {
    title: "Phases of a rehearsal, medians",
    columns: ["phase", "ms", "of which processor time of our process, ms"],
    rows: first.map(({ name }, index) => [
      name,
      median(index, (phase) => phase.wallMilliseconds),
      median(index, (phase) => phase.processorMilliseconds),
    ]),
  };
}

/** Where the time of `npm start` goes, and what the gateway adds to a request. */
export async function measureRehearsal(context: BenchContext): Promise<MeasurementResult> {
  const turns = context.smoke ? 1 : 3;
  const runs: Phase[][] = [];
  let overhead: Figure | undefined;
  for (let turn = 0; turn < turns; turn++) {
    context.say(`rehearsal ${turn + 1} of ${turns}`);
    const run = await rehearse(context);
    runs.push(run.phases);
    overhead = run.overhead;
  }
  if (overhead === undefined) throw new Error("nothing was rehearsed");
  const own = runs.map(ownMilliseconds);
  const whole = runs.map((phases) => sum(phases.map(({ wallMilliseconds }) => wallMilliseconds)));
  const label = {
    what: "our own share of a rehearsal",
    unit: "ms",
    subject: "our own",
    reference: "whole rehearsal",
    goal: OWN_SHARE_GOAL,
  } as const;
  return {
    title: "Rehearsal",
    method: METHOD,
    figures: [figureOf(label, own, whole), overhead],
    tables: [phaseTable(runs)],
  };
}
