import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { appArguments } from "../../tools/lib/terraform/synthesize";
import type { BenchContext, Figure, MeasurementResult } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";
import { furtherLinkFigure, processorTimes } from "./further-link";
import { plainHcl } from "./plain-hcl";
import { REPORT_USAGE, type SynthUsage, synthUsage } from "./synth-usage";

const METHOD = `Each synth is a new process (the app's command in \`cdktf.json\`), from its start to its exit; memory is its
peak. The empty app is one stack with nothing in it, as CDKTF projects are started: \`node --import tsx\`. Cold is a synth
that finds no cache and fills it; after \`npm ci\` is the first synth that finds what the \`prepare\` script has made; all others
are warm, two synths later. The plain HCL is the same links as one module,
which \`terraform init\` has seen before the clock starts, and \`terraform validate\` is a new process too. One more link is the slope of a straight line through
the processor time (user and system) of several numbers of links, in turns of their own.`;

const GOALS = { oneLinkCold: 1.3, oneLinkWarm: 0.6, furtherLink: 0.012, megabytes: 1000 };

const { FOLDER: CACHE }: { FOLDER: string } = require("../../content-cache/content-cache.cjs");

/** Usage of every run: number of links → one value per turn; 0 links is the empty app. */
type Usages = ReadonlyMap<number, readonly SynthUsage[]>;

interface Measured {
  readonly usages: Usages;
  /** Of one link without a cache, one per turn. */
  readonly cold: readonly SynthUsage[];
  /** Of one link with what `npm ci` makes, one per turn. */
  readonly prepared: readonly SynthUsage[];
  /** Milliseconds of processor time, in turns of their own: number of links → one per turn. */
  readonly processor: ReadonlyMap<number, readonly number[]>;
  /** Milliseconds of `terraform validate`: number of links → one value per turn. */
  readonly validated: ReadonlyMap<number, readonly number[]>;
}

interface Sizes {
  readonly counts: readonly number[];
  /** Numbers of links that are also written as plain HCL. */
  readonly plainCounts: readonly number[];
  readonly turns: number;
  /** For what one more link takes. */
  readonly further: { readonly counts: readonly number[]; readonly turns: number };
}

const COUNTS = [1, 10, 100, 1000];
const SIZES: Sizes = {
  counts: COUNTS,
  plainCounts: COUNTS,
  turns: 4,
  further: { counts: [1, 10, 100], turns: 8 },
};
const SMOKE: Sizes = { counts: [1, 2], plainCounts: [2], turns: 1, further: { counts: [1, 2], turns: 1 } };

