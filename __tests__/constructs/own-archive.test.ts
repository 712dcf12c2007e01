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

test("refuses a file that cannot be unpacked, or is another than its checksum says", () => {
  const file = join(folder, "random.zip");
  const noise = Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251);
  const write = (level: 0 | 9, change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(zipSync({ "report.py": noise }, { level }));
    change(bytes);
    writeFileSync(file, bytes);
  };
  const inDirectory = (bytes: Buffer, offset: number) => bytes.indexOf("PK\u0001\u0002") + offset;
  const flip = (at: number) => (bytes: Buffer) => void bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
  write(0, () => undefined);
  expect(() => ownArchive(file, REPORT)).not.toThrow();
  for (const level of [0, 9] as const) {
    write(level, flip(100));
    expect(() => ownArchive(file, REPORT)).toThrow(
      'in which "report.py" is damaged, expected files that agree with their checksums; build it again',
    );
  }
  write(9, flip(0));
  expect(() => ownArchive(file, REPORT)).toThrow(/^in which "report.py" is damaged/);
  write(9, (bytes) => void bytes.writeUInt16LE(1, inDirectory(bytes, 8)));
  expect(() => ownArchive(file, REPORT)).toThrow(
    'in which "report.py" is encrypted, expected files that Lambda can unpack; build it without a password',
  );
  write(9, (bytes) => void bytes.writeUInt8(0, inDirectory(bytes, 0)));
  expect(() => ownArchive(file, REPORT)).toThrow(/^which is no zip archive/);
});

test.each([
  ["report.run", "python3.13", "report.py", 0o600, "644"],
  ["report.run", "python3.13", "report.py", 0o644, undefined],
  ["any", "provided.al2023", "bootstrap", 0o644, "755"],
  ["any", "provided.al2023", "bootstrap", 0o755, undefined],
])("Lambda's own user calls %s of %s in %s of mode %d", (handler, runtime, name, mode, expected) => {
  const file = join(folder, "modes.zip");
  writeFileSync(file, zipSync({ [name]: [new Uint8Array([1]), { os: 3, attrs: mode << 16 }] }));
  const read = () => ownArchive(file, { handler, runtime });
  if (expected === undefined) expect(read).not.toThrow();
  else
    expect(read).toThrow(
      `in which ${name} has mode ${mode.toString(8)}, expected one with which everybody can use it, such as ${expected}; set it before you pack the file`,
    );
});

test.each([
  ["for where its directory is", 0xffffffff],
  ["for how many files it has", undefined],
])("an archive with records of 64 bits %s is one", (_, directoryAt) => {
  const small = Buffer.from(zipSync({ "report.py": new Uint8Array([1]) }));
  const end = small.length - 22;
  const record = Buffer.alloc(56);
  record.write("PK\u0006\u0006", "latin1");
  record.writeBigUInt64LE(BigInt(small.readUInt32LE(end + 16)), 48);
  const locator = Buffer.alloc(20);
  locator.write("PK\u0006\u0007", "latin1");
  locator.writeBigUInt64LE(BigInt(end), 8);
  const last = Buffer.from(small.subarray(end));
  if (directoryAt !== undefined) last.writeUInt32LE(directoryAt, 16);
  const file = join(folder, "wide.zip");
  writeFileSync(file, Buffer.concat([small.subarray(0, end), record, locator, last]));
  expect(() => ownArchive(file, REPORT)).not.toThrow();
  expect(() => ownArchive(file, { ...REPORT, handler: "other.run" })).toThrow(/^which has no other\.py/);
});
