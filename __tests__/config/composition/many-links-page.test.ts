import { sourceOf } from "../../../testing/architecture/source-files";
import { linksOfFolder } from "../../../testing/links/links-folder";

const EXAMPLES = [...sourceOf("docs/many-links.md").matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, text = ""]) => text,
);

/** What the page speaks of and does not show. */
const TEAM = "links:\n  - name: NAME\n    target: { cluster: warehouse, database: dev }\n";
const TEAMS = {
  "teams/sales.yaml": TEAM.replace("NAME", "sales"),
  "teams/stock.yaml": TEAM.replace("NAME", "stock"),
};

test("every example of the page is accepted, and gives the links that it speaks of", () => {
  const found = EXAMPLES.filter((text) => /^(?:links|include):/m.test(text)).map((text) =>
    linksOfFolder({ "links.yaml": text, ...TEAMS }).links.map(({ name }) => name),
  );
  expect(found).toEqual([
    ["sales", "stock"],
    ["sales", "stock"],
    ["sales-prod"],
    ["sales", "stock"],
    ["sales"],
  ]);
});
