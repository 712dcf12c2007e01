import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { APP_BUILD, ARCHIVE_BUILD, type TinyRun, tinyProjects } from "../../testing/synth/tiny-project";

const { folder, project } = tinyProjects();

const answerOf = ({ stdout }: TinyRun) => JSON.parse(stdout);

describe("a synth", () => {
  const app = project();
  let first: TinyRun;
  beforeAll(async () => {
    first = await app.run();
  });

  it("gives what tsx gives, from no cache, from one, and from one with V8's code", async () => {
    const byTsx = await app.run({ NODE_OPTIONS: "--enable-source-maps" });
    expect(byTsx.stderr).toBe("");
    expect(first).toEqual({
      exitCode: 0,
      stderr: "",
      stdout: byTsx.stdout,
      builds: APP_BUILD + ARCHIVE_BUILD,
    });
    const further = [await app.run(), await app.run()];
    expect(app.kept(".entry").map((name) => name.split("-")[0])).toEqual(["app", "app.code", "archive"]);
    expect(further).toEqual([
      { ...first, builds: 0 },
      { ...first, builds: 0 },
    ]);
  });

  it("keeps to itself what is kept: whole files that only this user reads", () => {
    expect(app.kept(".tmp")).toEqual([]);
    expect(statSync(app.cache).mode & 0o777).toBe(0o700);
    expect(app.kept("").map((name) => statSync(join(app.cache, name)).mode & 0o777)).toEqual(
      app.kept("").map(() => 0o600),
    );
  });

  it("leaves every module its own place, name and main program", () => {
    expect(answerOf(first)).toMatchObject({
      name: "Named",
      here: [join(app.root, "main.ts"), app.root, join(app.root, "config/text.ts"), true],
    });
  });
});

describe("a cache", () => {
  it("that is damaged is not used", async () => {
    const app = project();
    const first = await app.run();
    for (const damage of [
      (bytes: Buffer) => bytes.fill(" ", bytes.length - 1),
      (bytes: Buffer) => bytes.subarray(0, bytes.length - 1),
      () => Buffer.alloc(0),
    ]) {
      await app.run();
      for (const name of app.kept(".entry")) {
        const file = join(app.cache, name);
        writeFileSync(file, damage(readFileSync(file)));
      }
      expect(await app.run()).toEqual(first);
    }
  });

  it("that cannot be written, or leads out of the project, only costs time", async () => {
    const app = project();
    const outside = join(folder, "outside");
    mkdirSync(outside);
    const runs: TinyRun[] = [await app.run()];
    app.remove("node_modules/.cache");
    app.write("node_modules/.cache", "a file where the folder belongs");
    runs.push(await app.run());
    app.remove("node_modules/.cache");
    symlinkSync(outside, join(app.root, "node_modules/.cache"));
    runs.push(await app.run());
    expect(runs).toEqual([runs[0], runs[0], runs[0]]);
    expect(readdirSync(outside)).toEqual([]);
    rmSync(join(app.root, "node_modules/.cache"));
    expect(await app.run()).toEqual(runs[0]);
  });

  it("is not what the review compares an archive with: that is made from the sources", async () => {
    const app = project();
    const first = answerOf(await app.run());
    const [archive = ""] = app.kept(".entry").filter((name) => name.startsWith("archive-"));
    const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes);
    const forged = Buffer.from("forged");
    writeFileSync(join(app.cache, archive), Buffer.concat([sha256(forged).digest(), forged]));
    // Who can write the cache is believed, which is why the review is not.
    expect(answerOf(await app.run()).archive).toBe(sha256(forged).digest("base64"));
    const made = await app.run({}, ["synth/command.cjs", "constructs/print-archive-hash.ts"]);
    expect(made).toMatchObject({ exitCode: 0, stdout: first.archive });
  });

  it("is filled by several at once", async () => {
    const app = project();
    const runs = await Promise.all([app.run(), app.run(), app.run()]);
    expect(runs.map(({ exitCode, stdout }) => ({ exitCode, stdout }))).toEqual(
      runs.map(() => ({ exitCode: 0, stdout: runs[0]?.stdout })),
    );
    expect(app.kept(".tmp")).toEqual([]);
    expect(await app.run()).toMatchObject({ builds: 0, stdout: runs[0]?.stdout });
  });

  it("forgets what is old", async () => {
    const app = project();
    for (let change = 0; change < 9; change += 1) {
      app.write("config/data.json", `{ "value": ${change} }`);
      expect(answerOf(await app.run()).data).toEqual({ value: change });
    }
    expect(app.kept(".entry").filter((name) => name.startsWith("app-"))).toHaveLength(6);
  });
});

