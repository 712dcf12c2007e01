import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Container, type InvocationOutcome } from "../../emulator/lambda/invocation/container";
import {
  askPython,
  PythonPrograms,
  pythonCandidates,
} from "../../emulator/lambda/invocation/python-programs";
import { RuntimePrograms } from "../../emulator/lambda/invocation/runtime-programs";
import { writeBootstrap } from "../../emulator/lambda/runtime/bootstrap-file";
import type { InvokeMessage } from "../../emulator/lambda/runtime/messages";

/** One function in a container, without Lambda around it. */
export interface FunctionContainer {
  readonly container: Container;
  /** How the init phase failed; absent when the handler was loaded. */
  readonly initFailure: InvocationOutcome | undefined;
  /** What the init phase wrote. */
  readonly initLines: readonly string[];
  /** Runs one invocation, and gives what it wrote too. */
  invoke(
    event: unknown,
    message?: Partial<InvokeMessage>,
  ): Promise<{ readonly outcome: InvocationOutcome; readonly lines: readonly string[] }>;
}

const INVOCATION_MILLISECONDS = 30_000;

/** Functions in containers, all of one bootstrap; ends them all, and removes what they were unpacked into. */
export class FunctionContainers {
  private readonly folder = mkdtempSync(join(tmpdir(), "function-container-"));
  private readonly containers: Container[] = [];
  private programs: Promise<RuntimePrograms> | undefined;

  /** @param files of the archive, by their names */
  async start(
    files: Readonly<Record<string, string>>,
    environment: Readonly<Record<string, string>>,
  ): Promise<FunctionContainer> {
    this.programs ??= programsOf(this.folder);
    const runtime = environment.AWS_EXECUTION_ENV?.replace(/^AWS_Lambda_/, "") ?? "";
    const program = await (await this.programs).programFor(runtime);
    const taskRoot = mkdtempSync(join(this.folder, "task-"));
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(taskRoot, name)), { recursive: true });
      writeFileSync(join(taskRoot, name), content);
    }
    const container = new Container({ program, taskRoot, environment, memoryMegabytes: 128 });
    this.containers.push(container);
    const initFailure = await container.initialized(INVOCATION_MILLISECONDS);
    const takeLines = () => container.takeLines().map(({ message }) => message);
    return {
      container,
      initFailure,
      initLines: takeLines(),
      invoke: async (event, message = {}) => {
        const sent: InvokeMessage = {
          type: "invoke",
          event: JSON.stringify(event),
          requestId: "4f7aa0b4-0000-4000-8000-000000000001",
          invokedFunctionArn: "arn:aws:lambda:eu-west-1:111111111111:function:probe",
          deadlineMilliseconds: Date.now() + INVOCATION_MILLISECONDS,
          traceId: "Root=1-00000000-000000000000000000000000;Parent=0000000000000000;Sampled=0",
          ...message,
        };
        const outcome = await container.invoke(sent, INVOCATION_MILLISECONDS);
        return { outcome, lines: takeLines() };
      },
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.containers.map((container) => container.kill()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Functions of Node.js run on the one of the tests, whatever their version. */
async function programsOf(folder: string): Promise<RuntimePrograms> {
  const python = new PythonPrograms({
    candidates: (version) => pythonCandidates(version, process.env, []),
    ask: askPython,
    tell: () => undefined,
  });
  const node = { programFor: async () => process.execPath };
  return new RuntimePrograms({ node, python, nodeBootstrap: await writeBootstrap(folder) });
}
