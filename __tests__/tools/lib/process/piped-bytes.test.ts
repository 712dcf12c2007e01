import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../../../testing/deployment/temporary-folder";
import { pipedBytes } from "../../../../tools/lib/process/piped-bytes";

const folder = temporaryFolder();

function pipe(name: string): string {
  const file = join(folder, name);
  execFileSync("mkfifo", [file]);
  return file;
}

test("a pipe that nobody writes to is waited for until the run is stopped", async () => {
  const stopping = new AbortController();
  const read = pipedBytes(pipe("unwritten"), stopping.signal);
  setImmediate(() => stopping.abort(new Error("stopped by SIGINT")));
  await expect(read).rejects.toMatchObject({ name: "AbortError" });
});

test("what is written into it later is read to its end", async () => {
  const file = pipe("written");
  const text = "x".repeat(200_000);
  writeFileSync(join(folder, "text"), text);
  const read = pipedBytes(file, new AbortController().signal);
  spawn("cp", [join(folder, "text"), file]);
  expect((await read)?.toString()).toBe(text);
});

test("a file, a folder and what is not there are no pipe", async () => {
  writeFileSync(join(folder, "file"), "{}");
  const { signal } = new AbortController();
  for (const name of ["file", ".", "none"])
    expect(await pipedBytes(join(folder, name), signal)).toBeUndefined();
});
