import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { nodeMajorOf } from "../runtime/runtime-generation";

/** A Node.js of this machine. */
interface NodeProgram {
  readonly file: string;
  readonly major: number;
}

const VERSION_MILLISECONDS = 5_000;

/**
 * Which Node.js runs the functions of a runtime: the one of its version where this machine has it, else the one that runs the
 * emulator. Nothing is ever fetched.
 */
export class NodePrograms {
  private readonly found = new Map<number, Promise<string | undefined>>();

  /**
   * @param options.own the Node.js that runs the emulator
   * @param options.candidates of the programs that may be another, the likeliest first
   * @param options.tell called once for each runtime that has no Node.js of its own here, with a sentence
   */
  constructor(
    private readonly options: {
      readonly own: NodeProgram;
      readonly candidates: () => readonly string[];
      readonly majorOf: (file: string) => Promise<number | undefined>;
      readonly tell: (sentence: string) => void;
    },
  ) {}

  /** @param runtime as in a function's configuration */
  async programFor(runtime: string): Promise<string> {
    const { own, tell } = this.options;
    const major = nodeMajorOf(runtime);
    if (major === undefined || major === own.major) return own.file;
    const isFirst = !this.found.has(major);
    const search = this.found.get(major) ?? this.search(major);
    this.found.set(major, search);
    const file = await search;
    if (file === undefined && isFirst) {
      tell(
        `Node.js ${major} is not on this machine: functions of ${runtime} run on Node.js ${own.major}, with Lambda's ${runtime} around them`,
      );
    }
    return file ?? own.file;
  }

  private async search(major: number): Promise<string | undefined> {
    const tellsMajor = (file: string) => file.includes(`v${major}.`) || file.includes(`-${major}.`);
    const files = this.options.candidates();
    // Asking costs a process each; most of those places have the version in their path.
    for (const file of [...files.filter(tellsMajor), ...files.filter((file) => !tellsMajor(file))]) {
      if ((await this.options.majorOf(file)) === major) return file;
    }
    return undefined;
  }
}

/**
 * Where programs of this name may be: in `PATH`, in the packages `node` and `node-<platform>-<processor>` of npm above a folder,
 * and where nvm, fnm, n, asdf and Volta keep theirs.
 */
export function nodeCandidates(environment: NodeJS.ProcessEnv, folder: string): string[] {
  const home = homedir();
  const packages = join(folder, "node_modules");
  return [
    ...(environment.PATH ?? "")
      .split(delimiter)
      .flatMap((place) => (place === "" ? [] : filesIn(place, /^(node|nodejs)-?\d*$/))),
    ...[packages, join(packages, ".cache/node-versions/node_modules")].flatMap((place) =>
      foldersIn(place, /^node(-.+)?$/).map((name) => join(name, "bin/node")),
    ),
    ...foldersIn(join(environment.NVM_DIR ?? join(home, ".nvm"), "versions/node")).map((name) =>
      join(name, "bin/node"),
    ),
    ...foldersIn(join(environment.FNM_DIR ?? join(home, ".local/share/fnm"), "node-versions")).map((name) =>
      join(name, "installation/bin/node"),
    ),
    ...foldersIn(join(environment.N_PREFIX ?? "/usr/local", "n/versions/node")).map((name) =>
      join(name, "bin/node"),
    ),
    ...foldersIn(join(environment.ASDF_DATA_DIR ?? join(home, ".asdf"), "installs/nodejs")).map((name) =>
      join(name, "bin/node"),
    ),
    ...foldersIn(join(environment.VOLTA_HOME ?? join(home, ".volta"), "tools/image/node")).map((name) =>
      join(name, "bin/node"),
    ),
  ];
}

/** The major version of a Node.js; absent when it is none, or does not say. */
export async function majorOfProgram(file: string): Promise<number | undefined> {
  try {
    const options = { timeout: VERSION_MILLISECONDS, env: {} };
    const { stdout } = await promisify(execFile)(file, ["--version"], options);
    const major = /^v(\d+)\./.exec(stdout)?.[1];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}

function filesIn(folder: string, name: RegExp): string[] {
  return namesIn(folder).flatMap((found) => (name.test(found) ? [join(folder, found)] : []));
}

function foldersIn(folder: string, name = /./): string[] {
  return filesIn(folder, name);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
