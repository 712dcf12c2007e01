import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { initializeForRehearsal } from "../../rehearsal/synthesize";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";

const root = temporaryFolder();

const lockOf = (version: string) =>
  `provider "registry.terraform.io/hashicorp/aws" {\n  version     = "${version}"\n}\n`;

/** Initializes where a version is locked, or none, and the mirror holds one version. */
async function initialized(locked: string | undefined, there: string, matches = true) {
  const folder = mkdtempSync(join(root, "link-"));
  const file = join(folder, ".terraform.lock.hcl");
  if (locked !== undefined) writeFileSync(file, lockOf(locked));
  let runs = 0;
  const init = async () => {
    runs++;
    const isLocked = existsSync(file);
    if (isLocked && !(matches && readFileSync(file, "utf8") === lockOf(there)))
      throw new Error(`run ${runs}`);
    writeFileSync(file, lockOf(there));
  };
  const other = await initializeForRehearsal({ init }, folder).catch((error: Error) => error.message);
  rmSync(folder, { recursive: true });
  return { other, runs };
}

test("the locked provider is taken where it is", async () => {
  expect(await initialized("5.100.0", "5.100.0")).toEqual({ other: undefined, runs: 1 });
  expect(await initialized(undefined, "6.25.0")).toEqual({ other: undefined, runs: 1 });
});

test("another one is taken, and told, where the locked one is not", async () => {
  const other = { locked: "5.100.0", taken: "6.25.0" };
  expect(await initialized("5.100.0", "6.25.0")).toEqual({ other, runs: 2 });
});

test("a provider of the locked version with other checksums is not taken", async () => {
  expect(await initialized("5.100.0", "5.100.0", false)).toEqual({ other: "run 1", runs: 2 });
});

test("what fails without a lock file is not tried again", async () => {
  const init = () => Promise.reject(new Error("no provider"));
  await expect(initializeForRehearsal({ init }, root)).rejects.toThrow("no provider");
});
