import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findMoto, startMoto } from "../../rehearsal/moto";

const ADVICE =
  "moto_server is not on PATH and could not be set up; install it with: pip install 'moto[server]==5.2.1' (Python 3.9 or newer), or install uv";

const before = process.env;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "find-moto-"));
  process.env = { ...before, PATH: folder };
});
afterEach(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

/** A program of the only folder on `PATH`, or below it. */
function addProgram(path: string, ...lines: readonly string[]): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), ["#!/bin/sh", ...lines, ""].join("\n"), { mode: 0o755 });
}

const found = () => findMoto(join(folder, "environment"), new AbortController().signal);

test("what pip says last is told when moto cannot be installed, without the password of an index", async () => {
  addProgram("python3");
  addProgram(
    "environment/bin/pip",
    "for line in 1 2 3 4 5 6 7 8; do echo warning $line >&2; done",
    "echo 'ERROR: 403 for https://user:p@ss@index.example/simple/moto/' >&2",
    "echo 'ERROR: No matching distribution found for moto[server]==5.2.1' >&2",
    "echo 'hint: none' >&2",
    "exit 1",
  );
  await expect(found()).rejects.toMatchObject({
    code: "MOTO_MISSING",
    message: [
      ADVICE,
      ...[2, 3, 4, 5, 6, 7, 8].map((line) => `warning ${line}`),
      "ERROR: 403 for https://index.example/simple/moto/",
      "ERROR: No matching distribution found for moto[server]==5.2.1",
      "hint: none",
    ].join("\n"),
  });
});

test("so is what Python says on standard output when it makes no environment", async () => {
  addProgram("python3", "echo ensurepip is not available", "exit 1");
  await expect(found()).rejects.toMatchObject({
    code: "MOTO_MISSING",
    message: `${ADVICE}\nensurepip is not available`,
  });
});

test("a program on PATH is taken before any other", async () => {
  addProgram("python3");
  addProgram("uvx");
  expect(await found()).toEqual([
    ...[join(folder, "uvx"), "--quiet", "--from", "moto[server]==5.2.1", "moto_server"],
  ]);
  addProgram("moto_server");
  expect(await found()).toEqual([join(folder, "moto_server")]);
});

test("a program that cannot be started is told by its reason", async () => {
  await expect(startMoto([join(folder, "absent")], new AbortController().signal)).rejects.toMatchObject({
    code: "MOTO_FAILED",
    message: `moto_server stopped while starting:\nspawn ${join(folder, "absent")} ENOENT`,
  });
});
