import { availableParallelism } from "node:os";
import { checkDeployedLink } from "../../tools/doctor/judge/check-link";
import { checkProject } from "../../tools/doctor/judge/check-project";
import { exitCodeOf } from "../../tools/doctor/judge/report";
import type { Project } from "../../tools/doctor/read/read-project";
import { MAX_LINKS_AT_A_TIME } from "../../tools/doctor/run-doctor";
import type { BenchContext, MeasurementResult } from "../report/measurement";
import { figureOf, spreadOf } from "../report/pairs";
import { examinedLinks } from "./examined-links";

const METHOD = `One link is deployed into the local accounts by Terraform. The doctor's checks of a project with so many links, after its
synth: each of them is that link, synthesized into a folder of its own with a copy of the state. Per link \`terraform init\`, \`version\` and
\`state pull\` as for a user, every look into the accounts, one query through the deployed function; as many links at a time as \`npm run
doctor\` examines. Each is found healthy.`;

const REMARKS = [
  "A link is three runs of Terraform, of which `terraform init` hashes the whole provider, and calls that wait for each other. They occupy about one core, so several links at a time gain up to the number of cores.",
];

/** Number of links → how often it is measured; the large ones take minutes. */
const TURNS: ReadonlyMap<number, number> = new Map([
  [1, 3],
  [10, 3],
  [100, 1],
  [300, 1],
]);
const SMOKE: typeof TURNS = new Map([
  [1, 1],
  [2, 1],
]);

const SILENT = { step: <T>(_title: string, work: () => Promise<T>) => work() };

/** Seconds of one examination. @throws Error unless every link is healthy */
async function seconds(project: Project, signal: AbortSignal): Promise<number> {
  const startedAt = performance.now();
  const report = await checkProject(project, {
    checkLink: (link) => checkDeployedLink({ ...link, signal }),
    workers: MAX_LINKS_AT_A_TIME,
    progress: SILENT,
    signal,
  });
  const took = (performance.now() - startedAt) / 1000;
  const unhealthy = [...report.project, ...report.links.flatMap(({ checks }) => checks)].find(
    ({ status }) => status === "problem",
  );
  if (exitCodeOf(report) !== 0)
    throw new Error(`the doctor finds: ${JSON.stringify(unhealthy ?? "no answer")}`);
  return took;
}

/** Time of the doctor's checks over the number of links. */
export async function measureDoctor({ smoke, signal, say }: BenchContext): Promise<MeasurementResult> {
  const sizes = smoke ? SMOKE : TURNS;
  const times = new Map<number, number[]>([...sizes.keys()].map((links) => [links, []]));
  say("deploy one link");
  await examinedLinks(signal, async (projectOf) => {
    for (let turn = 0; turn < Math.max(...sizes.values()); turn++) {
      for (const [links, turns] of sizes) {
        if (turn >= turns) continue;
        say(`examine ${links}`);
        times.get(links)?.push(await seconds(await projectOf(links), signal));
      }
    }
  });
  const of = (links: number) => times.get(links) ?? [];
  const several = [...sizes.keys()].filter((links) => links > 1);
  return {
    title: "Doctor",
    method: METHOD,
    figures: several.map((links) =>
      figureOf(
        {
          what: `${links} links`,
          unit: "s",
          subject: `${links} links`,
          reference: "as many times 1 link, over the cores",
        },
        of(links),
        of(1)
          .slice(0, of(links).length)
          .map((one) => (one * links) / availableParallelism()),
      ),
    ),
    tables: [
      {
        title: "Seconds, medians",
        columns: ["links", "s", "s per link"],
        rows: [...sizes.keys()].map((links) => {
          const { median } = spreadOf(of(links));
          return [String(links), median, median / links];
        }),
      },
    ],
    remarks: REMARKS,
  };
}
