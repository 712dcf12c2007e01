import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";

const ROOT = join(__dirname, "../..");

test("the committed links.yaml is accepted", () => {
  expect(loadLinks(join(ROOT, "links.yaml")).map((link) => link.name)).toEqual(["analytics"]);
});

test("fails on a missing file", () => {
  expect(() => loadLinks("no-such-folder/links.yaml")).toThrow(
    expect.objectContaining({
      name: "LinksFileError",
      message:
        "no-such-folder/links.yaml has 1 problem:\n  no-such-folder/links.yaml: is missing, expected a readable YAML file; create it, or name another one in LINKS_FILE",
    }),
  );
});

test("fails on a folder", () => {
  const folder = mkdtempSync(join(tmpdir(), "links-"));
  try {
    expect(() => loadLinks(folder)).toThrow(
      `${folder}: cannot be read (EISDIR), expected a readable YAML file; make it a file that can be read, or name another one in LINKS_FILE`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("fails on bytes that are no UTF-8: with others in their place, a variable would be another text", () => {
  const folder = mkdtempSync(join(tmpdir(), "links-"));
  const file = join(folder, "links.yaml");
  const included = join(folder, "included.yaml");
  writeFileSync(file, Buffer.from("# M\xfcller\nlinks: []\n", "latin1"));
  writeFileSync(included, "include: [links.yaml]\n");
  try {
    expect(() => loadLinks(file)).toThrow(
      `${file}: is no UTF-8 text, expected a readable YAML file; save it as UTF-8, or name another one in LINKS_FILE`,
    );
    expect(() => loadLinks(included)).toThrow(
      'is "links.yaml", which is no UTF-8 text, expected a readable YAML file with links; save it as UTF-8, or correct the path, which is from ',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("the links file", () => {
  const before = process.env.LINKS_FILE;
  afterEach(() => {
    if (before === undefined) delete process.env.LINKS_FILE;
    else process.env.LINKS_FILE = before;
  });

  test.each([
    [undefined, "links.yaml"],
    ["", "links.yaml"],
    ["other/links.yaml", "other/links.yaml"],
  ])("with LINKS_FILE %j is %s", (value, expected) => {
    if (value === undefined) delete process.env.LINKS_FILE;
    else process.env.LINKS_FILE = value;
    expect(linksFile()).toBe(expected);
  });
});
