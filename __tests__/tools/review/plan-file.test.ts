import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../../../testing/deployment/temporary-folder";
import { readPlanFile } from "../../../tools/review/read/read-input";

const folder = temporaryFolder();
const PLAN = join(__dirname, "../../../testing/tools/reviewed-plans/first.json");

test("a folder, and what is not there, are told in one line", () => {
  expect(() => readPlanFile(folder, {})).toThrow(`${folder} cannot be read (EISDIR)`);
  expect(() => readPlanFile(join(folder, "no.json"), {})).toThrow(
    `${join(folder, "no.json")} does not exist`,
  );
});

test("what terraform show writes into a pipe is read once", () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const writer = spawn("cp", [PLAN, pipe]);
  expect(readPlanFile(pipe, {})).toHaveLength(1);
  writer.kill();
});
