import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
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

const REPORT = { handler: "report.run", runtime: "python3.13" };

test("deploys the bytes as they are", () => {
  const { bytes, sha256Base64 } = ownArchive(zipOf("report.py"), REPORT);
  expect(sha256Base64).toBe(createHash("sha256").update(bytes).digest("base64"));
});

test.each([
  ["report.run", "python3.13", "report.py"],
  ["report.run", "python3.13", "report/__init__.py"],
  ["jobs.report.run", "python3.13", "jobs/report.py"],
  ["jobs/report.run", "nodejs22.x", "jobs/report.mjs"],
  ["jobs/v1.2/report.api.run", "nodejs24.x", "jobs/v1.2/report.js"],
  ["report.run", "ruby3.4", "report.rb"],
  ["report.Jobs::Report.run", "ruby3.4", "report.rb"],
  ["com.example.Report::handleRequest", "java21", "com/example/Report.class"],
  ["bootstrap", "provided.al2023", "bootstrap"],
])("finds %s of %s in %s", (handler, runtime, name) => {
  expect(() => ownArchive(zipOf(name), { handler, runtime })).not.toThrow();
  // Only the runtimes of compiled languages name no file.
  const isInFile = !runtime.startsWith("java");
  const inOther = () => ownArchive(zipOf("other.txt"), { handler, runtime });
  if (isInFile) expect(inOther).toThrow(/^which has no .*, expected the file of handler/);
  else expect(inOther).not.toThrow();
  // A layer may have it: a wrapper of the handler, or the runtime itself.
  expect(() => ownArchive(zipOf("other.txt"), { handler, runtime, hasLayers: true })).not.toThrow();
});

test.each([
  ["report", "python3.13"],
  ["report", "nodejs22.x"],
  ["jobs/v1.2/report", "nodejs22.x"],
  ["report", "ruby3.4"],
  ["report.a.b.c", "ruby3.4"],
])("refuses %s of %s, which names no function", (handler, runtime) => {
  expect(() => ownArchive(zipOf("report.py", "report.rb", "report.js"), { handler, runtime })).toThrow(
    `in which ${runtime} finds no handler ${handler}, expected one like report.run, of file and function; correct handler`,
  );
});

test("refuses what is no file", () => {
  const place = join(folder, "folder.zip");
  mkdirSync(place);
  expect(() => ownArchive(place, REPORT)).toThrow(/^which cannot be read \(EISDIR\), expected a zip archive/);
  const loop = join(folder, "loop.zip");
  symlinkSync("loop.zip", loop);
  expect(() => ownArchive(loop, REPORT)).toThrow(/^which cannot be read \(ELOOP\), expected a zip archive/);
});

test("refuses what Lambda would refuse, or fail to call", () => {
  const refusal = (file: string) => {
    try {
      ownArchive(file, REPORT);
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
  expect(() => ownArchive(file, REPORT)).toThrow(/^which has 314572800 bytes unpacked/);
});
