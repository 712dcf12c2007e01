import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { usersProviders, withSmallProviders } from "../../../testing/provider-pool/small-providers";

const PLACE = "registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64";
const PROGRAM = "terraform-provider-aws_v5.100.0_x5";

/** A mirror with these files of one provider, at a path that a shell would read otherwise. */
function mirrorWith(...files: readonly string[]): string {
  const mirror = join(mkdtempSync(join(tmpdir(), "mirror-")), "it's $HOME");
  mkdirSync(join(mirror, PLACE), { recursive: true });
  for (const file of files) {
    writeFileSync(join(mirror, PLACE, file), '#!/bin/sh\necho "$0 $# $2"\n', { mode: 0o755 });
  }
  return mirror;
}

function smallOf(mirror: string) {
  const folder = mkdtempSync(join(tmpdir(), "small-"));
  return { folder, variables: withSmallProviders(folder, { TF_PLUGIN_MIRROR: mirror }) };
}

test("each provider of the mirror is a program that becomes it, with its arguments, and nothing else is there", () => {
  const mirror = mirrorWith(PROGRAM, "LICENSE.txt");
  const { variables } = smallOf(mirror);
  const small = join(variables.TF_PLUGIN_MIRROR ?? "", PLACE);
  expect(readdirSync(small)).toEqual([PROGRAM]);
  expect(execFileSync(join(small, PROGRAM), ["a b", "$c"], { encoding: "utf8" })).toBe(
    `${join(mirror, PLACE, PROGRAM)} 2 $c\n`,
  );
});

test("the project's lock files lock its versions, without the checksums of the large ones", () => {
  const { variables } = smallOf(mirrorWith(PROGRAM));
  const locks = variables.PROVIDER_LOCKS_FOLDER ?? "";
  const project = join(__dirname, "../../../provider-locks");
  expect(readdirSync(locks)).toEqual(readdirSync(project));
  for (const name of readdirSync(locks)) {
    const [small, large] = [locks, project].map((folder) => readFileSync(join(folder, name), "utf8"));
    expect(large).toContain('"h1:');
    expect(small).toBe(large?.replace(/ {2}hashes = \[[^\]]*\]\n/, ""));
  }
});

test("users have the mirror of this machine and the project's own lock files", () => {
  const mirror = mirrorWith(PROGRAM);
  expect(usersProviders(smallOf(mirror).variables)).toEqual({
    TF_PLUGIN_MIRROR: mirror,
    PROVIDER_LOCKS_FOLDER: "",
  });
  expect(usersProviders({})).toEqual({});
});

test.each([
  [
    "of packed providers",
    () => ({ TF_PLUGIN_MIRROR: mirrorWith("terraform-provider-aws_5.100.0_linux_amd64.zip") }),
  ],
  ["that is not there", () => ({ TF_PLUGIN_MIRROR: "/nowhere/at/all" })],
  ["that is small already", () => smallOf(mirrorWith(PROGRAM)).variables],
])("a mirror %s stays", (_, env) => {
  expect(withSmallProviders(mkdtempSync(join(tmpdir(), "small-")), env())).toEqual({});
});
