import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

/** What of this project a synth is started and archived by. */
const PROGRAMS = ["synth", "content-cache", "constructs"];
/** Copied: the cache keeps only what was built from files inside the project. */
const PACKAGES = ["esbuild", "@esbuild", "fflate"];

/** The app prints all it was made of, and is as small as one can be that is made of every kind of input. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": "{}",
  "tsconfig.json": "{}",
  "main.ts": `
    import { greeting } from "greeting";
    import { text } from "./config/text";
    import data from "./config/data.json";
    import { functionArchive } from "./constructs/function-archive";
    import { RUN_QUERY } from "./functions/run-query/contract";
    class Named { static self = Named; }
    const load = async () => {
      const later: { later: string } = await import("./config/later");
      console.log(JSON.stringify({
        main: "main-1", text, greeting, data, later: later.later, name: Named.self.name,
        here: [__filename, __dirname, require.resolve("./config/text"), require.main === module],
        archive: functionArchive(RUN_QUERY).sha256Base64,
      }));
    };
    void load();
  `,
  "stacks/preload.ts": `
    import { startFunctionArchive } from "../constructs/function-archive";
    import { RUN_QUERY } from "../functions/run-query/contract";
    startFunctionArchive(RUN_QUERY);
  `,
  "functions/run-query/contract.ts": `export const RUN_QUERY = { entryFile: "function/handler.ts" };`,
  "config/text.ts": `export const text: string = "text-1";`,
  "config/later.ts": `export const later: string = "later-1";`,
  "config/data.json": `{ "value": "data-1" }`,
  "function/handler.ts": `import { answer } from "answer"; export const handler = () => answer + "handler-1";`,
  "node_modules/greeting/package.json": `{ "name": "greeting", "main": "lib/index.js" }`,
  "node_modules/greeting/lib/index.js": `exports.greeting = require("./part").part; // Größe`,
  "node_modules/greeting/lib/other.js": `exports.greeting = "other";`,
  "node_modules/greeting/lib/part.js": `exports.part = "greeting-1 ✓";`,
  "node_modules/answer/package.json": `{ "name": "answer", "main": "index.js" }`,
  "node_modules/answer/index.js": `exports.answer = "answer-1";`,
};

/** What came of one run of the app. */
export interface TinyRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** How often esbuild was started. */
  readonly builds: number;
}

/** How often esbuild starts to compile the app, and to make the function's archive. */
export const [APP_BUILD, ARCHIVE_BUILD] = [1, 1];

/** Projects of one test file, below one folder that is removed when its tests are done. */
export function tinyProjects(): { readonly folder: string; project(): TinyProject } {
  const folder = mkdtempSync(join(tmpdir(), "synth-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  let count = 0;
  const project = () => {
    count += 1;
    const root = join(folder, String(count), "app");
    mkdirSync(root, { recursive: true });
    return new TinyProject(root);
  };
  return { folder, project };
}

/** A project of a few files that synthesizes with this project's own launcher and cache. */
class TinyProject {
  readonly cache: string;
  private readonly starts: string;
  private readonly esbuild: string;

  /** @param root a folder to make it in */
  constructor(readonly root: string) {
    this.cache = join(root, "node_modules/.cache/cross-account-redshift-data-api");
    this.starts = join(root, "../starts");
    this.esbuild = join(root, "../count-starts.sh");
    for (const folder of PROGRAMS)
      cpSync(join(PROJECT_ROOT, folder), join(root, folder), { recursive: true });
    for (const name of PACKAGES) {
      cpSync(join(PROJECT_ROOT, "node_modules", name), join(root, "node_modules", name), { recursive: true });
    }
    // Only what is not kept is loaded by tsx.
    symlinkSync(join(PROJECT_ROOT, "node_modules/tsx"), join(root, "node_modules/tsx"));
    for (const [file, text] of Object.entries(FILES)) this.write(file, text);
    writeFileSync(
      this.esbuild,
      `#!/bin/sh\necho >> "${this.starts}"\nexec "${join(PROJECT_ROOT, "node_modules/esbuild/bin/esbuild")}" "$@"\n`,
    );
    chmodSync(this.esbuild, 0o755);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), "utf8");
  }

  remove(file: string): void {
    rmSync(join(this.root, file), { recursive: true, force: true });
  }

  /** Names in the cache that end so. */
  kept(ending: string): string[] {
    return existsSync(this.cache) ? readdirSync(this.cache).filter((name) => name.endsWith(ending)) : [];
  }

  /** Runs the app by its launcher, or another program by these arguments of Node.js. */
  async run(env: NodeJS.ProcessEnv = {}, program: readonly string[] = ["synth/synth.cjs"]): Promise<TinyRun> {
    const before = this.startCount();
    const child = spawn(process.execPath, program, {
      cwd: this.root,
      env: { PATH: process.env.PATH, ESBUILD_BINARY_PATH: this.esbuild, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { exitCode, ...output, builds: this.startCount() - before };
  }

  private startCount(): number {
    return existsSync(this.starts) ? readFileSync(this.starts, "utf8").length : 0;
  }
}
