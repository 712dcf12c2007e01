import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { sourceOf } from "../../testing/architecture/source-files";
import { APP_BUILD, ARCHIVE_BUILD, tinyProjects } from "../../testing/synth/tiny-project";

const { project } = tinyProjects();
const PREPARE = ["synth/prepare.cjs"];

test("npm ci runs it", () => {
  const { scripts } = JSON.parse(sourceOf("package.json"));
  expect(scripts.prepare).toBe(`node ${PREPARE}`);
});

test("after it the first synth builds nothing, and gives what one without it gives", async () => {
  const app = project();
  const prepared = await app.run({}, PREPARE);
  expect(prepared).toEqual({ exitCode: 0, stdout: "", stderr: "", builds: APP_BUILD + ARCHIVE_BUILD });
  expect(app.kept(".entry").map((name) => name.split("-")[0])).toEqual(["app", "app.code", "archive"]);
  const first = await app.run();
  expect(first.builds).toBe(0);
  app.remove("node_modules/.cache");
  expect(await app.run()).toEqual({ ...first, builds: APP_BUILD + ARCHIVE_BUILD });
});

test("a synth that fails is nobody's business there: the next one says why", async () => {
  const app = project();
  app.write("main.ts", `console.error("refused"); process.exitCode = 1;`);
  expect(await app.run({}, PREPARE)).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
  expect(await app.run()).toMatchObject({ exitCode: 1, stderr: "refused\n" });
});

test("without a temporary folder it makes nothing, and says nothing", async () => {
  const app = project();
  const run = await app.run({ TMPDIR: `${app.root}/absent` }, PREPARE);
  expect(run).toEqual({ exitCode: 0, stdout: "", stderr: "", builds: 0 });
});

test("it leaves no folder behind", async () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith("prepare-synth-"));
  const before = folders();
  await project().run({}, PREPARE);
  expect(folders()).toEqual(before);
});
