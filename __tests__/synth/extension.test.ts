import { join } from "node:path";
import { APP_BUILD, tinyProjects } from "../../testing/synth/tiny-project";

const { project } = tinyProjects();

/** Loads what no import leads to, as a links file names an extension. */
const MAIN = `
  import { createRequire } from "node:module";
  const path = process.env.EXTENSION ?? "";
  console.log(createRequire(path)(path).default());
`;

test("a file that a run names is kept with all that it imports, and never old", async () => {
  const app = project();
  app.write("main.ts", MAIN);
  app.write("links/words.ts", 'export const words: string = "words-1";');
  app.write(
    "links/one.ts",
    'import { words } from "./words"; export default (): string => `one-1 ${words}`;',
  );
  app.write("links/two.ts", 'export default (): string => "two-1";');
  const run = (name: string) => app.run({ EXTENSION: join(app.root, name) });
  const said = async (name: string) => {
    const { exitCode, stdout, stderr, builds } = await run(name);
    return [exitCode, stdout.trim(), stderr, builds] as const;
  };
  const [, first, complaint, builds] = await said("links/one.ts");
  expect([first, complaint]).toEqual(["one-1 words-1", ""]);
  expect(builds).toBeGreaterThanOrEqual(APP_BUILD);
  expect(await said("links/one.ts")).toEqual([0, "one-1 words-1", "", 0]);
  app.write("links/words.ts", 'export const words: string = "words-2";');
  expect((await said("links/one.ts"))[1]).toBe("one-1 words-2");
  expect(await said("links/one.ts")).toEqual([0, "one-1 words-2", "", 0]);
  // Another run, another extension: it is added to what is kept.
  expect((await said("links/two.ts")).slice(0, 3)).toEqual([0, "two-1", ""]);
  expect(await said("links/two.ts")).toEqual([0, "two-1", "", 0]);
  expect(await said("links/one.ts")).toEqual([0, "one-1 words-2", "", 0]);
  app.write("links/two.ts", "export default (: string => 1;");
  const broken = await run("links/two.ts");
  expect([broken.exitCode, broken.stderr]).toEqual([1, expect.stringMatching(/two\.ts:1:16/)]);
});
