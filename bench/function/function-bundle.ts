import { RUN_QUERY } from "../../functions/run-query/contract";
import { DEPLOYED_ENVIRONMENT, LAMBDA_CREDENTIALS } from "../../testing/run-query/bare-node";
import { ASSUMED_ROLE_ANSWER, startTinyAws } from "../../testing/run-query/tiny-aws";
import type { BenchContext, Figure, MeasurementResult } from "../report/measurement";
import { figureOf, inTurns } from "../report/pairs";
import { type BuiltVariants, buildVariants, type VariantName } from "./bundle-variants";
import { type FreshProcess, inFreshProcess } from "./fresh-process";

/** The AWS clients without the rest of the function. */
const CLIENTS_FILE = "redshift-data/client/sdk/sdk-clients.ts";

const NAMES = {
  ours: "this bundle",
  oursUnminified: "this bundle, not minified",
  plain: "plain bundle",
  plainUnminified: "plain bundle, not minified",
  shaken: "plain bundle of the ES modules",
  unbundled: "unbundled SDK",
} as const satisfies Record<VariantName, string>;

const METHOD = `The same source, deployed in different ways: as this project bundles it; by \`esbuild --bundle --platform=node\`,
minified where nothing else is said (the plain bundle); the same from the SDK's ES modules, of which esbuild drops what is
not used; and with the SDK in \`node_modules\` (unbundled). Load time is that of one \`require\` in a new process, peak memory
that of the process after it; processor time is that of a warm invocation (one statement, two calls over HTTP to a local
server).`;

const HALF = 0.5;
const TWO_THIRDS = 2 / 3;

function byteFigures(clients: BuiltVariants, handler: BuiltVariants): Figure[] {
  const beside = (
    what: string,
    built: BuiltVariants,
    subject: VariantName,
    reference: VariantName,
    goal?: number,
  ) =>
    figureOf(
      {
        what,
        unit: "bytes",
        subject: NAMES[subject],
        reference: NAMES[reference],
        ...(goal !== undefined && { goal }),
      },
      [built.bytes[subject]],
      [built.bytes[reference]],
    );
  return [
    beside("size, both clients", clients, "ours", "plain", HALF),
    beside("size, both clients", clients, "oursUnminified", "plainUnminified", HALF),
    beside("size, both clients", clients, "ours", "shaken"),
    beside("size, whole function", handler, "ours", "plain", HALF),
  ];
}

/** The variants that are run, and a process that loads nothing. */
type Subject = "ours" | "plain" | "shaken" | "unbundled" | "nothing";
type Runs = Readonly<Record<Subject, readonly FreshProcess[]>>;

async function run(
  { files }: BuiltVariants,
  turns: number,
  invocations: number,
  { signal }: BenchContext,
): Promise<Runs> {
  const aws = await startTinyAws(ASSUMED_ROLE_ANSWER);
  const environment = {
    ...DEPLOYED_ENVIRONMENT,
    ...LAMBDA_CREDENTIALS,
    AWS_REGION: "eu-west-1",
    AWS_ENDPOINT_URL: aws.url,
  };
  const runs: Record<Subject, FreshProcess[]> = {
    ours: [],
    plain: [],
    shaken: [],
    unbundled: [],
    nothing: [],
  };
  const measured = (subject: Subject, file: string) => async () => {
    const process = await inFreshProcess(file, file === "" ? 0 : invocations, environment, signal);
    return runs[subject].push(process);
  };
  try {
    await inTurns(
      turns,
      {
        ours: measured("ours", files.ours),
        plain: measured("plain", files.plain),
        shaken: measured("shaken", files.shaken),
        unbundled: measured("unbundled", files.unbundled),
        nothing: measured("nothing", ""),
      },
      signal,
    );
  } finally {
    await aws.stop();
  }
  return runs;
}

function runFigures(runs: Runs): Figure[] {
  const bare = runs.nothing.map(({ peakMegabytes }) => peakMegabytes);
  const above = ({ peakMegabytes }: FreshProcess, turn: number) => peakMegabytes - (bare[turn] ?? 0);
  const beside = (
    what: string,
    unit: Figure["unit"],
    read: (process: FreshProcess, turn: number) => number,
    reference: Exclude<Subject, "ours" | "nothing">,
    goal?: number,
  ) =>
    figureOf(
      { what, unit, subject: NAMES.ours, reference: NAMES[reference], ...(goal !== undefined && { goal }) },
      runs.ours.map(read),
      runs[reference].map(read),
    );
  return (["plain", "shaken", "unbundled"] as const).flatMap((reference) => [
    beside("load time", "ms", (process) => process.loadMilliseconds, reference, TWO_THIRDS),
    beside("peak memory", "MB", (process) => process.peakMegabytes, reference),
    beside("peak memory above bare Node", "MB", above, reference),
    beside("processor time, warm", "ms", (process) => process.processorMilliseconds, reference),
    ...(reference === "unbundled"
      ? [beside("loaded files", "bytes", (process) => process.loadedBytes, reference)]
      : []),
  ]);
}

/** Size, load time, memory and processor time of the function, beside other ways to deploy the same source. */
export async function measureFunction(context: BenchContext): Promise<MeasurementResult> {
  context.say("bundle");
  const [clients, handler] = [buildVariants(CLIENTS_FILE), buildVariants(RUN_QUERY.entryFile)];
  try {
    const [turns, invocations] = context.smoke ? [1, 2] : [15, 400];
    context.say(`${turns} turns in new processes`);
    const runs = await run(handler, turns, invocations, context);
    return {
      title: "Function",
      method: METHOD,
      figures: [...byteFigures(clients, handler), ...runFigures(runs)],
      remarks: [
        "What is left is the SDK's code that does run (JSON and XML protocols, SigV4, endpoints of every partition, HTTP, retries) and our own. Node's own `https` and `crypto` are part of every load time.",
      ],
    };
  } finally {
    clients.remove();
    handler.remove();
  }
}
