import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

/** A Python of this machine, with the SDK that Lambda's Python has. */
export interface PythonProgram {
  readonly file: string;
  /** For example `3.13`. */
  readonly version: string;
  /** Folders in which the SDK's packages lie. */
  readonly sdkFolders: readonly string[];
}

/** A version manager's stand-in for Python starts a shell first. */
const QUESTION_MILLISECONDS = 10_000;

/** What the program of containers is written for, and today's SDK. */
const OLDEST_MINOR = 9;

/** Asked in the user's environment, where the SDK is found; functions see nothing of it. */
const QUESTION = `
import importlib.util as util, json, os, sys
specs = [util.find_spec(name) for name in ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six", "urllib3")]
if sys.version_info < (3, ${OLDEST_MINOR}) or None in specs: sys.exit(1)
folder = lambda spec: os.path.dirname(os.path.dirname(spec.origin) if spec.submodule_search_locations else spec.origin)
print(json.dumps({
  "file": sys.executable,
  "version": "%d.%d" % sys.version_info[:2],
  "sdkFolders": sorted({os.path.realpath(folder(spec)) for spec in specs}),
}))`;

/**
 * Which Python runs the functions of a version: that one where this machine has it with the SDK, else another that has the SDK. Nothing is
 * ever fetched.
 */
export class PythonPrograms {
  private readonly answers = new Map<string, Promise<PythonProgram | undefined>>();
  private readonly told = new Set<string>();

  /**
   * @param options.candidates programs that may be a Python of this version, the likeliest first
   * @param options.ask absent when it is no Python, is too old, or has no SDK
   * @param options.tell called once for each version that another one stands in for, with a sentence
   */
  constructor(
    private readonly options: {
      readonly candidates: (version: string) => readonly string[];
      readonly ask: (file: string) => Promise<PythonProgram | undefined>;
      readonly tell: (sentence: string) => void;
    },
  ) {}

  /** @param version for example `3.13`; absent when no Python here has the SDK */
  async programFor(version: string): Promise<PythonProgram | undefined> {
    let other: PythonProgram | undefined;
    for (const file of this.options.candidates(version)) {
      const found = await this.ask(file);
      if (found?.version === version) return found;
      other ??= found;
    }
    if (other === undefined || this.told.has(version)) return other;
    this.told.add(version);
    this.options.tell(
      `Python ${version} with boto3 is not on this machine: functions of python${version} run on Python ${other.version}, with Lambda's python${version} around them`,
    );
    return other;
  }

  private ask(file: string): Promise<PythonProgram | undefined> {
    const answer = this.answers.get(file) ?? this.options.ask(file);
    this.answers.set(file, answer);
    return answer;
  }
}

/**
 * Programs of a version in `PATH`, then those of any, then the others.
 *
 * @param others files that may be a Python too
 */
export function pythonCandidates(
  version: string,
  environment: NodeJS.ProcessEnv,
  others: readonly string[],
): string[] {
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const inPath = [`python${version}`, "python3"].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  return [...inPath, ...others].filter((file) => existsSync(file));
}

/** What a program says of itself as a Python; absent when it is none, is too old, or has no SDK. */
export async function askPython(file: string): Promise<PythonProgram | undefined> {
  try {
    // Python looks for modules in the working folder first.
    const options = { timeout: QUESTION_MILLISECONDS, cwd: "/" };
    const { stdout } = await promisify(execFile)(file, ["-c", QUESTION], options);
    return JSON.parse(stdout) as PythonProgram;
  } catch {
    return undefined;
  }
}
