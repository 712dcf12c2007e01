import { chmodSync } from "node:fs";
import { join } from "node:path";
import { tinyProjects } from "../../testing/synth/tiny-project";

const app = tinyProjects().project();

// Stands in for the look at states, which ends as it is told to; and for cdktf, which says what it was given.
app.write(
  "tools/states/states.ts",
  "console.log(`looked: ${process.argv.slice(2).join(' ')}`); process.exit(Number(process.env.LOOK_ENDS));",
);
app.write(
  "cdktf.cjs",
  '#!/usr/bin/env node\nconsole.log(`cdktf: ${process.argv.slice(2).join(" ")}${process.env.LINKS_ENVIRONMENT ? ` in ${process.env.LINKS_ENVIRONMENT}` : ""}`);\n',
);
const CDKTF = join(app.root, "cdktf.cjs");
chmodSync(CDKTF, 0o755);

/** What was started, in its order, by a line of cdktf where the look ends with this code. */
async function started(line: string, lookEnds: number) {
  const { exitCode, stdout } = await app.run({ LOOK_ENDS: String(lookEnds) }, [
    "synth/without-log.cjs",
    CDKTF,
    ...line.split(" "),
  ]);
  return [exitCode, ...stdout.trim().split("\n")];
}

const looked = (line: string) => `looked: --before-cdktf -- ${line}`;

test.each(["diff", "deploy analytics --auto-approve", "destroy *"])(
  "cdktf %s begins with a look at the states of its links",
  async (line) => {
    expect(await started(line, 0)).toEqual([0, looked(line), `cdktf: ${line}`]);
  },
);

test("a look that could not be made stops nothing", async () => {
  expect(await started("diff", 2)).toEqual([0, looked("diff"), "cdktf: diff"]);
});

test.each([1, 130])("nothing is started after a look that ended with %d", async (code) => {
  expect(await started("deploy", code)).toEqual([code, looked("deploy")]);
});

test.each(["synth", "synth diff", "deploy --help"])("cdktf %s asks nobody", async (line) => {
  expect(await started(line, 1)).toEqual([0, `cdktf: ${line}`]);
});

test.each(["diff a --env prod", "--env=prod diff a", "diff --env prod a"])(
  "the environment of %j is handed on, to the look as to cdktf",
  async (line) => {
    expect(await started(line, 0)).toEqual([0, looked("diff a"), "cdktf: diff a in prod"]);
  },
);

test.each(["diff --env", "diff --env=", "diff --env --auto-approve", "diff -- --env prod"])(
  "%j names none",
  async (line) => {
    expect(await started(line, 0)).toEqual([0, looked(line), `cdktf: ${line}`]);
  },
);
