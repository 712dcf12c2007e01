import { createHash } from "node:crypto";
import { strToU8, unzipSync, zipSync } from "fflate";
import { archiveWithFiles } from "../../constructs/archive-with-files";
import { type FunctionArchive, ZIP_OPTIONS } from "../../constructs/function-archive";

const CODE = strToU8("exports.handler = () => 1;".repeat(1_000));

const archive: FunctionArchive = archiveOf(zipSync({ "index.js": CODE }, ZIP_OPTIONS));

function archiveOf(bytes: Uint8Array): FunctionArchive {
  const digest = (algorithm: string, encoding: "base64" | "hex") =>
    createHash(algorithm).update(bytes).digest(encoding);
  return { bytes, sha256Base64: digest("sha256", "base64"), assetHash: digest("md5", "hex").toUpperCase() };
}

test("the texts lie beside the code, in an archive that any reader takes", () => {
  const whole = archiveWithFiles(archive, { "queries.json": "ü", "b/c.txt": "" });
  expect(unzipSync(whole.bytes)).toEqual({
    "index.js": CODE,
    "queries.json": strToU8("ü"),
    "b/c.txt": strToU8(""),
  });
  expect(whole).toEqual(archiveOf(whole.bytes));
});

test("it is what zipping all at once gives, so it is the same on every machine", () => {
  const files = { "queries.json": "{}" };
  const bytes = zipSync({ "index.js": CODE, "queries.json": strToU8("{}") }, ZIP_OPTIONS);
  expect(archiveWithFiles(archive, files)).toEqual(archiveOf(bytes));
});

test("another text is another archive; without texts it stays as it is", () => {
  const hashOf = (text: string) => archiveWithFiles(archive, { "queries.json": text }).sha256Base64;
  expect(hashOf("a")).toBe(hashOf("a"));
  expect(hashOf("a")).not.toBe(hashOf("b"));
  expect(archiveWithFiles(archive, {})).toBe(archive);
});
