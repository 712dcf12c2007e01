import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseLinks } from "../../config/parse-links";
import { FUNCTION_DEMANDS } from "../../config/schema/function-demands-schema";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";

const PAGE = readFileSync(join(PROJECT_ROOT, "docs/demands.md"), "utf8");

test("the example of docs/demands.md is a links file that has every field of the page", () => {
  const [, example = ""] = /```yaml\n(.*?)```/s.exec(PAGE) ?? [];
  const [link] = parseLinks(example, "docs/demands.md");
  expect(Object.keys(FUNCTION_DEMANDS).filter((name) => !(name in (link?.function ?? {})))).toEqual([]);
});

test("the table of docs/demands.md names every field", () => {
  const table = PAGE.slice(0, PAGE.indexOf("```yaml"));
  expect(Object.keys(FUNCTION_DEMANDS).filter((name) => !table.includes(`\`${name}`))).toEqual([]);
});
