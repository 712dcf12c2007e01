import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { scripts } from "../../package.json";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

const { purposeOf } = require("../../synth/script.cjs") as { purposeOf(file: string): string };

const SCRIPTS = Object.entries(scripts).flatMap(([name, command]) => {
  const [, file] = /^node synth\/script\.cjs (\S+)$/.exec(command) ?? [];
  return file === undefined ? [] : [[name, file] as const];
});

function run(file: string, ...words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["synth/script.cjs", file, ...words], {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
  });
  return [status, stdout, stderr];
}

test("every script that npm starts with the loader alone, but for the benchmarks, can be asked what it does", () => {
  const others = Object.entries(scripts).filter(([, command]) => command.startsWith("node --import tsx"));
  expect(others.map(([name]) => name)).toEqual(["bench"]);
  expect(SCRIPTS.length).toBeGreaterThan(5);
  for (const [name, file] of SCRIPTS)
    expect(purposeOf(join(PROJECT_ROOT, file))).toContain(`\`npm run ${name}`);
});

test("--help runs nothing, and nor do words that a script does not take, or needs", () => {
  const [schema, models] = ["config/write-schema.ts", "emulator/service-models/write-models.ts"];
  const before = readFileSync(join(PROJECT_ROOT, "config/links.schema.json"));
  const purpose = "`npm run schema`: writes the JSON Schema that editors use.\n";
  expect(run(schema, "--help")).toEqual([0, purpose, ""]);
  expect(run(schema, "--helpp")).toEqual([2, "", `unexpected --helpp\n\n${purpose}`]);
  expect(run(models)).toEqual([
    2,
    "",
    expect.stringMatching(/^something is missing\n\n`npm run service-models -- /),
  ]);
  expect(readFileSync(join(PROJECT_ROOT, "config/links.schema.json"))).toEqual(before);
});
