import type { Link } from "../../config/link";
import { problemsOfFile, SAMPLE, withLine } from "../../testing/links/sample-file";

const SECOND = SAMPLE.replace("links:\n", "").replace("name: analytics", "name: second");

test("a check of the caller is asked about each accepted link, and its problems are located", () => {
  const seen: string[] = [];
  const check = (link: Link) => {
    seen.push(link.name);
    return [
      { path: ["target", "database"], message: "is too long when rendered, expected less; shorten it" },
      { path: ["dataRole", "name"], message: "is a default that does not fit, expected another; set it" },
    ];
  };
  expect(problemsOfFile(SAMPLE, { checks: [check] })).toEqual([
    "links.yaml:2:5 links[0].dataRole.name: is a default that does not fit, expected another; set it",
    "links.yaml:12:17 links[0].target.database: is too long when rendered, expected less; shorten it",
  ]);
  expect(seen).toEqual(["analytics"]);
});

test.each([
  ["the schema refuses", withLine(12, "      database: 5")],
  ["a check between fields refuses", withLine(7, '      id: "111111111111"')],
])("a link that %s is not shown to the caller's checks, the others are", (_what, text) => {
  const seen: string[] = [];
  const check = (link: Link) => {
    seen.push(link.name);
    return [{ path: ["name"], message: "is second, expected first; rename it" }];
  };
  const problems = problemsOfFile(text.concat(SECOND), { checks: [check] });
  expect(seen).toEqual(["second"]);
  expect(problems).toHaveLength(2);
  expect(problems[1]).toBe("links.yaml:13:11 links[1].name: is second, expected first; rename it");
});
