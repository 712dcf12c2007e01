import { createHash } from "node:crypto";
import { Script } from "node:vm";
import { strFromU8, unzipSync } from "fflate";
import { functionArchive } from "../../constructs/function-archive";
import { ENTRY_FILE } from "../../functions/run-query/contract";

describe("functionArchive", () => {
  const archive = functionArchive(ENTRY_FILE);
  const files = unzipSync(archive.bytes);
  const code = strFromU8(files["index.js"] ?? new Uint8Array());

  it("holds one file, the handler's bundle", () => {
    expect(Object.keys(files)).toEqual(["index.js"]);
    expect(() => new Script(code)).not.toThrow();
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
});
