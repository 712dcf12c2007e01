import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../../testing/deployment/temporary-folder";
import { runGuarded } from "../../../../tools/lib/process/run-guarded";
import { synthesize } from "../../../../tools/lib/terraform/synthesize";

jest.mock("../../../../tools/lib/process/run-guarded");

const folder = temporaryFolder();
const OTHERS = join(folder, "others");

/** What the app writes: a folder for each stack, and the list of them. */
function appWrites(names: readonly string[]): void {
  jest.mocked(runGuarded).mockImplementation(async () => {
    const stacks = names.map((name) => [name, { name, workingDirectory: `stacks/${name}` }]);
    for (const name of names) mkdirSync(join(folder, "stacks", name), { recursive: true });
    writeFileSync(join(folder, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(stacks) }));
    return { exitCode: 0, stdout: "", stderr: "", timedOut: false };
  });
}

const synthesized = () => synthesize(folder, {}, new AbortController().signal);

test("folders of stacks that the app no longer has are taken away, as cdktf does; links and files stay", async () => {
  appWrites([]);
  expect(await synthesized()).toEqual([]);
  appWrites(["analytics", "reports"]);
  await synthesized();
  mkdirSync(OTHERS);
  writeFileSync(join(folder, "stacks/analytics/.terraform.lock.hcl"), "");
  writeFileSync(join(folder, "stacks/notes.txt"), "");
  symlinkSync(OTHERS, join(folder, "stacks/linked"));
  appWrites(["analytics"]);
  expect(await synthesized()).toEqual([{ name: "analytics", folder: join(folder, "stacks/analytics") }]);
  expect(readdirSync(join(folder, "stacks"), { recursive: true }).sort()).toEqual([
    "analytics",
    "analytics/.terraform.lock.hcl",
    "linked",
    "notes.txt",
  ]);
  expect(existsSync(OTHERS)).toBe(true);
});

test("a synth that fails takes nothing away", async () => {
  appWrites(["analytics"]);
  await synthesized();
  jest
    .mocked(runGuarded)
    .mockResolvedValue({ exitCode: 1, stdout: "", stderr: "links.yaml: is missing", timedOut: false });
  await expect(synthesized()).rejects.toThrow("links.yaml: is missing");
  expect(existsSync(join(folder, "stacks/analytics"))).toBe(true);
});
