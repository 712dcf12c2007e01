import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runGuarded } from "../../../../tools/lib/process/run-guarded";
import { Terraform } from "../../../../tools/lib/terraform/terraform";

const folder = mkdtempSync(join(tmpdir(), "terraform-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A Terraform whose `plan` prints this and fails, and whose `show` prints the plan file. */
function failing(output: string): Terraform {
  const program = join(folder, "terraform");
  writeFileSync(join(folder, "output"), output);
  writeFileSync(program, '#!/bin/sh\n[ "$1" = show ] && exec cat "$4"\ncat output\nexit 1\n', {
    mode: 0o755,
  });
  return new Terraform(program, { cwd: folder });
}

const REFUSED = { severity: "error", summary: "AccessDenied", detail: "" };
const EVENT = JSON.stringify({ type: "diagnostic", diagnostic: REFUSED });
const NOTHING = { drifted: [], planned: [], summarized: false };

describe("a plan that Terraform could not make", () => {
  it("is not taken for one that was made before", async () => {
    writeFileSync(join(folder, "a.tfplan"), "{}");
    const terraform = failing(`${EVENT}\n`);
    const events = await terraform.attemptPlan("a.tfplan");
    expect(events).toEqual({ ...NOTHING, errors: [REFUSED], refreshed: [] });
    expect(await terraform.showAttempt("a.tfplan", events)).toEqual({ errors: [REFUSED], refreshed: [] });
    expect(terraform.savedStates("a.tfplan")).toBeUndefined();
  });

  it("is told up to the last whole line", async () => {
    const refreshed = { type: "refresh_complete", hook: { resource: { addr: "aws_iam_role.a" } } };
    const output = `Warning: not an event\n${JSON.stringify(refreshed)}\n${EVENT}\n{"type":"refresh_comp`;
    expect(await failing(output).attemptPlan("b.tfplan")).toEqual({
      ...NOTHING,
      errors: [REFUSED],
      refreshed: ["aws_iam_role.a"],
    });
  });

  it("fails with what Terraform printed when that names no error", async () => {
    await expect(failing("no such command\n").attemptPlan("c.tfplan")).rejects.toThrow(
      "terraform plan exited with 1:\nno such command",
    );
  });

  it("fails when a plan without an error cannot be shown", async () => {
    const events = { ...NOTHING, errors: [], refreshed: [] };
    await expect(failing("").showAttempt("absent.tfplan", events)).rejects.toThrow(
      /^terraform show exited with 1:\n.*absent\.tfplan/,
    );
  });
});

describe("a program with a time limit", () => {
  it("says that it was stopped", async () => {
    const options = { timeoutMilliseconds: 1, graceMilliseconds: 1 };
    expect(await runGuarded("sleep", ["600"], options)).toMatchObject({ timedOut: true });
  });

  it("leaves no timer behind when it ends in time", async () => {
    const [started, cleared] = [jest.spyOn(globalThis, "setTimeout"), jest.spyOn(globalThis, "clearTimeout")];
    const result = await runGuarded("true", [], { timeoutMilliseconds: 600_000 });
    expect(result).toEqual({ exitCode: 0, timedOut: false, stdout: "", stderr: "" });
    const timer = started.mock.results[started.mock.calls.findIndex(([, after]) => after === 600_000)]?.value;
    expect(timer).toBeDefined();
    expect(cleared.mock.calls.map(([handle]) => handle)).toContain(timer);
  });
});
