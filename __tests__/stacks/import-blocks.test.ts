import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { addImports } from "../../stacks/import-blocks";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";

const folder = temporaryFolder();
const BLOCK = { to: "aws_iam_role.data_role", id: "analytics-data" };

/** The `import` section of a stack beside this file. */
function importsWith(text: string | undefined): unknown {
  const link = "sales";
  if (text !== undefined) writeFileSync(join(folder, `${link}.tf.json`), text);
  const stack = new TerraformStack(Testing.app(), link);
  addImports(stack, link, folder);
  return JSON.parse(Testing.synth(stack)).import;
}

test("a link without a file has no imports, and one with a file has those", () => {
  expect(importsWith(undefined)).toBeUndefined();
  expect(importsWith(JSON.stringify({ import: [BLOCK] }))).toEqual([BLOCK]);
});

test.each([
  ["is no JSON", "import {"],
  ["has another section", JSON.stringify({ import: [BLOCK], resource: {} })],
  ["is a list", JSON.stringify([BLOCK])],
  ["reads a file", JSON.stringify({ import: [{ ...BLOCK, id: '${file("/etc/hostname")}' }] })],
  ["names a module", JSON.stringify({ import: [{ ...BLOCK, to: "module.a.aws_iam_role.b" }] })],
  ["names a provider", JSON.stringify({ import: [{ ...BLOCK, provider: "aws" }] })],
])("a file that %s is refused", (_, text) => {
  expect(() => importsWith(text)).toThrow(
    'imports/sales.tf.json is not what npm run adopt writes, expected {"import": [{"to": …, "id": …}]}; write it again, or remove it',
  );
});