describe("what only tsx understands", () => {
  it.each([
    [
      "TypeScript named as JavaScript",
      "main.ts",
      `import { text } from "./config/text.js"; console.log(JSON.stringify({ text }));`,
      {},
    ],
    [
      "paths of the compiler's configuration",
      "main.ts",
      `import { text } from "@app/text"; console.log(JSON.stringify({ text }));`,
      {
        "tsconfig.json": `{ "compilerOptions": { "paths": { "@app/*": ["./config/*"] } } }`,
      },
    ],
    ["JavaScript beside its TypeScript", "config/text.js", `exports.text = "text of JavaScript";`, {}],
    ["import.meta", "main.ts", `console.log(JSON.stringify(import.meta.url));`, {}],
  ])("is left to it and not kept: %s", async (_, file, text, others) => {
    const app = project();
    for (const [path, content] of Object.entries({ [file]: text, ...others })) app.write(path, content);
    const byTsx = await app.run({ NODE_OPTIONS: "--enable-source-maps" });
    const run = await app.run();
    expect({ stdout: run.stdout, stderr: run.stderr }).toEqual({
      stdout: byTsx.stdout,
      stderr: byTsx.stderr,
    });
    expect(run.exitCode).toBe(0);
    expect(app.kept("").filter((name) => name.startsWith("app-"))).toEqual([]);
  });

  it("is loaded by it, or by Node.js where that can: an ES module of a package, changes of it included", async () => {
    const app = project();
    app.write("node_modules/greeting/package.json", `{ "type": "module", "main": "lib/index.js" }`);
    app.write("node_modules/greeting/lib/index.js", `export { greeting } from "./part.js";`);
    for (const text of ["module-1", "module-2"]) {
      app.write("node_modules/greeting/lib/part.js", `export const greeting = "${text}";`);
      for (const run of [await app.run(), await app.run()]) expect(answerOf(run).greeting).toBe(text);
    }
  });

  it("is an ES module as main program", async () => {
    const app = project();
    app.write("package.json", `{ "type": "module" }`);
    app.write("stacks/preload.ts", "");
    app.write("main.ts", `console.log(JSON.stringify(typeof import.meta.url));`);
    expect(await app.run()).toMatchObject({ exitCode: 0, stdout: `"string"\n` });
  });
});

describe("an error of the app", () => {
  const app = project();
  beforeAll(async () => {
    await app.run();
    app.write(
      "config/text.ts",
      `\ninterface Lost {\n  text: string;\n}\nthrow new Error("refused");\nexport const text = "";`,
    );
  });

  it("names its file, ends with 1, and is not kept", async () => {
    const names = app.kept("");
    for (const run of [await app.run(), await app.run()]) {
      expect(run.exitCode).toBe(1);
      expect(run.stderr).toContain("Error: refused");
      expect(run.stderr).toContain(join(app.root, "config/text.ts"));
    }
    expect(app.kept("")).toEqual(names);
  });

  it("names its line where that is asked for", async () => {
    const { stderr } = await app.run({ NODE_OPTIONS: "--enable-source-maps" });
    expect(stderr).toContain(`${join(app.root, "config/text.ts")}:5:7`);
  });

  it("of the compiler is told as tsx tells it", async () => {
    app.write("config/text.ts", "export const text: = 1;");
    const { exitCode, stderr } = await app.run();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`${join(app.root, "config/text.ts")}:1:19: ERROR: Unexpected "="`);
  });
});

describe("a thread that makes no archive", () => {
  const app = project();

  it.each([
    ["cannot be read", "module.exports = {", "archive-worker.cjs:1"],
    ["cannot be loaded", `require("absent-package");`, "Cannot find module 'absent-package'"],
    ["makes nothing", "", "makeArchive is not a function"],
    ["ends", "process.exit(7);", "its thread ended with 7"],
  ])("says so at once: its program %s", async (_, program, reason) => {
    app.write("constructs/archive-worker.cjs", program);
    const { exitCode, stderr } = await app.run();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("archive of function/handler.ts was not made (");
    expect(stderr).toContain(reason);
  });

  it("says so at once: its program is missing", async () => {
    app.remove("constructs/archive-worker.cjs");
    const { exitCode, stderr } = await app.run();
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/was not made \(Cannot find module '.*archive-worker\.cjs'/);
  });
});
