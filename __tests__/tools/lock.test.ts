import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
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

const LOCKS = join(folder, "locks");
const FILE = join(LOCKS, "analytics.terraform.lock.hcl");
const BEFORE = join(folder, "before");

/** Locks a version; notes its arguments, and what was locked before, if anything was. */
function standInLocking(version: string): void {
  rmSync(BEFORE, { force: true });
  standIn(
    `cp .terraform.lock.hcl "${BEFORE}" 2> "${folder}/none"\n` +
      `printf '# %s\\nprovider "registry.terraform.io/hashicorp/aws" {\\n  version     = "${version}"\\n}\\n' "$*" > .terraform.lock.hcl`,
  );
}
const lockedBefore = () => (existsSync(BEFORE) ? readFileSync(BEFORE, "utf8") : undefined);
const committed = () => readFileSync(FILE, "utf8").split("\n").slice(0, 2);

/** The committed link with more fields. */
function linksFileWith(fields: string): string {
  const file = join(folder, "links.yaml");
  writeFileSync(file, `${readFileSync("links.yaml", "utf8")}\n${fields}`);
  return file;
}

/** A folder that holds the provider for one platform. */
function mirrorOf(platform: string): string {
  const mirror = join(folder, "mirror");
  mkdirSync(join(mirror, "registry.terraform.io/hashicorp/aws/6.25.0", platform), { recursive: true });
  return mirror;
}

it("locks every link for every platform, or for those of a mirror", async () => {
  standInLocking("6.25.0");
  const all = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"];
  expect(await lockProviders([], { upgrade: false, folder: LOCKS, signal })).toEqual([
    { name: "analytics", file: FILE, version: "6.25.0", platforms: all },
  ]);
  const asked = all.map((platform) => `-platform=${platform}`).join(" ");
  expect(committed()).toEqual([
    "# platforms: darwin_amd64 darwin_arm64 linux_amd64 linux_arm64",
    `# providers lock -no-color ${asked}`,
  ]);
  const mirror = mirrorOf("linux_arm64");
  expect(await lockProviders(["analytics"], { upgrade: true, mirror, folder: LOCKS, signal })).toEqual([
    { name: "analytics", file: FILE, version: "6.25.0", platforms: ["linux_arm64"] },
  ]);
  expect(committed()).toEqual([
    "# platforms: linux_arm64",
    `# providers lock -no-color -fs-mirror=${mirror} -platform=linux_arm64`,
  ]);
});

it("adds to what is locked, begins anew where that is stale, and is asked for nothing but what a link asks for", async () => {
  const { LINKS_FILE } = process.env;
  try {
    standInLocking("5.100.0");
    const before = `# platforms: darwin_arm64\nprovider "registry.terraform.io/hashicorp/aws" {\n  version = "5.100.0"\n}\n`;
    writeFileSync(FILE, before);
    const mirror = mirrorOf("linux_arm64");
    const [added] = await lockProviders([], { upgrade: false, mirror, folder: LOCKS, signal });
    expect([added?.platforms, lockedBefore()]).toEqual([["darwin_arm64", "linux_arm64"], before]);
    expect(committed()[0]).toBe("# platforms: darwin_arm64 linux_arm64");

    standInLocking("6.26.0");
    process.env.LINKS_FILE = linksFileWith(
      "    provider: { version: 6.26.0, platforms: [linux_arm64, windows_amd64] }\n",
    );
    const [anew] = await lockProviders([], { upgrade: false, folder: LOCKS, signal });
    expect([anew?.platforms, lockedBefore()]).toEqual([["linux_arm64", "windows_amd64"], undefined]);
    await expect(lockProviders([], { upgrade: false, mirror, folder: LOCKS, signal })).rejects.toMatchObject({
      code: "PLATFORM_MISSING",
      message: `${mirror} holds no provider for windows_amd64, which provider.platforms of link analytics asks for; lock it from the registry, without --mirror, or leave the platform out`,
    });
  } finally {
    if (LINKS_FILE === undefined) delete process.env.LINKS_FILE;
    else process.env.LINKS_FILE = LINKS_FILE;
  }
});

it("finds a mirror from where it is started, and refuses one that is not there", async () => {
  standInLocking("6.25.0");
  const mirror = mirrorOf("linux_arm64");
  const locked = { upgrade: true, folder: LOCKS, signal };
  await lockProviders([], { ...locked, mirror: relative(process.cwd(), mirror) });
  expect(committed()[1]).toContain(`-fs-mirror=${mirror} `);
  const absent = join(folder, "absent");
  await expect(lockProviders([], { ...locked, mirror: absent })).rejects.toMatchObject({
    code: "MIRROR_MISSING",
    message: `${absent} is no folder, expected a file system mirror of Terraform's, which holds registry.terraform.io/hashicorp/aws; correct --mirror`,
  });
});

it("writes nothing when Terraform fails, and says what it said", async () => {
  standIn("echo no such provider >&2; exit 3");
  const locks = join(folder, "no-locks");
  await expect(lockProviders([], { upgrade: false, folder: locks, signal })).rejects.toMatchObject({
    code: "TERRAFORM_FAILED",
    message: expect.stringMatching(
      /^terraform providers lock exited with 3:\nno such provider\nif no registry answers here, take the providers from a file system mirror, .*: npm run lock -- analytics --mirror \S+$/,
    ),
  });
  const mirror = mirrorOf("linux_arm64");
  await expect(lockProviders([], { upgrade: false, mirror, folder: locks, signal })).rejects.toMatchObject({
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
    addProviderLock(new TerraformStack(app, "sales"), { name: "sales" }, committed);
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
