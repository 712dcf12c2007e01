import { claimOf, denialOf } from "../../../../access/link/probes/probe";
import { elementTexts, textIn, unopened } from "../../../../testing/review-pages/read-page";
import {
  acceptedReport,
  cleanReport,
  managedReport,
  openedReport,
  sampleReport,
  uncheckedReport,
  unreadableReport,
} from "../../../../testing/review-pages/sample-reports";
import { stackWith } from "../../../../testing/tools/reviewed-stack";
import { exitCodeOf, type ReviewReport } from "../../../../tools/review/judge/report";
import { reportMarkdown } from "../../../../tools/review/render/report-markdown";
import { reportPage } from "../../../../tools/review/render/report-page";

const headings = (page: string) =>
  [...page.matchAll(/<h([1-6])[^>]*>(.*?)<\/h\1>/gs)].map(
    ([, level, text = ""]) => `${level} ${textIn(text)}`,
  );
/** Rows of the requests that are shown without opening anything: sign, sentence, and what should be. */
const requests = (html: string) =>
  [...html.matchAll(/<li>(<span class="sign[^>]*>.<\/span><p>.*?<\/p>)<div>/gs)].map(([, row = ""]) =>
    textIn(row),
  );
const tableOf = (page: string) =>
  [...page.matchAll(/<tr role="row"[^>]*>(.*?)<\/tr>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = ""]) => textIn(cell)),
  );

const MIXED = () =>
  sampleReport(
    { name: "analytics", now: stackWith({}), before: stackWith({}) },
    { name: "changed", ...changed("changed") },
    {
      name: "managed",
      now: stackWith({ name: "managed", permissions: { mode: "managed" } }),
      before: stackWith({ name: "managed" }),
    },
  );

function changed(name: string) {
  return {
    now: stackWith({ name }),
    before: stackWith({ name, target: { cluster: "warehouse", database: "dev", dbUser: "etl" } }),
  };
}

let mixed: ReviewReport;
let managed: ReviewReport;
beforeAll(async () => {
  mixed = await MIXED();
  managed = await managedReport();
});

test("the verdict comes first, then a row per link, then every finding, then the links that need a reader", () => {
  const page = reportPage(mixed);
  expect(headings(page)).toEqual([
    "1 Who can do what",
    "2 Links",
    "2 Findings",
    "3 managed",
    "2 ✗ managed",
    "3 What the change does",
    "4 It grants",
    "4 It takes away",
    "4 Statements",
    "3 What the link needs",
    "3 What must be denied",
    "2 ✓ changed",
    "3 What the change does",
    "4 It grants",
    "4 It takes away",
    "4 Statements",
    "3 What the link needs",
    "3 What must be denied",
    "2 ✓ analytics",
    "3 What the change does",
    "3 What the link needs",
    "3 What must be denied",
  ]);
  expect(textIn(page.slice(page.indexOf("<h1>"), page.indexOf("<h2")))).toBe(
    `Who can do what Read from ${mixed.source} , decided by an IAM simulator. ✗ 1 of 3 links has findings 1 error · 1 warning`,
  );
  expect(elementTexts(page, "title")).toEqual(["✗ Review: 1 of 3 links has findings"]);
});

test("the table has a row per link: sign, place, counts, findings, change", () => {
  expect(tableOf(reportPage(mixed))).toEqual([
    ["verdict", "link", "needed allowed", "others denied", "findings", "change"],
    [
      "✗",
      "managed 111111111111 → 222222222222 · warehouse",
      "8 of 9",
      "20 of 36",
      "1 error · 1 warning",
      "+16 −1",
    ],
    ["✓", "changed 111111111111 → 222222222222 · warehouse", "9 of 9", "36 of 36", "none", "+1 −1"],
    ["✓", "analytics 111111111111 → 222222222222 · warehouse", "9 of 9", "36 of 36", "none", "none"],
  ]);
  const alone = reportPage({ ...mixed, changes: new Map(), links: { added: ["changed"], gone: [] } });
  expect(tableOf(alone).map((row) => [row[1]?.split(" ")[0], row[5]])).toEqual([
    ["link", "change"],
    ["managed", "not compared"],
    ["changed", "new"],
    ["analytics", "not compared"],
  ]);
});

test("what must be denied and is stands folded; what is not comes first, and its sentence is true", () => {
  const page = reportPage(managed);
  const [stack] = managed.stacks;
  const rows = stack?.access ?? [];
  const hop = (row: { hop: number }, sentence: string) => `${sentence.replaceAll("`", "")} hop ${row.hop}`;
  const plain = (text: string) => text.replaceAll("`", "");
  const needed = rows.filter(({ expected }) => expected === "allowed");
  const others = rows.filter(({ expected }) => expected === "denied");
  const wrongly = others.filter(({ answer }) => answer === "allowed");
  const missing = needed.filter(({ answer }) => answer === "denied");
  expect([wrongly.length, missing.length]).toEqual([16, 1]);
  expect(requests(unopened(page))).toEqual([
    ...missing.map((row) => `✗ ${hop(row, denialOf(row))} must be allowed`),
    ...needed.filter((row) => !missing.includes(row)).map((row) => `✓ ${hop(row, claimOf(row))}`),
    ...wrongly.map((row) => `✗ ${hop(row, claimOf(row))} must be denied`),
  ]);
  const held = others
    .filter((row) => !wrongly.includes(row))
    .map((row) => `✓ ${plain(hop(row, denialOf(row)))}`);
  expect(requests(page).slice(-held.length)).toEqual(held);
  expect(held[0]).toContain("cannot assume the data role");
});

