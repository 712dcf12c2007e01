import { dirname } from "node:path";
import { isReached } from "../testing/architecture/imports";
import { SOURCE_FILES, sourceOf, workTreeFiles } from "../testing/architecture/source-files";

test("every journey of docs/architecture.md goes from a file to one that it imports", () => {
  const [, section = ""] = sourceOf("docs/architecture.md").split("\n## Five journeys\n");
  const journeys = (section.split("\n## ")[0] ?? "").split("\n### ").slice(1);
  expect(journeys).toHaveLength(5);
  const lost = journeys.flatMap((journey) => {
    const [title = ""] = journey.split("\n");
    const path = [...journey.matchAll(/`([\w./-]+\.ts)`/g)].map(([, file = ""]) => file);
    return path
      .filter((file, index) => index > 0 && !isReached(file, path.slice(0, index)))
      .map((file) => `${title}: ${file}`);
  });
  expect(lost).toEqual([]);
});

test("every path that a document names exists", () => {
  const known = new Set(SOURCE_FILES);
  const missing = workTreeFiles("*.md").flatMap((document) =>
    [...sourceOf(document).matchAll(/`((?:[a-z][\w-]*\/)+[\w.-]+\.(?:ts|cjs))`/g)]
      .map(([, file = ""]) => file)
      .filter((file) => !known.has(file) && !known.has(`${dirname(document)}/${file}`))
      .map((file) => `${document}: ${file}`),
  );
  expect(missing).toEqual([]);
});