async function measureAll(
  { counts, plainCounts, turns, further }: Sizes,
  context: BenchContext,
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), "bench-synth-"));
  const usages = new Map<number, SynthUsage[]>([0, ...counts].map((count) => [count, []]));
  const [cold, prepared]: [SynthUsage[], SynthUsage[]] = [[], []];
  const emptyApp = ["--import", "tsx", REPORT_USAGE, "bench/synth/empty-app.ts"];
  const ours = [REPORT_USAGE, ...appArguments()];
  const measured = (links: number) => async () => {
    const usage = await synthUsage(folder, links === 0 ? emptyApp : ours, links, context.signal);
    usages.get(links)?.push(usage);
    return usage.milliseconds;
  };
  // A smoke run leaves the cache to the tests beside it.
  const forgetKept = () => {
    if (!context.smoke) rmSync(join(PROJECT_ROOT, CACHE), { recursive: true, force: true });
  };
  const measuredCold = async () => {
    forgetKept();
    const usage = await synthUsage(folder, ours, 1, context.signal);
    cold.push(usage);
    // The second one keeps V8's code: what is measured next is warm.
    if (!context.smoke) await synthUsage(folder, ours, 1, context.signal);
    return usage.milliseconds;
  };
  const measuredPrepared = async () => {
    forgetKept();
    await runGuarded(process.execPath, ["synth/prepare.cjs"], { cwd: PROJECT_ROOT, signal: context.signal });
    const usage = await synthUsage(folder, ours, 1, context.signal);
    prepared.push(usage);
    return usage.milliseconds;
  };
  try {
    const plain = await plainHcl(folder, plainCounts, context.signal);
    const values = await inTurns<string>(
      turns,
      {
        cold: measuredCold,
        prepared: measuredPrepared,
        ...Object.fromEntries([...usages.keys()].map((links) => [`links-${links}`, measured(links)])),
        ...Object.fromEntries([...plain].map(([links, validate]) => [`plain-${links}`, validate])),
      },
      context.signal,
    );
    const synthOf = async (links: number) => {
      // In a smoke run the synths above are these too.
      const [done] = context.smoke ? (usages.get(links) ?? []) : [];
      return done ?? synthUsage(folder, links === 0 ? emptyApp : ours, links, context.signal);
    };
    const processor = await processorTimes(further, synthOf, context.signal);
    const validated = new Map([...plain.keys()].map((links) => [links, values[`plain-${links}`] ?? []]));
    return { usages, cold, prepared, processor, validated };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reader(usages: Usages, member: keyof SynthUsage) {
  return (links: number) => (usages.get(links) ?? []).map((usage) => usage[member]);
}

function figures(
  { usages, cold, prepared, processor, validated }: Measured,
  counts: readonly number[],
): Figure[] {
  const time = reader(usages, "milliseconds");
  const memory = reader(usages, "peakMegabytes");
  const further = (links: number) =>
    time(links).map((milliseconds, turn) => (milliseconds - (time(1)[turn] ?? 0)) / (links - 1));
  const several = counts.filter((links) => links > 1);
  const [fewest = 1, most = 1] = [several[0], several.at(-1)];
  const constant = (value: number) => time(0).map(() => value);
  return [
    figureOf(
      {
        what: "synth, 1 link, cold",
        unit: "ms",
        subject: "1 link",
        reference: "empty app",
        goal: GOALS.oneLinkCold,
      },
      cold.map(({ milliseconds }) => milliseconds),
      time(0),
    ),
    figureOf(
      {
        what: "synth, 1 link, after npm ci",
        unit: "ms",
        subject: "1 link",
        reference: "empty app",
        goal: GOALS.oneLinkCold,
      },
      prepared.map(({ milliseconds }) => milliseconds),
      time(0),
    ),
    figureOf(
      {
        what: "synth, 1 link, warm",
        unit: "ms",
        subject: "1 link",
        reference: "empty app",
        goal: GOALS.oneLinkWarm,
      },
      time(1),
      time(0),
    ),
    furtherLinkFigure(processor, GOALS.furtherLink),
    figureOf(
      {
        what: "growth",
        unit: "ms",
        subject: `one more link of ${most}`,
        reference: `one more of ${fewest}`,
      },
      further(most),
      further(fewest),
    ),
    ...[...validated].map(([links, milliseconds]) =>
      figureOf(
        {
          what: `beside plain HCL, ${links} ${links === 1 ? "link" : "links"}`,
          unit: "ms",
          subject: "synth",
          reference: "terraform validate",
        },
        time(links),
        milliseconds,
      ),
    ),
    figureOf(
      { what: "peak memory, 1 link", unit: "MB", subject: "1 link", reference: "empty app" },
      memory(1),
      memory(0),
    ),
    figureOf(
      {
        what: `peak memory, ${most} links`,
        unit: "MB",
        subject: `${most} links`,
        reference: "the goal",
        goal: 1,
      },
      memory(most),
      constant(GOALS.megabytes),
    ),
  ];
}

/** Time and memory of a synth over its number of links, beside an empty CDKTF app. */
export async function measureSynth(context: BenchContext): Promise<MeasurementResult> {
  const sizes = context.smoke ? SMOKE : SIZES;
  const { counts, turns } = sizes;
  context.say(`${turns} turns of an empty app and ${counts.join(", ")} links`);
  const measured = await measureAll(sizes, context);
  const { usages } = measured;
  const medianOf = (member: keyof SynthUsage, links: number) =>
    spreadOf(reader(usages, member)(links)).median;
  return {
    title: "Synth",
    method: METHOD,
    figures: figures(measured, counts),
    tables: [
      {
        title: "Medians of whole processes:",
        columns: ["links", "ms", "MB"],
        rows: [0, ...counts].map((links) => [
          links === 0 ? "empty app" : String(links),
          medianOf("milliseconds", links),
          medianOf("peakMegabytes", links),
        ]),
      },
    ],
    plots: [
      {
        file: "synth",
        title: "Time of a synth over its links",
        x: { label: "links", scale: "logarithmic" },
        y: { label: "ms", scale: "logarithmic" },
        series: [
          { name: "this project", points: counts.map((links) => [links, medianOf("milliseconds", links)]) },
          { name: "empty app", points: counts.map((links) => [links, medianOf("milliseconds", 0)]) },
        ],
      },
    ],
    remarks: [
      "Mended for one link: what a synth has compiled and loaded is kept by the content of all it was made from, and so is the function's archive ([synth.md](synth.md)). What cdktf and zod load and hardly ever use is loaded when something is asked of it (`synth/load-later.cjs`). A synth without a cache loads no tsx either; a thread of its own makes the archive (esbuild, then the compression) while everything else loads.",
      "Mended per link: cdktf collects a stack trace per token, and resolves every element once in search of references to other stacks, of which a link has none; `stacks/omit-stack-traces.ts` and `stacks/link-stack.ts` spare both. In every text and key it looks for five kinds of tokens, twice; `stacks/resolve-plain.ts` tells plain ones at a look, those with a reference of Terraform's among them, and remembers the keys. A links file is checked without the programs that zod would compile for its schema. Another links file of the project is parsed only where its state may be that of a link. V8 optimises later (`synth/launch.cjs`). The archive is bundled, written and hashed once per process. Nothing grows faster than the links.",
      "What remains for one warm link is Node.js itself, reading every input and running cdktf; for a cold one the archive, and compiling five megabytes of packages. For a further link it is cdktf: it resolves every element in its own fragment and again in the whole stack, and copies the archive into each stack's assets. Both are its own way to write a stack; sparing them would mean writing the JSON without it.",
    ],
  };
}
