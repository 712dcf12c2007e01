import { availableParallelism } from "node:os";
import { MAX_LINKS_AT_A_TIME } from "../../tools/doctor/run-doctor";
import type { BenchContext, Figure, MeasurementResult } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";
import { type DeployedLinks, onDeployed } from "./deployed-links";

const METHOD = `The same links as for the review lie in one pair of local accounts, deployed by Terraform, behind one gateway and one moto. The
doctor is what \`npm run doctor\` does after its own start: a synth, and per link \`terraform init\` in the new folder,
\`terraform state pull\`, the questions to both accounts, one invocation; ${MAX_LINKS_AT_A_TIME} links at a time. Drift is what
\`npm run drift\` does, on links that are as they were applied, one per core at a time. The local accounts answer from this process,
and their time is in both.`;

const REMARKS = [
  "Most of a further link is Terraform: the doctor has it initialise a new folder, in which it hashes the provider's binary, and drift has it plan, for which it starts the provider.",
];

const COMMANDS = ["doctor", "drift"] as const;
type Command = (typeof COMMANDS)[number];

/** So many links, and how often. */
interface Size {
  readonly links: number;
  readonly turns: number;
}

const SIZES: readonly Size[] = [
  { links: 1, turns: 3 },
  { links: 10, turns: 3 },
  { links: 100, turns: 1 },
  { links: 300, turns: 1 },
];
const SMOKE: readonly Size[] = [{ links: 1, turns: 1 }];

/** Seconds, one per turn. */
type Times = Readonly<Record<Command, readonly number[]>>;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

function commandsOn(deployment: DeployedLinks, links: number, smoke: boolean) {
  const doctor = () => seconds(() => deployment.doctor(links, MAX_LINKS_AT_A_TIME));
  const drift = () => seconds(() => deployment.drift(links, availableParallelism(), "clean"));
  // The measurement of drift has tried that path.
  return { doctor, drift: smoke ? doctor : drift };
}

async function measureAll(
  sizes: readonly Size[],
  context: BenchContext,
): Promise<ReadonlyMap<number, Times>> {
  const { say, smoke, signal } = context;
  const count = Math.max(...sizes.map(({ links }) => links));
  const keptProviders = smoke ? "for-all" : "to-deploy";
  say(`deploy ${count} links`);
  return await onDeployed(
    context.deployment,
    { count, workers: 1, keptProviders, signal },
    async (deployment) => {
      const times = new Map<number, Times>();
      for (const { links, turns } of sizes) {
        say(`${turns} turns of ${links} links`);
        times.set(links, await inTurns(turns, commandsOn(deployment, links, smoke), signal));
      }
      return times;
    },
  );
}

function figures(times: ReadonlyMap<number, Times>): Figure[] {
  return COMMANDS.flatMap((command) => {
    const alone = spreadOf(times.get(1)?.[command] ?? []).median;
    return [...times].map(([links, { [command]: values }]) =>
      figureOf(
        {
          what: `${command}, ${links} ${links === 1 ? "link" : "links"}`,
          unit: "s",
          subject: command,
          reference: "as many times 1 link",
        },
        values,
        values.map(() => alone * links),
      ),
    );
  });
}

/** Time of the doctor and of drift over the number of links. */
export async function measureManyLinks(context: BenchContext): Promise<MeasurementResult> {
  const times = await measureAll(context.smoke ? SMOKE : SIZES, context);
  return {
    title: "Doctor and drift of many links",
    method: METHOD,
    figures: figures(times),
    tables: [
      {
        title: "Seconds, medians",
        columns: ["links", ...COMMANDS],
        rows: [...times].map(([links, values]) => [
          String(links),
          ...COMMANDS.map((command) => spreadOf(values[command]).median),
        ]),
      },
    ],
    remarks: REMARKS,
  };
}
