import { AwsError } from "../../protocol/aws-error";
import { PYTHON_BOOTSTRAP, pythonVersionOf } from "../runtime/python-runtime";
import { nodeMajorOf } from "../runtime/runtime-generation";
import type { NodePrograms } from "./node-programs";
import type { PythonPrograms } from "./python-programs";

/** What a container runs: a program that speaks `runtime/messages.ts` over its IPC channel, in the language of its function. */
export interface RuntimeProgram {
  readonly file: string;
  /** @param taskRoot where the function is unpacked */
  readonly arguments: (taskRoot: string, memoryMegabytes: number) => readonly string[];
}

/** The programs of the languages that functions run in here; of the others, what is missing. */
export class RuntimePrograms {
  /** @param options.nodeBootstrap the compiled program of Node.js functions */
  constructor(
    private readonly options: {
      readonly node: Pick<NodePrograms, "programFor">;
      readonly python: Pick<PythonPrograms, "programFor">;
      readonly nodeBootstrap: string;
    },
  ) {}

  /**
   * As a caller's error: a fault of the service would be asked for again.
   *
   * @param runtime as in a function's configuration; empty where it has none
   * @throws AwsError that names the lack, which Lambda does not have
   */
  async programFor(runtime: string): Promise<RuntimeProgram> {
    const program = await this.find(runtime);
    if (typeof program !== "string") return program;
    throw new AwsError(
      "InvalidParameterValueException",
      `LOCAL_LACK: functions of ${runtime} are not run: ${program}`,
    );
  }

  /** Why functions of a runtime are not run here, and what to do; absent when they are. */
  async lackOf(runtime: string): Promise<string | undefined> {
    const program = await this.find(runtime);
    return typeof program === "string" ? program : undefined;
  }

  private async find(runtime: string): Promise<RuntimeProgram | string> {
    const { node, python, nodeBootstrap } = this.options;
    const version = pythonVersionOf(runtime);
    if (version === undefined) {
      if (runtime !== "" && nodeMajorOf(runtime) === undefined)
        return "the local accounts run Node.js and Python only; Lambda runs them";
      return nodeProgram(await node.programFor(runtime), nodeBootstrap);
    }
    const found = await python.programFor(version);
    if (found === undefined)
      return "the local accounts need Python 3.9 or newer with boto3, and this machine has none; install it with: python3 -m pip install boto3";
    // Neither variables nor packages of this machine, nothing written beside the code, and the encoding that Lambda has.
    const flags = ["-I", "-S", "-B", "-X", "utf8"];
    return {
      file: found.file,
      arguments: (taskRoot, memoryMegabytes) => [
        ...[...flags, PYTHON_BOOTSTRAP, taskRoot, String(memoryMegabytes)],
        ...found.sdkFolders,
      ],
    };
  }
}

/** A Node.js with the program of its functions. */
export function nodeProgram(file: string, bootstrapFile: string): RuntimeProgram {
  return {
    file,
    arguments: (taskRoot, memoryMegabytes) => [
      `--max-old-space-size=${memoryMegabytes}`,
      bootstrapFile,
      taskRoot,
    ],
  };
}
