import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

const other = temporaryFolder();

/** Runs in a Node.js without Jest's own modules; prints what came of it. */
function printedBy(program: string): unknown {
  const text = `require("./synth/load-later.cjs").loadLater(process.cwd());
    const loaded = () => Object.keys(require.cache).filter((file) => /zod.v4.locales|archiver|cdktf.node_modules.semver/.test(file)).length;
    ${program}`;
  return JSON.parse(execFileSync(process.execPath, ["-e", text], { cwd: PROJECT_ROOT, encoding: "utf8" }));
}

test("parts that are seldom used are loaded once they are used, and are what they are without that", () => {
  const [before, ...used] = printedBy(`
    const { z } = require("zod");
    const { ValidateBinaryVersion } = require("cdktf/lib/validations/validate-binary-version");
    require("cdktf");
    const before = loaded();
    const problems = new ValidateBinaryVersion("node", ">= 999", "node --version", "Why?").validate();
    const languages = Object.keys(z.locales);
    const { localeError } = z.locales.de();
    const archiver = require("module").createRequire(require.resolve("cdktf/lib/private/fs"))("archiver");
    const zip = archiver("zip");
    console.log(JSON.stringify([
      before, problems, languages.length > 50 && "de" in z.locales && languages.includes("de"), typeof localeError,
      [archiver.isRegisteredFormat("zip"), typeof zip.finalize], loaded() > 60,
    ]));`) as unknown[];
  // Stand-ins for three, and the one language that zod speaks.
  expect(before).toBe(4);
  expect(used).toEqual([
    [expect.stringMatching(/^node version [\d.]+ is lower than the required version >= 999 .*Why\?$/)],
    true,
    "function",
    [true, "function"],
    true,
  ]);
});

test("what is loaded already stays as it is, and what is not installed is nobody's business", () => {
  // A zod that has its messages elsewhere.
  const asker = join(other, "node_modules/zod/v4/core/index.cjs");
  mkdirSync(dirname(asker), { recursive: true });
  writeFileSync(asker, "");
  const text = `
    const { loadLater } = require("./synth/load-later.cjs");
    const { locales } = require("zod");
    loadLater(process.cwd());
    loadLater("/nowhere");
    loadLater(process.argv[1]);
    console.log(JSON.stringify(require("zod/locales").de === locales.de));`;
  expect(
    JSON.parse(execFileSync(process.execPath, ["-e", text, other], { cwd: PROJECT_ROOT, encoding: "utf8" })),
  ).toBe(true);
});
