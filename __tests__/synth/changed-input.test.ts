import { statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { APP_BUILD, ARCHIVE_BUILD, tinyProjects } from "../../testing/synth/tiny-project";

const { project } = tinyProjects();

/** Inputs of which the app says what they hold, or made of them. */
const SAID = [
  ...["main.ts", "config/text.ts", "config/later.ts", "config/data.json", "function/handler.ts"],
  ...[
    "node_modules/greeting/lib/part.js",
    "node_modules/greeting/package.json",
    "node_modules/answer/index.js",
  ],
];

/** An input, one changed byte of it, and what is then built again. */
const INPUTS: readonly [file: string, from: string, to: string, builds: number][] = [
  ["main.ts", "main-1", "main-2", APP_BUILD],
  ["config/text.ts", "text-1", "text-2", APP_BUILD],
  ["config/later.ts", "later-1", "later-2", APP_BUILD],
  ["config/data.json", "data-1", "data-2", APP_BUILD],
  ["node_modules/greeting/lib/part.js", "greeting-1", "greeting-2", APP_BUILD],
  ["node_modules/greeting/package.json", "lib/index.js", "lib/other.js", APP_BUILD],
  ["functions/run-query/contract.ts", "RUN_QUERY = {", "RUN_QUERY ={", APP_BUILD],
  ["function/handler.ts", "handler-1", "handler-2", ARCHIVE_BUILD],
  ["node_modules/answer/index.js", "answer-1", "answer-2", ARCHIVE_BUILD],
  ["node_modules/fflate/lib/node.cjs", "// ", "/// ", ARCHIVE_BUILD],
  ["constructs/archive-worker.cjs", "Bundles", "bundles", ARCHIVE_BUILD],
  ["constructs/function-archive.ts", "Writes", "writes", APP_BUILD + ARCHIVE_BUILD],
  ["content-cache/content-cache.cjs", "What", "what", APP_BUILD + ARCHIVE_BUILD],
  ["content-cache/input-digest.cjs", "One", "one", APP_BUILD + ARCHIVE_BUILD],
  ["synth/launch.cjs", "Starts", "starts", APP_BUILD],
  ["synth/compile-sources.cjs", "Our own", "our own", APP_BUILD],
  ["synth/find-sources.cjs", "Which", "which", APP_BUILD],
  ["synth/load-later.cjs", "Parts", "parts", APP_BUILD],
  ["synth/module-hooks.cjs", "How", "how", APP_BUILD],
  ["synth/module-pack.cjs", "Recorded", "recorded", APP_BUILD],
  ["node_modules/esbuild/lib/main.js", '"use strict"', "'use strict'", APP_BUILD + ARCHIVE_BUILD],
  ["node_modules/esbuild/package.json", "{", "{ ", APP_BUILD + ARCHIVE_BUILD],
  ["tsconfig.json", "{}", "{ }", APP_BUILD + ARCHIVE_BUILD],
  ["package.json", "{}", "{ }", APP_BUILD + ARCHIVE_BUILD],
];

describe("a change", () => {
  const app = project();
  const byTsx = async () => (await app.run({ NODE_OPTIONS: "--enable-source-maps" })).stdout;
  let unchanged = "";
  beforeAll(async () => {
    unchanged = (await app.run()).stdout;
    expect(unchanged).toBe(await byTsx());
  });

  it.each(INPUTS)("of one byte of %s is seen, with the old size and time", async (file, from, to, builds) => {
    const path = join(app.root, file);
    const [text, { atime, mtime }] = [app.read(file), statSync(path)];
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    app.write(file, changed);
    utimesSync(path, atime, mtime);
    const run = await app.run();
    expect({ exitCode: run.exitCode, builds: run.builds }).toEqual({ exitCode: 0, builds });
    expect(run.stdout === unchanged).toBe(!SAID.includes(file));
    if (SAID.includes(file)) expect(run.stdout).toBe(await byTsx());
    expect(await app.run()).toEqual({ ...run, builds: 0 });
    app.write(file, text);
    // What was kept of it is one of the newest again.
    await app.run();
  });

  it.each([
    [
      "a file that is found before the one that was",
      "node_modules/greeting/lib/part",
      `exports.part = "greeting of another";`,
    ],
    ["a package nearer to the one who asks", "config/node_modules/near/package.json", "{}"],
    ["another configuration of the compiler", "config/tsconfig.json", "{}"],
  ])("is seen: %s", async (_, file, text) => {
    await app.run();
    app.write(file, text);
    const run = await app.run();
    expect(run.builds).toBeGreaterThan(0);
    expect(run.stdout).toBe(await byTsx());
    app.remove(file);
  });
});
