import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { AssetType, TerraformAsset, TerraformStack, Testing } from "cdktf";
import { strFromU8, unzipSync } from "fflate";
import { functionArchive, writeArchive } from "../../constructs/function-archive";
import { RUN_QUERY } from "../../functions/run-query/contract";
import { bundle } from "../../testing/run-query/bundle";

describe("functionArchive", () => {
  const archive = functionArchive(RUN_QUERY);
  const files = unzipSync(archive.bytes);
  const code = strFromU8(files["index.js"] ?? new Uint8Array());

  it("holds one file, the handler's bundle", () => {
    expect(Object.keys(files)).toEqual(["index.js"]);
    expect(() => new Script(code)).not.toThrow();
    expect(code).toBe(bundle().code);
  });

  it("reports the hash as Lambda does", () => {
    expect(archive.sha256Base64).toBe(createHash("sha256").update(archive.bytes).digest("base64"));
  });

  it("carries its own Data API client, which the runtime's copy is older than", () => {
    expect(code).toContain("WaitTimeSeconds");
  });

  it("has nothing of the IAM simulator, which is AGPL and for development only", () => {
    expect(code).not.toContain("cloud-copilot");
    expect(code).not.toContain("ImplicitlyDenied");
  });

  it("names no path of the machine that built it", () => {
    expect(code).not.toContain(process.cwd());
  });

  it("is made once per process", () => {
    expect(functionArchive(RUN_QUERY)).toBe(archive);
  });

  it("says what esbuild says when the sources cannot be bundled", () => {
    expect(() => functionArchive({ entryFile: "functions/absent.ts" })).toThrow(
      /^archive of functions\/absent\.ts was not made \(Build failed with 1 error:\n.*Could not resolve.*\), expected one/s,
    );
  });
});

describe("writeArchive", () => {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const archive = functionArchive(RUN_QUERY);
  const file = writeArchive(archive, folder);

  it("writes the bytes for an asset, whose folder is named as cdktf names it", () => {
    expect(Buffer.compare(readFileSync(file), archive.bytes)).toBe(0);
    const stack = new TerraformStack(Testing.app(), "any");
    const { assetHash } = new TerraformAsset(stack, "archive", { path: file, type: AssetType.FILE });
    expect(archive.assetHash).toBe(assetHash);
  });

  it("writes them once for all links", () => {
    rmSync(file);
    expect(writeArchive(archive, folder)).toBe(file);
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });
});
