import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { addImports, importProblems } from "../../stacks/import-blocks";
import type { NamedLink } from "../../states/local-state";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";

const folder = temporaryFolder();
const BLOCK = { to: "aws_iam_role.data_role", id: "analytics-data" };

const LINK = { name: "sales" };
const FILE = join(folder, "sales.tf.json");

/** The `import` section of a stack beside this file, and what is wrong with the file. */
function importsWith(text: string | undefined, link: NamedLink = LINK): unknown {
  if (text !== undefined) writeFileSync(FILE, text);
  const stack = new TerraformStack(Testing.app(), link.name);
  addImports(stack, link, folder);
  return [JSON.parse(Testing.synth(stack)).import, importProblems(link, folder)];
}

afterEach(() => rmSync(FILE, { recursive: true, force: true }));

test("a link without a file has no imports, and one with a file has those", () => {
  expect(importsWith(undefined)).toEqual([undefined, []]);
  expect(importsWith(JSON.stringify({ import: [BLOCK] }))).toEqual([[BLOCK], []]);
  expect(importsWith(`\uFEFF${JSON.stringify({ import: [BLOCK] })}`)).toEqual([[BLOCK], []]);
});

test("what exists in one environment is imported in no other", () => {
  const text = JSON.stringify({ import: [BLOCK] });
  expect(importsWith(text, { ...LINK, environment: "prod" })).toEqual([undefined, []]);
  writeFileSync(join(folder, "prod.sales.tf.json"), text);
  expect(importsWith(undefined, { ...LINK, environment: "prod" })).toEqual([[BLOCK], []]);
});

const refused = (why: string) => [
  undefined,
  [
    {
      path: ["name"],
      place: { fileName: relative("", FILE), position: { line: 1, column: 1 } },
      message: `${why}, expected {"import": [{"to": …, "id": …}]} as npm run adopt writes it; remove the file, and write it again by npm run adopt -- sales`,
    },
  ],
];

test.each([
  ["is no JSON", "import {", "is no JSON"],
  ["is empty", "\n", "is empty"],
  ["has another section", JSON.stringify({ import: [BLOCK], resource: {} }), "has other content"],
  ["is a list", JSON.stringify([BLOCK]), "has other content"],
  ["has a map", JSON.stringify({ import: BLOCK }), "has other content"],
  [
    "reads a file",
    JSON.stringify({ import: [BLOCK, { ...BLOCK, id: '${file("/etc/hostname")}' }] }),
    "has another content at import[1]",
  ],
  [
    "names a module",
    JSON.stringify({ import: [{ ...BLOCK, to: "module.a.aws_iam_role.b" }] }),
    "has another content at import[0]",
  ],
  [
    "names a provider",
    JSON.stringify({ import: [{ ...BLOCK, provider: "aws" }] }),
    "has another content at import[0]",
  ],
  ["holds null", JSON.stringify({ import: [null] }), "has another content at import[0]"],
])("a file that %s is a problem of the link, and nothing of it is taken", (_, text, why) => {
  expect(importsWith(text)).toEqual(refused(why));
});

test("a folder in its place is one too", () => {
  mkdirSync(FILE);
  expect(importsWith(undefined)).toEqual(refused("cannot be read (EISDIR)"));
});
