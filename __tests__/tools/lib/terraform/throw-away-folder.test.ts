import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Terraform } from "../../../../tools/lib/terraform/terraform";

const folder = mkdtempSync(join(tmpdir(), "throw-away-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lockFile = (hashes: string) => `# Manual edits may be lost in future updates.

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = "~> 5.100"
${hashes}}

provider "registry.terraform.io/hashicorp/random" {
  version = "3.7.2"
${hashes}}
`;

const LOCKED = lockFile('  hashes = [\n    "h1:edXOJWE4ORX8Fm+=",\n    "zh:0123456789abcdef",\n  ]\n');

/** Runs commands with a Terraform that prints the environment and arguments it got; `init` writes a lock file. */
async function ran(
  env: NodeJS.ProcessEnv,
  isThrownAway: boolean | undefined,
  run: (terraform: Terraform) => Promise<void>,
) {
  const program = join(folder, "terraform");
  writeFileSync(join(folder, "locked"), LOCKED);
  const script = [
    "#!/bin/sh",
    '[ "$1" = init ] && cp locked .terraform.lock.hcl',
    'echo "GOGC=$GOGC GOMEMLIMIT=$GOMEMLIMIT $*" >> log',
  ];
  writeFileSync(program, script.join("\n"), { mode: 0o755 });
  writeFileSync(join(folder, "log"), "");
  const options = { cwd: folder, env: { PATH: process.env.PATH, ...env } };
  await run(new Terraform(program, isThrownAway === undefined ? options : { ...options, isThrownAway }));
  return {
    log: readFileSync(join(folder, "log"), "utf8").trimEnd().split("\n"),
    lock: readFileSync(join(folder, ".terraform.lock.hcl"), "utf8"),
  };
}

const INIT = "init -no-color -input=false -upgrade=false";

test("a folder of the user's keeps its checksums, and Terraform runs as it does for the user", async () => {
  for (const isThrownAway of [undefined, false]) {
    const { log, lock } = await ran({}, isThrownAway, (terraform) => terraform.init());
    expect(log).toEqual([`GOGC= GOMEMLIMIT= ${INIT}`]);
    expect(lock).toBe(LOCKED);
  }
});

test("a folder that is thrown away loses the checksums that init has compared, of every provider", async () => {
  const { log, lock } = await ran({}, true, (terraform) => terraform.init());
  expect(log).toEqual([`GOGC=200 GOMEMLIMIT=1GiB ${INIT}`]);
  expect(lock).toBe(lockFile(""));
});

test.each([{ GOGC: "50" }, { GOMEMLIMIT: "200MiB" }])(
  "what the user says of Go's memory stands: %j",
  async (own) => {
    const { log } = await ran(own, true, (terraform) => terraform.init());
    const { GOGC = "", GOMEMLIMIT = "" } = own as { GOGC?: string; GOMEMLIMIT?: string };
    expect(log).toEqual([`GOGC=${GOGC} GOMEMLIMIT=${GOMEMLIMIT} ${INIT}`]);
  },
);

test("applies without a plan file, and destroys at once or by a plan that reads nothing again", async () => {
  const { log } = await ran({ GOGC: "1", GOMEMLIMIT: "2" }, true, async (terraform) => {
    await terraform.init();
    await terraform.applyUnseen();
    await terraform.destroy();
    await terraform.planDestroy("destroy.tfplan");
    await terraform.apply("destroy.tfplan");
  });
  expect(log.slice(1)).toEqual([
    "GOGC=1 GOMEMLIMIT=2 apply -no-color -input=false -auto-approve",
    "GOGC=1 GOMEMLIMIT=2 destroy -no-color -input=false -auto-approve",
    "GOGC=1 GOMEMLIMIT=2 plan -no-color -input=false -destroy -refresh=false -lock=false -out=destroy.tfplan",
    "GOGC=1 GOMEMLIMIT=2 apply -no-color -input=false destroy.tfplan",
  ]);
});
