import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, type Zippable, zipSync } from "fflate";
import { DeployedFunctions } from "../../../emulator/lambda/deployed-functions";

const FUNCTION = "arn:aws:lambda:eu-west-1:111111111111:function:hostile";

const outside = mkdtempSync(join(tmpdir(), "hostile-archive-"));
afterAll(() => rmSync(outside, { recursive: true, force: true }));

/** Folder of an unpacked archive, and every path below the folder around it. */
async function unpacked(files: Zippable) {
  const archive = Buffer.from(zipSync(files));
  const folder = join(outside, "functions");
  rmSync(outside, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const deployed = new DeployedFunctions(folder);
  deployed.addArchive(FUNCTION, archive);
  const root =
    (await deployed.taskRoot(FUNCTION, createHash("sha256").update(archive).digest("base64"))) ?? "";
  const all = readdirSync(outside, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
  return {
    root,
    names: all.filter((path) => path.startsWith(root)),
    others: all.filter((path) => !path.startsWith(root)),
  };
}

/** As `ln -s` has it in an archive of Unix. */
const LINK = { os: 3, attrs: 0o120777 * 0x10000 };

test.each([
  ["up", "../up.js"],
  ["up and down", "a/../../up.js"],
  ["by an absolute path", join(outside, "absolute.js")],
  ["to the folder itself", "."],
])("a path that leads %s is written nowhere, and the other files are there", async (_, name) => {
  const { root, names, others } = await unpacked({
    [name]: strToU8("hostile"),
    "handler.js": strToU8("own"),
  });
  expect(others).toEqual([]);
  expect(names).toEqual([join(root, "handler.js")]);
});

test("a link is a file with the path it leads to, so that nothing is written or read through it", async () => {
  const { root, others } = await unpacked({
    link: [strToU8(outside), LINK],
    "handler.js": strToU8("own"),
  });
  expect(others).toEqual([]);
  expect(lstatSync(join(root, "link")).isFile()).toBe(true);
  expect(readFileSync(join(root, "link"), "utf8")).toBe(outside);
  await expect(
    unpacked({ link: [strToU8(outside), LINK], "link/up.js": strToU8("hostile") }),
  ).rejects.toThrow(/EEXIST|ENOTDIR/);
  expect(readdirSync(outside)).toEqual(["functions"]);
});
