import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { parseLinks } from "../../config/parse-links";
import { ROOT } from "../../testing/deployment/checkout";
import { BASE } from "../../testing/links/links";

const PAGES = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith(".md"),
);

/** Every links file, or the part of one, that a page shows. */
const EXAMPLES = PAGES.flatMap((page) =>
  [...readFileSync(join(ROOT, page), "utf8").matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
    .map(([, text = ""]) => text)
    .filter((text) => /^links:/m.test(text))
    .map((text, index) => [`${page}, example ${index + 1}`, text] as const),
);

test("some pages show links files", () => {
  expect(EXAMPLES.length).toBeGreaterThan(1);
});

test.each(EXAMPLES)("%s is valid; what a part leaves out is as in the sample link", (page, text) => {
  const file: { links: readonly object[] } = parse(text);
  const links = file.links.map((link) => ({ ...BASE, ...link }));
  expect(parseLinks(JSON.stringify({ ...file, links }), page).length).toBe(links.length);
});
