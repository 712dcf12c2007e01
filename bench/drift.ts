import { availableParallelism } from "node:os";
import { deployed } from "./drift/deployed-links";
import type { BenchContext, Figure, MeasurementResult } from "./measurement";
import { figureOf, inTurns, spreadOf } from "./pairs";

const METHOD = `Links are deployed into the local accounts by Terraform. Drift is what \`npm run drift\` does after its own start: a
synth, and per link \`terraform init\` in the new folder, one plan, \`terraform show -json\`, the findings; several links at a
time, one per core. The bare plan is \`terraform plan\` in the folder that was deployed from, which is initialised. All
links of a measurement are in one pair of accounts, behind one gateway and one moto.`;

const GOALS = { beside: 1.2, speedUp: 1.2 };

/** What is timed, one value per turn, in seconds. */
type Times = Readonly<Record<"init" | "plan" | "show" | "drift", readonly number[]>>;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

interface Measured {
  readonly one: Times;
  /** All links at a time: bare plans, and drift. */
  readonly all: { readonly plans: number; readonly drift: number };
}

async function measureAll(links: number, turns: number, context: BenchContext): Promise<Measured> {
  const workers = availableParallelism();
  context.say(`deploy ${links} links`);
  return await deployed(links, workers, context.signal, async (deployment) => {
    context.say(`${turns} turns of one link`);
    const one = await inTurns(
      turns,
      {
        init: () => seconds(() => deployment.terraforms[0].init()),
        plan: () => seconds(() => deployment.terraforms[0].plan("bench.tfplan")),
        show: () => seconds(() => deployment.terraforms[0].show("bench.tfplan")),
        drift: () => seconds(() => deployment.drift(1, workers)),
      },
      context.signal,
    );
    context.say(`${links} links, ${workers} at a time`);
    const plans = await seconds(() => deployment.plans(workers));
    const drift = await seconds(() => deployment.drift(links, workers));
    return { one, all: { plans, drift } };
  });
}

function figures({ one, all }: Measured, links: number): Figure[] {
  const least = one.plan.map((plan, turn) => plan + (one.init[turn] ?? 0) + (one.show[turn] ?? 0));
  const alone = spreadOf(one.drift).median;
  const unit = "s";
  return [
    figureOf(
      { what: "1 link", unit, subject: "drift", reference: "bare plan", goal: GOALS.beside },
      one.drift,
      one.plan,
    ),
    figureOf(
      { what: "1 link", unit, subject: "drift", reference: "init, plan, show -json" },
      one.drift,
      least,
    ),
    figureOf(
      { what: `${links} links`, unit, subject: "drift", reference: "bare plans", goal: GOALS.beside },
      [all.drift],
      [all.plans],
    ),
    figureOf(
      {
        what: "speed-up",
        unit,
        subject: `${links} links`,
        reference: "as many times 1 link, over the cores",
        goal: GOALS.speedUp,
      },
      [all.drift],
      [(alone * links) / availableParallelism()],
    ),
  ];
}

/** `npm run drift` beside bare plans of the same state. */
export async function measureDrift(context: BenchContext): Promise<MeasurementResult> {
  const [links, turns] = context.smoke ? [1, 1] : [20, 3];
  const measured = await measureAll(links, turns, context);
  const { one, all } = measured;
  const row = (step: string, values: readonly number[]) => [step, spreadOf(values).median];
  return {
    title: "Plan and drift",
    method: METHOD,
    figures: figures(measured, links),
    tables: [
      {
        title: "Where the time goes, medians",
        columns: ["step", "s"],
        rows: [
          row("1 link: terraform init", one.init),
          row("1 link: terraform plan", one.plan),
          row("1 link: terraform show -json", one.show),
          row("1 link: drift, all of it", one.drift),
          row(`${links} links: terraform plan`, [all.plans]),
          row(`${links} links: drift`, [all.drift]),
        ],
      },
    ],
    remarks: [
      "Mended: drift made two plans per link, one of them with `-refresh-only`; the JSON of a usual plan holds the same drift.",
      "What remains above a bare plan is Terraform too: a new folder has to be initialised, which checks the provider's binary, and a plan can only be read as JSON by another Terraform, which starts the provider once more for its schema. One plan alone already occupies more than one core, since each account has a provider process of its own; so links in parallel gain less than the number of cores.",
    ],
  };
}
