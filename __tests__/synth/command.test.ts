import { readFileSync } from "node:fs";
import { join } from "node:path";
import { APP_BUILD, tinyProjects } from "../../testing/synth/tiny-project";

const { project } = tinyProjects();

/** Tells how it was started; loads a package with an argument only, and ends with the code that it is given. */
const DOOR = `
  import { text } from "../../config/text";
  const [more, code = "0"] = process.argv.slice(2);
  const run = async () => {
    const { greeting } = more === "more" ? await import("greeting") : { greeting: "" };
    console.log(JSON.stringify({ argv: process.argv, main: require.main === module, here: __filename, text, greeting }));
    process.exit(Number(code));
  };
  void run();
`;

function commandOf(app: ReturnType<typeof project>) {
  app.write("tools/tell/tell.ts", DOOR);
  return (...args: readonly string[]) => app.run({}, ["synth/command.cjs", "tools/tell/tell.ts", ...args]);
}

/** Whether what is kept of the command's modules holds this text. */
function keeps(app: ReturnType<typeof project>, text: string): boolean[] {
  return app
    .kept(".entry")
    .filter((name) => name.startsWith("tell-"))
    .map((name) => readFileSync(join(app.cache, name)).includes(text));
}

test("a command gives what tsx gives, from no cache, from one, and from one with V8's code", async () => {
  const app = project();
  const command = commandOf(app);
  const runs = [await command("more"), await command("more"), await command("more")];
  const byTsx = await app.run({}, ["--import", "tsx", "tools/tell/tell.ts", "more"]);
  const expected = { exitCode: 0, stdout: byTsx.stdout, stderr: "" };
  expect(JSON.parse(byTsx.stdout)).toEqual({
    argv: [process.execPath, join(app.root, "tools/tell/tell.ts"), "more"],
    main: true,
    here: join(app.root, "tools/tell/tell.ts"),
    text: "text-1",
    greeting: "greeting-1 ✓",
  });
  expect(runs).toEqual([
    { ...expected, builds: APP_BUILD },
    { ...expected, builds: 0 },
    { ...expected, builds: 0 },
  ]);
  expect(
    app
      .kept(".entry")
      .map((name) => name.split("-")[0])
      .sort(),
  ).toEqual(["tell", "tell.code"]);
});

test("a run that loads more than those before it adds that to what is kept, once", async () => {
  const app = project();
  const command = commandOf(app);
  await command("less");
  await command("less");
  expect(keeps(app, "exports.greeting")).toEqual([false]);
  const { stdout } = await command("more");
  expect(keeps(app, "exports.greeting").sort()).toEqual([false, true]);
  const names = () => app.kept(".entry").sort();
  await command("more");
  const kept = names();
  // What it loads less is no reason to begin again, and the rest still stands.
  for (const args of [["more"], ["less"], ["more"]]) await command(...args);
  expect(names()).toEqual(kept);
  expect(await command("more")).toMatchObject({ stdout, builds: 0 });
});

test("V8's code is that of the run that needed most", async () => {
  const app = project();
  const command = commandOf(app);
  const codes = () =>
    app
      .kept(".entry")
      .filter((name) => name.startsWith("tell.code-"))
      .map((name) => readFileSync(join(app.cache, name)).toString("latin1"));
  // The first run's list holds all that the second one needs; the code of the second holds little of it.
  await command("more");
  await command("less");
  const [little] = codes();
  await command("more");
  const [much] = codes();
  expect(much).not.toBe(little);
  await command("less");
  await command("more");
  expect(codes()).toEqual([much]);
});

test("a change of one byte of the door, or of what it loads, is seen", async () => {
  const app = project();
  const command = commandOf(app);
  await command("more");
  app.write("config/text.ts", `export const text: string = "text-2";`);
  expect(JSON.parse((await command("more")).stdout)).toMatchObject({ text: "text-2" });
  app.write("node_modules/greeting/lib/part.js", `exports.part = "greeting-2";`);
  expect(JSON.parse((await command("more")).stdout)).toMatchObject({ greeting: "greeting-2" });
  app.write("tools/tell/tell.ts", `console.log("another door");`);
  expect((await command("more")).stdout).toBe("another door\n");
});

test("its exit code is the command's; after one that is no signal's, what was loaded is kept", async () => {
  const app = project();
  const command = commandOf(app);
  expect(await command("less", "130")).toMatchObject({ exitCode: 130 });
  expect(app.kept(".entry")).toEqual([]);
  expect(await command("less", "2")).toMatchObject({ exitCode: 2, builds: APP_BUILD });
  expect(await command("less", "1")).toMatchObject({ exitCode: 1, builds: 0 });
});

test("two commands keep what is theirs", async () => {
  const app = project();
  const command = commandOf(app);
  app.write("tools/other/other.ts", `console.log("other");`);
  const other = () => app.run({}, ["synth/command.cjs", "tools/other/other.ts"]);
  await command("less");
  await other();
  expect([(await command("less")).builds, (await other()).builds]).toEqual([0, 0]);
});

test("a package that imports while it runs says nothing of it, and is loaded from its file", async () => {
  const app = project();
  const command = commandOf(app);
  app.write(
    "node_modules/greeting/lib/index.js",
    `/** @type {import("./part")} packed all the same */
    exports.greeting = require("./later").later;`,
  );
  app.write(
    "node_modules/greeting/lib/later.js",
    `/*! a banner */ exports.later = typeof require; void import("node:path").then(({ sep }) => console.log("later" + sep));`,
  );
  app.write(
    "tools/tell/tell.ts",
    DOOR.replace("process.exit(Number(code))", "process.exitCode = Number(code)"),
  );
  const first = await command("more");
  expect(first.stdout).toContain("later/\n");
  const runs = [await command("more"), await command("more")];
  expect(runs).toEqual(runs.map(() => ({ ...first, stderr: "", builds: 0 })));
  expect([keeps(app, "packed all the same"), keeps(app, "later.js")]).toEqual([[true], [false]]);
});

test("a command leaves functions that run a few thousand times as they are, which V8 alone optimises", async () => {
  const app = project();
  // So that the function is worth it for V8 alone, and soon.
  const sums = Array.from({ length: 50 }, (_, index) => `sum += n * ${index};`).join(" ");
  app.write(
    "tools/tell/warm.js",
    `function warm(n) { let sum = 0; ${sums} return sum; } let all = 0; for (let n = 0; n < 2000; n++) all += warm(n);`,
  );
  app.write("tools/tell/tell.ts", `require("./warm.js");`);
  const optimised = async (...program: readonly string[]) =>
    /optimization.*warm|warm.*for optimization/.test((await app.run({}, ["--trace-opt", ...program])).stdout);
  expect(await optimised("tools/tell/warm.js")).toBe(true);
  // From no cache, from one, and from one with V8's code.
  for (let run = 0; run < 3; run++) {
    expect(await optimised("synth/command.cjs", "tools/tell/tell.ts")).toBe(false);
  }
});

test("a door is found by its absolute path too, and is the same one", async () => {
  const app = project();
  const command = commandOf(app);
  const { stdout } = await command("less");
  const door = join(app.root, "tools/tell/tell.ts");
  const run = await app.run({}, [join(app.root, "synth/command.cjs"), door, "less"]);
  expect(run).toEqual({ exitCode: 0, stdout, stderr: "", builds: 0 });
});

test("without a door it says how it is used", async () => {
  const { exitCode, stdout, stderr } = await project().run({}, ["synth/command.cjs"]);
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: "usage: node synth/command.cjs <file.ts> [argument …]\n",
  });
});
