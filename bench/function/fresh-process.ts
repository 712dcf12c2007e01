import { join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { runGuarded } from "../../tools/lib/process/run-guarded";

/** What a new process says of the function it loaded. */
export interface FreshProcess {
  readonly loadMilliseconds: number;
  readonly peakMegabytes: number;
  /** Size of all files that were loaded. */
  readonly loadedBytes: number;
  /** Processor time per invocation, after the first ones; 0 when there were none. */
  readonly processorMilliseconds: number;
}

const PEAK_MEMORY = join(PROJECT_ROOT, "bench/report/peak-memory.cjs");

/** Loads the file named first, then invokes its handler as often as the second says, a fifth of it to warm up. */
const SCRIPT = `
  const [file, count] = [process.argv[1], Number(process.argv[2])];
  const { statSync } = require("node:fs");
  const startedAt = performance.now();
  const loaded = file === "" ? {} : require(file);
  const loadMilliseconds = performance.now() - startedAt;
  const loadedBytes = Object.keys(require.cache).reduce((sum, name) => sum + statSync(name).size, 0);
  const peakMegabytes = require(${JSON.stringify(PEAK_MEMORY)}).peakMebibytes();
  const context = {
    awsRequestId: "request",
    functionName: "analytics-query",
    invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:analytics-query",
    getRemainingTimeInMillis: () => 60_000,
  };
  // The function's log goes to the same place.
  const print = process.stdout.write.bind(process.stdout);
  process.stdout.write = () => true;
  const invoke = async (times) => {
    for (let index = 0; index < times; index++) await loaded.handler({ sql: "select 1" }, context);
  };
  (async () => {
    await invoke(Math.ceil(count / 5));
    const before = process.cpuUsage();
    await invoke(count);
    const { user, system } = process.cpuUsage(before);
    const processorMilliseconds = count === 0 ? 0 : (user + system) / 1000 / count;
    print(JSON.stringify({ loadMilliseconds, peakMegabytes, loadedBytes, processorMilliseconds }));
  })();
`;

/**
 * Loads a file in a new process, and invokes its handler `invocations` times.
 *
 * @param file absolute path; empty for a bare process
 */
export async function inFreshProcess(
  file: string,
  invocations: number,
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<FreshProcess> {
  const { exitCode, stdout, stderr } = await runGuarded(
    process.execPath,
    ["--no-warnings", "-e", SCRIPT, file, String(invocations)],
    // The unbundled variant finds the SDK where the project has it.
    { env: { ...environment, NODE_PATH: join(PROJECT_ROOT, "node_modules") }, signal },
  );
  if (exitCode !== 0) throw new Error(`the measured process ended with ${exitCode}: ${stderr.trim()}`);
  return JSON.parse(stdout) as FreshProcess;
}
