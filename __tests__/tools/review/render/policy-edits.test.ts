import { elementTexts } from "../../../../testing/review-pages/read-page";
import { openedReport } from "../../../../testing/review-pages/sample-reports";
import type { PolicyDifference } from "../../../../tools/review/judge/policy-difference";
import { policyEdits, statementLines } from "../../../../tools/review/render/page/policy-edits";
import { reportPage } from "../../../../tools/review/render/report-page";

const ROLE = "data role" as const;
const difference = (side: PolicyDifference["side"], statement?: object, policy = "p"): PolicyDifference => ({
  side,
  role: ROLE,
  policy,
  ...(statement === undefined ? {} : { statement: { ...statement } }),
});
const allow = (more: object) => ({ Sid: "S", Effect: "Allow", ...more });
const SIGNS = { before: "-", after: "+", both: " " } as const;
const shown = (...differences: PolicyDifference[]) =>
  policyEdits(differences).map(({ title, lines }) => [
    title,
    ...lines.map(({ side, text }) => `${SIGNS[side]} ${text}`),
  ]);
const edited = (before: object, after: object) =>
  shown(difference("before", allow(before)), difference("after", allow(after)));

test("a statement that was edited is one text in which lines go and come", () => {
  expect(edited({ Resource: ["a", "b"] }, { Resource: ["b", "c"] })).toEqual([
    [
      "data role: statement S of p",
      "  {",
      '    "Sid": "S",',
      '    "Effect": "Allow",',
      '    "Resource": [',
      '-     "a",',
      '      "b",',
      '+     "c"',
      "    ]",
      "  }",
    ],
  ]);
});

test.each<[string, object, object, string[]]>([
  ["a value and a list of it", { Action: "a" }, { Action: ["a", "b"] }, ['+     "b"']],
  [
    "the value of a condition too",
    { Condition: { StringEquals: { k: ["v", "w"] } } },
    { Condition: { StringEquals: { k: "v" } } },
    ['-         "w"'],
  ],
  ["elements in another order", { Resource: "r", Action: "a" }, { Action: "a", Resource: "r" }, []],
  ["the last line of a list", { Action: ["a"], Resource: "r" }, { Action: ["a"] }, ['-   "Resource": "r"']],
])("what reads alike shows no difference: %s", (_, before, after, lines) => {
  expect(edited(before, after).flatMap((edit) => edit.filter((line) => /^[-+]/.test(line)))).toEqual(lines);
});

test("statements without a Sid are paired in their order, and one more comes or goes as a whole", () => {
  const [first, second] = shown(
    difference("before", { Effect: "Deny" }),
    difference("after", { Effect: "Allow" }),
    difference("after", { Action: "b" }),
  );
  expect(first).toEqual([
    "data role: a statement of p",
    "  {",
    '-   "Effect": "Deny"',
    '+   "Effect": "Allow"',
    "  }",
  ]);
  expect(second).toEqual(["data role: a statement of p", "+ {", '+   "Action": "b"', "+ }"]);
});

test("another policy's statement of the same Sid is another statement", () => {
  expect(
    shown(difference("before", allow({})), difference("after", allow({}), "q")).map(([title]) => title),
  ).toEqual(["data role: statement S of p", "data role: statement S of q"]);
});

test("attachments and the role's own ARN stand together", () => {
  const [arn, policy] = ["arn:aws:iam::222222222222:role/old", "managed policy arn:aws:iam::aws:policy/A"];
  expect(shown(difference("before", undefined, arn), difference("after", undefined, policy))).toEqual([
    ["data role: attached", `- ${arn}`, `+ ${policy}`],
  ]);
});

test("texts too long to be compared are shown whole", () => {
  const resources = (prefix: string) => Array.from({ length: 2100 }, (_, index) => `${prefix}${index}`);
  const [edit = []] = edited({ Resource: resources("a") }, { Resource: resources("b") });
  expect([
    edit.filter((line) => line.startsWith("-")).length,
    edit.filter((line) => line.startsWith("+")).length,
  ]).toEqual([2106, 2106]);
});

test("elements stand in the order of AWS's documentation, what it does not know after them", () => {
  const lines = statementLines({
    More: 1,
    Condition: {},
    Resource: "*",
    Action: "a",
    Effect: "Allow",
    Sid: "S",
  });
  expect(lines.flatMap((line) => /^ {2}"(\w+)"/.exec(line)?.[1] ?? [])).toEqual([
    "Sid",
    "Effect",
    "Action",
    "Resource",
    "Condition",
    "More",
  ]);
});

test("the page marks lines that go and come by sign and element", async () => {
  const page = reportPage(await openedReport());
  const [, edit = ""] = page.split(
    "<figcaption>data role: statement ConnectAsDbUser of redshift-data-api</figcaption>",
  );
  const [figure = ""] = edit.split("</figure>");
  const user = (name: string) => `"arn:aws:redshift:ap-northeast-1:222222222222:dbuser:warehouse/${name}",`;
  expect(elementTexts(figure, "del")).toEqual([`- ${user("analyst")}`]);
  expect(elementTexts(figure, "ins")).toEqual([`+ ${user("etl")}`, `+ ${user("*")}`]);
  expect(
    elementTexts(page, "figcaption").filter((title) => title.startsWith("data") || title.startsWith("query")),
  ).toEqual([
    "query role: statement AssumeDataRole of assume-data-role",
    "data role: statement TrustRole of trust policy",
    "data role: statement ConnectAsDbUser of redshift-data-api",
    "data role: statement PassAnyRole of redshift-data-api",
  ]);
});

test("where only an external id changed, the page says that something not shown did", async () => {
  const report = await openedReport();
  const statement = { Sid: "T", Condition: { StringEquals: { "sts:ExternalId": "(not shown)" } } };
  const statements = [difference("before", statement), difference("after", statement)];
  const changes = new Map([["analytics", { grants: [], takesAway: [], statements, unchecked: [] }]]);
  expect(elementTexts(reportPage({ ...report, changes }), "figure", "edit")).toEqual([
    expect.stringMatching(
      /^data role: statement T of p No line differs: only a value that is not shown[^{]* \{/,
    ),
  ]);
});
