import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zipSync } from "fflate";
import { ownArchive } from "../../constructs/own-archive";

const folder = mkdtempSync(join(tmpdir(), "own-archive-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function zipOf(...names: readonly string[]): string {
  const file = join(folder, "report.zip");
  writeFileSync(file, zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array([1, 2, 3])]))));
  return file;
}

test("deploys the bytes as they are", () => {
  const { bytes, sha256Base64 } = ownArchive(zipOf("report.py"), "report.run", "python3.13");
  expect(sha256Base64).toBe(createHash("sha256").update(bytes).digest("base64"));
});

test.each([
  ["report.run", "python3.13", "report.py"],
  ["report.run", "python3.13", "report/__init__.py"],
  ["jobs.report.run", "python3.13", "jobs/report.py"],
  ["jobs/report.run", "nodejs22.x", "jobs/report.mjs"],
  ["report.Report.run", "ruby3.4", "report.Report.rb"],
  ["com.example.Report::handleRequest", "java21", "com/example/Report.class"],
  ["bootstrap", "provided.al2023", "bootstrap"],
])("finds %s of %s in %s", (handler, runtime, name) => {
  expect(() => ownArchive(zipOf(name), handler, runtime)).not.toThrow();
});

test("refuses what Lambda would refuse, or fail to call", () => {
  const refusal = (file: string, handler = "report.run") => {
    try {
      ownArchive(file, handler, "python3.13");
      return "none";
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(refusal(join(folder, "absent.zip"))).toMatch(/^which is missing, expected a zip archive/);
  expect(refusal(zipOf("report/report.py"))).toBe(
    "which has no report.py and no report/__init__.py, expected the file of handler report.run at its root; correct handler, or pack the folder's content and not the folder",
  );
  const none = join(folder, "none.zip");
  writeFileSync(none, "no archive");
  expect(refusal(none)).toMatch(/^which is no zip archive/);
  truncateSync(none, 50 * 1024 * 1024 + 1);
  expect(refusal(none)).toMatch(/^which has 52428801 bytes, expected at most 52428800/);
});

test("refuses what is too large unpacked, by what the archive itself says", () => {
  const file = zipOf("report.py");
  const bytes = readFileSync(file);
  // Of its one entry in the directory at the end: the size before it was compressed.
  bytes.writeUInt32LE(300 * 1024 * 1024, bytes.indexOf("PK\u0001\u0002") + 24);
  writeFileSync(file, bytes);
  expect(() => ownArchive(file, "report.run", "python3.13")).toThrow(/^which has 314572800 bytes unpacked/);
});
