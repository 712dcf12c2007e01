import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linkWith } from "../../../testing/links/links";
import { facts } from "../../../testing/tools/doctor-facts";
import { provider } from "../../../tools/doctor/judge/checks/provider";
import { state } from "../../../tools/doctor/judge/checks/state";
import { terraformVersion } from "../../../tools/doctor/judge/checks/terraform-version";
import { runCheck } from "../../../tools/doctor/judge/run-check";
import { terraformFacts } from "../../../tools/doctor/read/terraform-facts";

const S3 = { backend: { type: "s3", bucket: "states", region: "eu-west-1" } };
const NEEDS = "1.10 or newer, which the lock file of a state in S3 needs";
const OTHER_BINARY = "or set TERRAFORM_BINARY_NAME to another binary";

const withVersion = (version: string, changes: object) => {
  const { terraform, ...others } = facts();
  const subject = {
    ...others,
    link: linkWith(changes),
    terraform: { ...terraform, version: async () => version },
  };
  return runCheck(terraformVersion, subject);
};

test.each([
  ["1.9.8", S3, "problem", NEEDS, `install Terraform ${NEEDS}, ${OTHER_BINARY}`],
  ["1.10.0", S3, "ok", NEEDS, undefined],
  ["1.5.7", {}, "ok", "1.5 or newer", undefined],
  ["1.4.6", {}, "problem", "1.5 or newer", `install Terraform 1.5 or newer, ${OTHER_BINARY}`],
])("%s with %j: %s", async (version, changes, status, expected, next) => {
  const result = await withVersion(version, changes);
  expect([result.status, result.found, result.expected, result.next]).toEqual([
    status,
    version,
    expected,
    next,
  ]);
});

test("what Terraform says in colours is told without them, and without the name of this project's error", async () => {
  const folder = mkdtempSync(join(tmpdir(), "coloured-"));
  const binary = join(folder, "terraform");
  writeFileSync(binary, "#!/bin/sh\nprintf '\\033[31mFailed to\\nload\\033[0m' >&2\nexit 1\n", {
    mode: 0o755,
  });
  const terraform = terraformFacts(
    () => binary,
    async () => folder,
    {
      env: process.env,
      signal: new AbortController().signal,
    },
  );
  const results = await Promise.all(
    [provider, state].map((check) => runCheck(check, { ...facts(), terraform })),
  );
  rmSync(folder, { recursive: true });
  expect(results.map(({ found }) => found)).toEqual([
    "terraform init exited with 1: Failed to load",
    "terraform state exited with 1: Failed to load",
  ]);
});