test("what could not be checked is neither allowed nor denied, and told once for one cause", async () => {
  const report = await uncheckedReport();
  const page = unopened(reportPage(report));
  const open = (report.stacks[0]?.access ?? []).filter(({ answer }) => answer === "could not check");
  expect(requests(page).filter((row) => row.startsWith("?"))).toEqual(
    [
      ...open.filter(({ expected }) => expected === "allowed"),
      ...open.filter(({ expected }) => expected === "denied"),
    ].map(
      (row) =>
        `? whether ${claimOf(row).replaceAll("`", "")} hop ${row.hop} could not check, must be ${row.expected}`,
    ),
  );
  expect(elementTexts(page, "li", "unchecked")).toEqual([
    "? could not check 32 rules and requests text of managed policy arn:aws:iam::222222222222:policy/boundary of role analytics-data is not known; write it below policyTexts of the link in links.yaml which",
  ]);
});

test("what one rule finds at one place is one finding with one remedy, errors first", async () => {
  const page = reportPage(await openedReport());
  const found = [
    ...page.matchAll(
      /<li class="(error|warning|note|unchecked)"><p>.*?<code>(.*?)<\/code>(.*?)<strong>Do:/gs,
    ),
  ];
  expect(
    found.map(([, severity, rule, rest = ""]) => [severity, rule, (rest.match(/<li>/g) ?? []).length]),
  ).toEqual([
    ["error", "statement-beyond-link", 3],
    ["error", "unexpected-access", 6],
    ["warning", "missing-external-id", 0],
  ]);
});

test.each([
  ["clean", cleanReport],
  ["managed mode", managedReport],
  ["opened", openedReport],
  ["not checked", uncheckedReport],
  ["suppressed", acceptedReport],
  ["not readable", unreadableReport],
])("page and comment are as clean as the exit code: %s", async (_, make) => {
  const report = await make();
  const clean = exitCodeOf(report) === 0;
  const page = reportPage(report);
  expect(page.includes('<div class="verdict ok">')).toBe(clean);
  expect(
    tableOf(page)
      .slice(1)
      .every(([sign]) => sign === "✓"),
  ).toBe(clean);
  expect(reportMarkdown(report)).toMatch(clean ? /\n✓ \d+ links?: nothing found/ : /\n✗ /);
});

test("no link at all is no clean report", () => {
  const report = { source: "", stacks: [], changes: new Map() };
  expect(elementTexts(reportPage(report), "title")).toEqual([
    "✗ Review: could not check: no link was reviewed",
  ]);
  expect(reportMarkdown(report)).toBe("# Who can do what\n\n✗ No link was reviewed.\n");
});

test("what links.yaml suppresses is folded, with its reason and its last day", async () => {
  const page = reportPage(await acceptedReport());
  expect(textIn(unopened(page))).toContain("2 findings suppressed in links.yaml");
  const [first, ...others] = elementTexts(page, "li", "note");
  expect(first).toMatch(
    /^· suppressed until 2026-12-31 error unexpected-access at aws_iam_role.data_role another function .* Because: both accounts are ours alone$/,
  );
  expect(others).toHaveLength(1);
});

test("a change that could not be compared is a finding, and no clean row", async () => {
  const clean = await cleanReport();
  const unchecked = [{ what: "against", reason: "the older one cannot be read" }];
  const changes = new Map([["analytics", { grants: [], takesAway: [], statements: [], unchecked }]]);
  const page = reportPage({ ...clean, changes });
  expect(tableOf(page)[1]).toEqual([
    "✗",
    expect.any(String),
    "9 of 9",
    "36 of 36",
    "1 could not be checked",
    "could not check",
  ]);
  expect(elementTexts(page, "title")).toEqual(["✗ Review: 1 link could not be checked"]);
  expect(elementTexts(page, "li", "unchecked")).toEqual([
    "? could not check against the older one cannot be read",
  ]);
});

test("of several links those that need no reader are a heading and a line until they are opened", () => {
  const page = unopened(reportPage(mixed));
  expect(textIn(page.slice(page.lastIndexOf("<section")))).toBe(
    "✓ analytics 9 of 9 needed requests allowed · 36 of 36 others denied · 20 rules, 0 findings. All links What the change does ✓ Nothing about access changes. Picture and requests",
  );
});
