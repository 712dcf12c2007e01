import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { addProviderLock } from "../../stacks/provider-lock";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { lockProviders } from "../../tools/lock/lock-providers";

const folder = temporaryFolder();
const { TERRAFORM_BINARY_NAME } = process.env;
afterAll(() => {
  if (TERRAFORM_BINARY_NAME === undefined) delete process.env.TERRAFORM_BINARY_NAME;
  else process.env.TERRAFORM_BINARY_NAME = TERRAFORM_BINARY_NAME;
});

/** Stands for Terraform: writes its arguments and what was locked before into the lock file. */
function standIn(script: string): void {
  const file = join(folder, "terraform.sh");
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.TERRAFORM_BINARY_NAME = file;
}

const { signal } = new AbortController();

it("locks every link for every platform, or for those of a mirror", async () => {
  standIn(`printf '# %s\\n  version     = "6.25.0"\\n' "$*" > .terraform.lock.hcl`);
  const locks = join(folder, "locks");
  const mirror = join(folder, "mirror");
  mkdirSync(join(mirror, "registry.terraform.io/hashicorp/aws/6.25.0/linux_arm64"), { recursive: true });
  const file = join(locks, "analytics.terraform.lock.hcl");
  const all = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"];
  expect(await lockProviders([], { upgrade: false, folder: locks, signal })).toEqual([
    { name: "analytics", file, version: "6.25.0", platforms: all },
  ]);
  const asked = all.map((platform) => `-platform=${platform}`).join(" ");
  expect(readFileSync(file, "utf8")).toContain(`# providers lock -no-color ${asked}\n`);
  expect(await lockProviders(["analytics"], { upgrade: true, mirror, folder: locks, signal })).toEqual([
    { name: "analytics", file, version: "6.25.0", platforms: ["linux_arm64"] },
  ]);
  expect(readFileSync(file, "utf8")).toContain(
    `# providers lock -no-color -fs-mirror=${mirror} -platform=linux_arm64\n`,
  );
});

it("writes nothing when Terraform fails, and says what it said", async () => {
  standIn("echo no such provider >&2; exit 3");
  const locks = join(folder, "no-locks");
  await expect(lockProviders([], { upgrade: false, folder: locks, signal })).rejects.toMatchObject({
    code: "TERRAFORM_FAILED",
    message: "terraform providers lock exited with 3:\nno such provider",
  });
  expect(existsSync(locks)).toBe(false);
});

it("a synth puts the committed file beside the link's JSON, as it is now", () => {
  const outdir = join(folder, "out");
  const committed = join(folder, "committed");
  mkdirSync(committed);
  const lock = join(committed, "sales.terraform.lock.hcl");
  const synthesized = () => {
    const app = new App({ outdir, skipValidation: true });
    addProviderLock(new TerraformStack(app, "sales"), "sales", committed);
    app.synth();
    const file = join(outdir, "stacks/sales/.terraform.lock.hcl");
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const found = [undefined, "one", "two"].map((text) => {
    if (text !== undefined) writeFileSync(lock, text);
    return synthesized();
  });
  expect(found).toEqual([undefined, "one", "two"]);
  rmSync(lock);
});
