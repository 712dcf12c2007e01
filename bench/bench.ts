import { textTable } from "../tools/lib/report/text-table";
import { runCommand } from "../tools/lib/terminal/command-line";
import { Progress } from "../tools/lib/terminal/progress";
import { UsageError } from "../tools/lib/terminal/usage-error";
import { MEASUREMENTS } from "./measurements";
import { FIGURE_COLUMNS, figureRow } from "./report/figure-text";
import { thisMachine } from "./report/machine";
import type { BenchContext } from "./report/measurement";
import type { RecordedResult } from "./report/recorded-result";
import { readResults, WRITTEN_FILES, writeResults } from "./report/results-file";

const NAMES = Object.keys(MEASUREMENTS);

async function record(name: string, context: BenchContext): Promise<RecordedResult> {
  const measure = await MEASUREMENTS[name]?.();
  if (measure === undefined)
    throw new UsageError(`no measurement ${name}, expected one of ${NAMES.join(", ")}`);
  return { ...(await measure(context)), machine: thisMachine(), day: new Date().toISOString().slice(0, 10) };
}

function inOrder(results: Readonly<Record<string, RecordedResult>>): Record<string, RecordedResult> {
  return Object.fromEntries(
    NAMES.flatMap((name) => (results[name] === undefined ? [] : [[name, results[name]] as const])),
  );
}

runCommand({
  name: "bench",
  isOfLinks: false,
  purpose: `Measure what this project costs, beside what others do, and write ${WRITTEN_FILES.join(" and ")}.`,
  takes: "[measurement…]",
  options: {
    smoke: {
      type: "boolean",
      default: false,
      help: "run every path at a size that measures nothing; write nothing",
    },
    render: {
      type: "boolean",
      default: false,
      help: "measure nothing; write the page again from the recorded results",
    },
  },
  notes: [
    `Measurements: ${NAMES.join(", ")}; all of them when none is named. One that is not run keeps its last result.`,
  ],
  exitCodes: { 0: "measured", 1: "a measurement failed", 2: "wrong usage" },
  failureExitCode: 1,
  interruptedText: "what had been measured is written, what was being measured is not",
  async run({ smoke = false, render = false }, names, signal) {
    if (render) {
      writeResults(inOrder(readResults()));
      return 0;
    }
    const unknown = names.filter((name) => !NAMES.includes(name));
    if (unknown.length > 0)
      throw new UsageError(`no measurement ${unknown.join(", ")}, expected ${NAMES.join(", ")}`);
    const progress = new Progress();
    const measured: Record<string, RecordedResult> = {};
    for (const name of names.length > 0 ? names : NAMES) {
      const say = (text: string) => progress.line(progress.styled("dim", `${name}: ${text}`));
      measured[name] = await record(name, { smoke, signal, say });
      // At once, so that an interruption of a later one does not lose it.
      if (!smoke) writeResults(inOrder({ ...readResults(), [name]: measured[name] }));
    }
    const rows = Object.entries(measured).flatMap(([name, { figures }]) =>
      figures.map((figure) => [name, ...figureRow(figure)]),
    );
    for (const line of textTable(["", ...FIGURE_COLUMNS], rows)) progress.line(line);
    if (!smoke) progress.line(`\nwritten: ${WRITTEN_FILES.join(", ")}`);
    return 0;
  },
});
