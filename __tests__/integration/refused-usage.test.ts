import { spawnSync } from "node:child_process";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

test.each([
  ["tools/drift/drift.ts", ["--foo"], "Unknown option '--foo'"],
  ["tools/review/review.ts", ["--json", "--format", "sarif"], "--json and --format sarif exclude each other"],
  ["rehearsal/rehearse.ts", ["--port", "0"], "--port is 0, expected a number from 1 to 65535"],
  ["rehearsal/rehearse.ts", ["--port", "4566"], "--port goes with --serve"],
])("%s %j: one sentence, the help, exit 2", (command, args, message) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", command, ...args], {
    cwd: PROJECT_ROOT,
    encoding: "utf8",
  });
  expect([status, stdout, stderr.split("\n").slice(0, 2)]).toEqual([2, "", [message, ""]]);
  expect(stderr).toContain("usage: npm");
});
