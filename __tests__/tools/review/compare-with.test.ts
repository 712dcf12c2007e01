import { LinkAnswers } from "../../../access/link/link-answers";
import { stackWith } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareWithOutput } from "../../../tools/review/judge/comparison/compare-with";
import { exitCodeOf, type ReviewReport } from "../../../tools/review/judge/report";
import type { StackReview } from "../../../tools/review/judge/review-stack";
import type { DeployedQueries } from "../../../tools/review/read/deployed-queries";
import { reportJson } from "../../../tools/review/render/report-json";
import { reportMarkdown } from "../../../tools/review/render/report-markdown";
import { reportPage } from "../../../tools/review/render/report-page";
import { reportText } from "../../../tools/review/render/report-text";

const now = (name: string, changes: object): StackReview => {
  const link = readLink(stackWith(changes));
  return {
    name,
    link,
    answers: new LinkAnswers(link),
    access: [],
    findings: [],
    suppressed: [],
    unchecked: [],
    notApplicable: [],
    rulesChecked: 1,
  };
};
const old = (name: string, json: unknown) => ({
  name,
  file: `base/${name}/cdk.tf.json`,
  text: "",
  origin: "synth" as const,
  json,
});
const named = (name: string) => ({ name });

test("links are paired by their name, not by their stack's; new and gone ones are said", async () => {
  const { changes, links } = await compareWithOutput(
    [old("renamed", stackWith({ trust: {} })), old("former", stackWith(named("former")))],
    [now("analytics", {}), now("reports", named("reports"))],
    readLink,
  );
  expect([...changes.keys()]).toEqual(["analytics"]);
  expect(changes.get("analytics")?.takesAway).toContain(
    "the function without the external id can no longer assume the data role",
  );
  expect(links).toEqual({ added: ["reports"], gone: ["former"] });
});

const QUERY = { name: "sales", description: "", sql: "SELECT 1", parameters: [] };
const ANY_SQL = "whoever may invoke the function can now run any SQL with it";
const NO_SQL = "whoever may invoke the function can no longer run any SQL with it, but named queries alone";

test.each<[string, DeployedQueries | undefined, Partial<StackReview>, readonly string[], readonly string[]]>([
  ["nothing told", undefined, {}, [], []],
  [
    "SQL again",
    { rawSql: false, queries: [QUERY] },
    { namedQueries: { rawSql: true, queries: [QUERY] } },
    [ANY_SQL],
    [],
  ],
  [
    "neither queries nor their limit any more",
    { rawSql: false, queries: [QUERY] },
    {},
    [ANY_SQL],
    ["the function can no longer run named query sales"],
  ],
  [
    "another query and another SQL",
    { rawSql: false, queries: [QUERY] },
    {
      namedQueries: {
        rawSql: false,
        queries: [
          { ...QUERY, sql: "SELECT 2" },
          { ...QUERY, name: "more" },
        ],
      },
    },
    [
      "named query sales now runs other SQL, or with other parameters",
      "the function can now run named query more",
    ],
    [],
  ],
  ["a limit", undefined, { namedQueries: { rawSql: false, queries: [] } }, [], [NO_SQL]],
  ["a plan", { rawSql: false, queries: [QUERY] }, { planFile: "plan.json" }, [ANY_SQL], []],
  [
    "unread queries",
    { rawSql: true, queries: "unknown" },
    { namedQueries: { rawSql: true, queries: [QUERY] } },
    [],
    [],
  ],
  [
    "another description",
    { rawSql: false, queries: [QUERY] },
    { namedQueries: { rawSql: false, queries: [{ ...QUERY, description: "now with one" }] } },
    [],
    [],
  ],
  [
    "code of one's own, which decides itself",
    { rawSql: false, queries: [QUERY] },
    { code: { kind: "entry", file: "a.ts" } },
    [],
    [],
  ],
])("what a change does to the SQL of the function is told: %s", async (_, was, is, grants, takesAway) => {
  const stack = { ...now("analytics", {}), ...is };
  const { changes, links } = await compareWithOutput(
    [{ ...old("analytics", stackWith({})), namedQueries: was }],
    [stack],
    readLink,
  );
  expect(changes.get("analytics")).toEqual({ grants, takesAway, statements: [], unchecked: [] });
  const markdown = reportMarkdown({ source: "", stacks: [stack], changes, links });
  expect(markdown.includes("Nothing changed")).toBe(grants.length + takesAway.length === 0);
});

test("a link that cannot be read in one of the two could not be checked, and is neither new nor gone", async () => {
  const { link: _, answers: __, ...unreadable } = now("reports", named("reports"));
  const { changes, links } = await compareWithOutput(
    [old("analytics", {}), old("reports", stackWith(named("reports")))],
    [now("analytics", {}), unreadable],
    readLink,
  );
  expect([...changes].map(([name, { unchecked }]) => [name, unchecked.map(({ what }) => what)])).toEqual([
    ["analytics", ["against"]],
    ["reports", ["against"]],
  ]);
  expect(links).toEqual({ added: [], gone: [] });
  expect(exitCodeOf({ source: "", stacks: [now("analytics", {})], changes, links })).toBe(2);
});

test("every report says which links are new and which are gone", () => {
  const report: ReviewReport = {
    source: "cdk.tf.json",
    stacks: [],
    changes: new Map(),
    links: { added: ["reports"], gone: ["former"] },
  };
  expect(reportText(report, (_, text) => text)).toBe("+ new link reports\n- link gone: former\n");
  expect(reportMarkdown(report)).toContain("**New link reports**");
  expect(reportMarkdown(report)).toContain("**Link gone: former**");
  expect(reportPage(report)).toContain("New link reports");
  expect(reportPage(report)).toContain("Link gone: former");
  expect(JSON.parse(reportJson(report))).toMatchObject({ newLinks: ["reports"], goneLinks: ["former"] });
});
