import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { asNpmStarts } from "../../testing/processes/command";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

const folder = temporaryFolder();

test.each([
  ["tools/drift/drift.ts", ["--foo"], "Unknown option '--foo'"],
  ["tools/review/review.ts", ["--json", "--format", "sarif"], "--json and --format sarif exclude each other"],
  ["tools/review/review.ts", ["--deploy-policy"], "Unknown option '--deploy-policy'"],
  ["tools/drift/drift.ts", ["nothing", "analytics"], "link is nothing, expected one of analytics"],
  ["tools/doctor/doctor.ts", ["nothing", "analytics"], "link is nothing, expected one of analytics"],
  ["tools/deploy-policy/deploy-policy.ts", ["nothing"], "link is nothing, expected one of analytics"],
  ["tools/query/query.ts", ["analytics"], 'the SQL is missing, expected <link> "<sql>"'],
  [
    "tools/query/query.ts",
    ["analytics", "SELECT :a", "--param", "hunter2"],
    "--param is not name=value, expected for example --param since=2026-01-01",
  ],
  [
    "tools/query/query.ts",
    ["analytics", "SELECT :a", "--param", "a=1", "--param", "a=hunter2"],
    "--param a is given twice, expected one value for each name",
  ],
  [
    "tools/query/query.ts",
    ["analytics", "SELECT 1", "--csv", "--json"],
    "--csv and another format exclude each other",
  ],
  ["tools/doctor/doctor.ts", ["--format", "sarif"], "--format is sarif, expected text or json"],
  [
    "rehearsal/rehearse.ts",
    ["--serve", "--sql", "SELECT 1"],
    "--sql and --serve exclude each other; npm run query asks a link in accounts that stay up",
  ],
  ["rehearsal/rehearse.ts", ["--link", "nothing"], "link is nothing, expected one of analytics"],
  ["rehearsal/rehearse.ts", ["--port", "0"], "--port is 0, expected a number from 1 to 65535"],
  ["rehearsal/rehearse.ts", ["--port", "4566"], "--port goes with --serve"],
  ["rehearsal/rehearse.ts", ["--consistency", "lazy"], "--consistency is lazy, expected strong or eventual"],
  ["rehearsal/rehearse.ts", ["--seed", "7"], "--seed goes with --consistency eventual"],
  [
    "rehearsal/rehearse.ts",
    ["--consistency", "eventual", "--seed", "x"],
    "--seed is x, expected a number from 0 to 999999999",
  ],
])("%s %j: one sentence, the help, exit 2", (command, args, message) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...asNpmStarts(command), ...args], {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
  });
  expect([status, stdout, stderr.split("\n").slice(0, 2)]).toEqual([2, "", [message, ""]]);
  expect(stderr).toContain("usage: npm");
});

test("who still asks the review for deploy policies reads which command prints them", () => {
  const { stderr } = spawnSync(
    process.execPath,
    [...asNpmStarts("tools/review/review.ts"), "--deploy-policy"],
    { cwd: PROJECT_ROOT, encoding: "utf8" },
  );
  expect(stderr).toContain("npm run deploy-policy prints");
});

test("a refused links file is told once, by cdktf's own command line", () => {
  const file = join(folder, "refused.yaml");
  writeFileSync(file, "links:\n  - name: Analytics\n");
  const { CDKTF_LOG_LEVEL: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "synth"], {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
    env: { ...env, LINKS_FILE: file, NO_COLOR: "1" },
  });
  const told = stripVTControlCharacters(`${stdout}\n${stderr}`).split("\n");
  expect(status).toBe(1);
  expect(told.filter((line) => line.includes("has 4 problems:"))).toHaveLength(1);
  expect(told.filter((line) => line.includes("links[0].name: is"))).toHaveLength(1);
});
