import { availableParallelism } from "node:os";
import type { BenchContext, Figure, MeasurementResult } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";
import { type DeployedLinks, onDeployed } from "./deployed-links";

const METHOD = `Links are deployed into the local accounts by Terraform. Drift is what \`npm run drift\` does after its own start: a
synth, and per link \`terraform init\` in the new folder, one plan, \`terraform show -json\` of it where the plan's own events
and states show that anything differs, the findings; several links at a time, one per core. The bare plan is
\`terraform plan\` in the folder that was deployed from, which is initialised. Clean is a link after its apply; drifted is one
whose data role was given another account to trust by hand. All links of a measurement are in one pair of accounts, behind
one gateway and one moto.`;

const REMARKS = [
  "Mended: drift made two plans per link, one of them with `-refresh-only`; the JSON of a usual plan holds the same drift. It showed every plan as JSON, for which Terraform starts the provider once more; a plan that shows nothing is now read from its own events and from the states saved with it. And Go's garbage collection takes part of a plan's processor time, which counts once every core is busy: drift runs Terraform with a larger `GOGC`, for more memory, while the bare plan runs as it does for a person.",
  "Mended: every run of Terraform started the provider anew and read all of its types. Drift now starts one process of it for each account, which plan and show both ask, and Terraform is told of the types of the stack and its state alone; the bare plan runs as it does for a person.",
  "What remains above a bare plan is the synth, and the initialisation of a new folder, in which Terraform hashes the provider's binary. A drifted link also needs `terraform show -json`: the plan's events name what an apply would change, and only the shown plan says how. For one link neither has anything to run beside; several links share the synth, and each is initialised while another one is planned.",
  "A plan occupies about one core, nearly all of it for starting the provider, once for its schema and twice for each account. So links at a time gain up to the number of cores and not beyond.",
];

const GOALS = { clean: 1.2, drifted: 1.4, speedUp: 1.2 };

interface Sizes {
  readonly links: number;
  /** Pairs of one link, and of all links. */
  readonly turns: { readonly one: number; readonly all: number };
}

const SIZES: Sizes = { links: 6, turns: { one: 5, all: 3 } };
const SMOKE: Sizes = { links: 1, turns: { one: 1, all: 1 } };

/** One value per turn, in seconds. */
type Times<Name extends string> = Readonly<Record<Name, readonly number[]>>;

interface Measured {
  readonly clean: Times<"synth" | "init" | "plan" | "drift">;
  readonly drifted: Times<"plan" | "show" | "drift">;
  /** All links, several at a time. */
  readonly all: Times<"plan" | "drift">;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

function besidePlans(deployment: DeployedLinks, links: number, workers: number) {
  return {
    plan: () => seconds(() => deployment.plans(links, workers)),
    drift: () => seconds(() => deployment.drift(links, workers, "clean")),
  };
}

async function measureClean(
  deployment: DeployedLinks,
  turns: number,
  { smoke, signal }: Pick<BenchContext, "smoke" | "signal">,
) {
  const init: number[] = [];
  const synth = async () => {
    const startedAt = performance.now();
    const [terraform] = await deployment.synthesized(1);
    const synthesizedAt = performance.now();
    await terraform?.init();
    init.push((performance.now() - synthesizedAt) / 1000);
    return (synthesizedAt - startedAt) / 1000;
  };
  // A plan and a drift of the drifted link are the same paths.
  const beside: Partial<ReturnType<typeof besidePlans>> = smoke ? {} : besidePlans(deployment, 1, 1);
  const times: Partial<Times<"plan" | "drift">> & Times<"synth"> = await inTurns(
    turns,
    { synth, ...beside } as Record<"synth", () => Promise<number>>,
    signal,
  );
  return { ...times, init };
}

async function measureDrifted(deployment: DeployedLinks, turns: number, signal: AbortSignal) {
  const undo = await deployment.changeByHand();
  const subjects = {
    plan: () => seconds(() => deployment.first.plan("bench.tfplan")),
    show: () => seconds(() => deployment.first.show("bench.tfplan")),
    drift: () => seconds(() => deployment.drift(1, 1, "drift")),
  };
  const times = await inTurns(turns, subjects, signal);
  await undo();
  return times;
}

async function measureAll({ links, turns }: Sizes, context: BenchContext): Promise<Measured> {
  const { say, signal } = context;
  const workers = availableParallelism();
  say(`deploy ${links} links`);
  const keptProviders = context.smoke ? "for-all" : "for-none";
  return await onDeployed(
    context.deployment,
    { count: links, workers, keptProviders, signal },
    async (deployment) => {
      say(`${turns.one} turns of one link, clean`);
      const alone = await measureClean(deployment, turns.one, context);
      say(`${turns.one} turns of one link, drifted`);
      const drifted = await measureDrifted(deployment, turns.one, signal);
      const { plan = drifted.plan, drift = drifted.drift } = alone;
      const clean = { ...alone, plan, drift };
      // All links are that one link: what would be measured has been.
      if (links === 1) return { clean, drifted, all: clean };
      say(`${turns.all} turns of ${links} links, ${workers} at a time`);
      const all = await inTurns(turns.all, besidePlans(deployment, links, workers), signal);
      return { clean, drifted, all };
    },
  );
}

function figures({ clean, drifted, all }: Measured, links: number): Figure[] {
  const parts = clean.plan.map((plan, turn) => plan + (clean.synth[turn] ?? 0) + (clean.init[turn] ?? 0));
  const alone = spreadOf(clean.drift).median;
  const beside = { unit: "s", subject: "drift", goal: GOALS.clean } as const;
  return [
    figureOf({ ...beside, what: "1 link, clean", reference: "bare plan" }, clean.drift, clean.plan),
    figureOf(
      { ...beside, what: "1 link, drifted", reference: "bare plan", goal: GOALS.drifted },
      drifted.drift,
      drifted.plan,
    ),
    figureOf(
      { what: "1 link, clean", unit: "s", subject: "drift", reference: "synth, init, bare plan" },
      clean.drift,
      parts,
    ),
    figureOf({ ...beside, what: `${links} links, clean`, reference: "bare plans" }, all.drift, all.plan),
    figureOf(
      {
        what: "speed-up",
        unit: "s",
        subject: `${links} links`,
        reference: "as many times 1 link, over the cores",
        goal: GOALS.speedUp,
      },
      all.drift,
      all.drift.map(() => (alone * links) / availableParallelism()),
    ),
  ];
}

/** `npm run drift` beside bare plans of the same state. */
export async function measureDrift(context: BenchContext): Promise<MeasurementResult> {
  const sizes = context.smoke ? SMOKE : SIZES;
  const measured = await measureAll(sizes, context);
  const { clean, drifted, all } = measured;
  const row = (step: string, values: readonly number[]) => [step, spreadOf(values).median];
  return {
    title: "Plan and drift",
    method: METHOD,
    figures: figures(measured, sizes.links),
    tables: [
      {
        title: "Where the time goes, medians",
        columns: ["step", "s"],
        rows: [
          row("1 link: synth", clean.synth),
          row("1 link: terraform init, new folder", clean.init),
          row("1 link: terraform plan", clean.plan),
          row("1 link: drift, all of it", clean.drift),
          row("1 link, drifted: terraform plan", drifted.plan),
          row("1 link, drifted: terraform show -json", drifted.show),
          row("1 link, drifted: drift, all of it", drifted.drift),
          row(`${sizes.links} links: terraform plan`, all.plan),
          row(`${sizes.links} links: drift`, all.drift),
        ],
      },
    ],
    remarks: REMARKS,
  };
}
