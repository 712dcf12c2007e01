import { isDeepStrictEqual } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";
import { startEngine } from "../../emulator/redshift-data/engine/start-engine";
import { checkedAnswer } from "../../testing/redshift-corpus/checked-answer";
import { CORPUS } from "../../testing/redshift-corpus/corpus";
import { CorpusSession } from "../../testing/redshift-corpus/corpus-session";
import type { CorpusAnswer } from "../../testing/redshift-corpus/corpus-statement";
import type { BenchContext, MeasurementResult } from "../report/measurement";
import { figureOf, inTurns } from "../report/pairs";

const METHOD = `Every statement of the corpus (\`testing/redshift-corpus/\`: written for this project, with the answers that the Database
Developer Guide gives) in the local accounts' engine: run right, refused as Redshift refuses it, or told as what the local accounts
lack; anything else is wrong. Our part of a statement is its translation, with the columns that it asks of the engine, after the whole
corpus has run once. The engine is started with its Redshift catalogue, and in turns without.`;

type Kind = "right" | "refused" | "lacks" | "wrong";

interface Measured {
  readonly construct: string;
  readonly kind: Kind;
  readonly translationMilliseconds: number;
  readonly durationMilliseconds: number;
}

function kindOf(answer: CorpusAnswer, isRight: boolean): Kind {
  if (!isRight) return "wrong";
  if ("refused" in answer) return "refused";
  return "lacks" in answer ? "lacks" : "right";
}

async function runCorpus(
  session: CorpusSession,
  every: number,
  signal: AbortSignal,
): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  const all = CORPUS.flatMap(({ construct, statements }) =>
    statements.map((statement) => ({ construct, statement })),
  );
  for (const { construct, statement } of all.filter((_, index) => index % every === 0)) {
    signal.throwIfAborted();
    const outcome = await session.run(statement, true);
    const isRight = isDeepStrictEqual(checkedAnswer(statement.answer, outcome), statement.answer);
    const { translationMilliseconds = 0, durationMilliseconds } = outcome;
    measured.push({
      construct,
      kind: kindOf(statement.answer, isRight),
      translationMilliseconds,
      durationMilliseconds,
    });
  }
  return measured;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function countsOf(measured: readonly Measured[]): readonly number[] {
  const count = (kind: Kind) => measured.filter((one) => one.kind === kind).length;
  return [measured.length, count("right"), count("refused"), count("lacks"), count("wrong")];
}

async function timed(start: () => Promise<{ close(): Promise<void> }>): Promise<number> {
  const startedMilliseconds = performance.now();
  const engine = await start();
  const milliseconds = performance.now() - startedMilliseconds;
  await engine.close();
  return milliseconds;
}

/** Each run has an engine of its own: users and schemas of a run before would be there already. */
async function inEngine<T>(work: (session: CorpusSession) => Promise<T>): Promise<T> {
  const session = await CorpusSession.start();
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** Redshift's SQL in the local accounts: how much of it runs, and what that costs. */
export async function measureDialect({ smoke, signal, say }: BenchContext): Promise<MeasurementResult> {
  const every = smoke ? 50 : 1;
  if (!smoke) {
    say("warming up");
    await inEngine((session) => runCorpus(session, every, signal));
  }
  say("the corpus");
  const measured = await inEngine((session) => runCorpus(session, every, signal));
  say("starts of the engine");
  const starts = await inTurns(
    smoke ? 1 : 5,
    {
      with: () => timed(startEngine),
      without: () => timed(async () => PGlite.create({ loadDataDir: await dataDir() })),
    },
    signal,
  );
  const ours = measured.map(({ translationMilliseconds }) => translationMilliseconds);
  const whole = measured.map(({ durationMilliseconds }) => durationMilliseconds);
  const [all = 0, right = 0, refused = 0, lacks = 0, wrong = 0] = countsOf(measured);
  const constructs = [...new Set(measured.map(({ construct }) => construct))];
  // Of what Redshift runs: what it refuses says nothing of how much runs here.
  const share = (count: number) => `${((100 * count) / Math.max(all - refused, 1)).toFixed(1)} %`;
  return {
    title: "Redshift's SQL",
    method: METHOD,
    figures: [
      figureOf(
        {
          what: "a statement of the corpus",
          unit: "ms",
          subject: "our part of it",
          reference: "the whole statement",
        },
        ours,
        whole,
      ),
      figureOf(
        {
          what: "start of the engine",
          unit: "ms",
          subject: "with Redshift's catalogue",
          reference: "without",
        },
        starts.with,
        starts.without,
      ),
    ],
    tables: [
      {
        title: "Statements of the corpus",
        columns: [
          "statements",
          "refused as by Redshift",
          "run right (of what Redshift runs)",
          "lacks",
          "wrong",
          "our part, median ms",
          "our part, p95 ms",
        ],
        rows: [
          [
            String(all),
            String(refused),
            `${right} (${share(right)})`,
            `${lacks} (${share(lacks)})`,
            `${wrong} (${share(wrong)})`,
            percentile(ours, 0.5).toFixed(2),
            percentile(ours, 0.95).toFixed(2),
          ],
        ],
      },
      {
        title: "By construct",
        columns: ["construct", "statements", "run right", "refused", "lacks", "wrong"],
        rows: constructs.map((construct) => [
          construct,
          ...countsOf(measured.filter((one) => one.construct === construct)).map(String),
        ]),
      },
    ],
  };
}
