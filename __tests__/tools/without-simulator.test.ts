import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compiledOnce } from "../../testing/processes/command";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { runGuarded } from "../../tools/lib/process/run-guarded";

const env = {
  ...process.env,
  NODE_OPTIONS: `--require ${join(PROJECT_ROOT, "testing/processes/without-simulator.cjs")}`,
};

const SENTENCE =
  "this command decides IAM requests with @cloud-copilot/iam-simulate, an optional package under AGPL-3.0 that is not installed; npm ci installs it\n";

const run = (door: string, ...args: string[]) =>
  runGuarded(process.execPath, [...compiledOnce(door), ...args], { cwd: PROJECT_ROOT, env });

it.each([
  ["tools/review/review.ts", 2],
  ["tools/drift/drift.ts", 2],
  ["rehearsal/rehearse.ts", 1],
])("%s says in one sentence what it lacks", async (door, exitCode) => {
  expect(await run(door)).toEqual({ exitCode, timedOut: false, stdout: "", stderr: SENTENCE });
});

it("the doctor starts without it: what it could not decide stands in its report", async () => {
  const { exitCode, stdout, stderr } = await runGuarded(
    process.execPath,
    ["--import", "tsx", "tools/doctor/doctor.ts", "--json"],
    { cwd: PROJECT_ROOT, env: { ...env, LINKS_FILE: "no-such-folder/links.yaml" } },
  );
  expect([exitCode, stderr]).toEqual([1, ""]);
  expect(JSON.parse(stdout).project.map(({ id }: { readonly id: string }) => id)).toContain("links-file");
});

it("deploy-policy, and the synth that it starts, need it not", async () => {
  const { exitCode, stdout, stderr } = await run("tools/deploy-policy/deploy-policy.ts", "--json");
  expect({ exitCode, stderr: stderr.includes("Cannot find module") }).toEqual({ exitCode: 0, stderr: false });
  expect(JSON.parse(stdout)).toBeDefined();
});

it("same-plan needs it not", async () => {
  const plan = "testing/tools/recorded-plans/clean.json";
  const { stdout, stderr } = await run("tools/same-plan/same-plan.ts", plan, plan);
  expect(`${stdout}${stderr}`).toContain("has no format_version and configuration, expected a plan");
});

it("what needs it is what the README says", () => {
  const { optionalDependencies } = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8"));
  expect(Object.keys(optionalDependencies)).toEqual(["@cloud-copilot/iam-simulate"]);
  const readme = readFileSync(join(PROJECT_ROOT, "README.md"), "utf8").replaceAll(/\s+/g, " ");
  expect(readme).toContain(
    "Without it, synth, plan, deploy, destroy, deploy-policy and same-plan work, the doctor leaves out what it would decide; review, drift, the rehearsal and the tests do not.",
  );
});
