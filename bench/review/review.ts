import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asNpmStarts } from "../../testing/processes/command";
import { synthesize } from "../../tools/lib/terraform/synthesize";
import { linksYaml } from "../links-yaml";
import type { BenchContext, Figure, MeasurementResult } from "../report/measurement";
import { figureOf, inTurns, spreadOf } from "../report/pairs";
import { processorSeconds } from "./processor-seconds";

const METHOD = `Each run is a new process as npm starts it, from its start to its exit, with all that it starts: user and system
time. The links differ in their names only and lie between one pair of accounts. The review reads a folder that was synthesized
before; the function is bundled afresh to compare its archive with, and both pages are written. \`deploy-policy\` synthesizes by
itself. Each run finds what earlier ones have compiled.`;

const REMARKS = [
  "Mended: each simulation looked up the types of its resource twice, character by character, through a collator made for every character; what the simulator works out from the same arguments it now works out once per process, and what it reads out of a document once per document (`access/iam/simulator-look-ups.ts`). Each question is asked once per state. V8's optimiser took a third of the processor time, on threads beside; it now begins later (`synth/launch.cjs`).",
  "What remains of one link is the start of Node.js, reading every input of what is kept of our sources ([synth.md](synth.md)), and bundling the function in a process of its own. Most of a further link is the simulator: some fifty different requests, every statement compared with each.",
];

/** Processor seconds of a review of 100 links. */
const GOAL = { links: 100, seconds: 3 };

const COMMANDS = ["review", "deploy-policy"] as const;
type Command = (typeof COMMANDS)[number];

/** Exit codes. The links have no external id, which is a finding each. */
const EXPECTED: Readonly<Record<Command, number>> = { review: 1, "deploy-policy": 0 };

/** `review of 10 links`. */
type Run = `${Command} of ${number} links`;

interface Sizes {
  readonly links: readonly number[];
  readonly turns: number;
}

const SIZES: Sizes = { links: [1, 10, 100, 300], turns: 3 };
const SMOKE: Sizes = { links: [1, 2], turns: 1 };

type Times = Readonly<Record<Run, readonly number[]>>;

async function measureAll({ links, turns }: Sizes, { smoke, signal, say }: BenchContext): Promise<Times> {
  const folder = mkdtempSync(join(tmpdir(), "bench-review-"));
  try {
    const subjects: Record<Run, () => Promise<number>> = {};
    for (const count of links) {
      say(`synthesize ${count} links`);
      const linksFile = join(folder, `links-${count}.yaml`);
      const out = join(folder, `out-${count}`);
      writeFileSync(linksFile, linksYaml(count));
      const env = { LINKS_FILE: linksFile };
      await synthesize(out, { ...process.env, ...env }, signal);
      const command = (name: Command, ...args: readonly string[]) =>
        processorSeconds([...asNpmStarts(`tools/${name}/${name}.ts`), ...args], {
          env,
          signal,
          expected: EXPECTED[name],
        });
      subjects[`review of ${count} links`] = () => command("review", "--out", out);
      subjects[`deploy-policy of ${count} links`] = () => command("deploy-policy");
    }
    // The first run of a command keeps what it has compiled, the second one V8's form of it.
    for (const subject of Object.values(subjects).slice(0, COMMANDS.length)) {
      for (let run = 0; run < 2 && !smoke; run++) await subject();
    }
    say(`${turns} turns of ${links.join(", ")} links`);
    return await inTurns(turns, subjects, signal);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function figures(times: Times, { links }: Sizes): Figure[] {
  const of = (command: Command, count: number) => times[`${command} of ${count} links`] ?? [];
  const several = links.filter((count) => count > 1);
  return COMMANDS.flatMap((command) => [
    ...several.map((count) =>
      figureOf(
        { what: `${command}, ${count} links`, unit: "s", subject: `${count} links`, reference: "1 link" },
        of(command, count),
        of(command, 1),
      ),
    ),
    ...several
      .filter((count) => command === "review" && count === GOAL.links)
      .map((count) =>
        figureOf(
          {
            what: `${command}, ${count} links`,
            unit: "s",
            subject: `${count} links`,
            reference: "the goal",
            goal: 1,
          },
          of(command, count),
          of(command, count).map(() => GOAL.seconds),
        ),
      ),
  ]);
}

/** Processor time of a review and of the deploy policies, over the number of links. */
export async function measureReview(context: BenchContext): Promise<MeasurementResult> {
  const sizes = context.smoke ? SMOKE : SIZES;
  const times = await measureAll(sizes, context);
  const median = (command: Command, count: number) =>
    spreadOf(times[`${command} of ${count} links`] ?? []).median;
  return {
    title: "Review and deploy policies",
    method: METHOD,
    figures: figures(times, sizes),
    tables: [
      {
        title: "Processor seconds, medians",
        columns: ["links", ...COMMANDS],
        rows: sizes.links.map((count) => [
          String(count),
          ...COMMANDS.map((command) => median(command, count)),
        ]),
      },
    ],
    remarks: REMARKS,
  };
}
