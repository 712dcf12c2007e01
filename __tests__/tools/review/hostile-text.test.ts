import type { Finding } from "../../../tools/review/judge/finding";
import type { ReviewReport } from "../../../tools/review/judge/report";
import { reportMarkdown } from "../../../tools/review/render/report-markdown";
import { reportPage } from "../../../tools/review/render/report-page";
import { reportSarif } from "../../../tools/review/render/report-sarif";
import { reportText } from "../../../tools/review/render/report-text";

/** What a person can write into a name or a reason: one backtick, markup, a mention, a bar, and lines of its own. */
const HOSTILE = "` <img src=x> *b* @team | [a](https://b.c) \u001b[2J\u202e\n::error::owned ##[error]\n# big";
const FINDING: Finding = {
  rule: HOSTILE,
  severity: "error",
  address: HOSTILE,
  message: HOSTILE,
  fix: HOSTILE,
};
const ROW = {
  id: "hop1-function",
  hop: 1,
  who: HOSTILE,
  does: HOSTILE,
  expected: "denied",
  answer: "denied",
  reason: HOSTILE,
  quotes: [],
} as const;
const DIFFERENCE = {
  side: "after",
  role: "data role",
  policy: HOSTILE,
  statement: { Sid: HOSTILE, [HOSTILE]: HOSTILE },
} as const;
const UNCHECKED = [{ what: HOSTILE, reason: HOSTILE }];
const REPORT: ReviewReport = {
  source: HOSTILE,
  stacks: [
    {
      name: HOSTILE,
      access: [ROW],
      findings: [FINDING],
      suppressed: [
        {
          finding: FINDING,
          suppression: { rule: HOSTILE, address: HOSTILE, reason: HOSTILE, expires: HOSTILE },
        },
      ],
      unchecked: UNCHECKED,
      notApplicable: [],
      rulesChecked: 1,
    },
  ],
  changes: new Map([
    [HOSTILE, { grants: [HOSTILE], takesAway: [HOSTILE], statements: [DIFFERENCE], unchecked: UNCHECKED }],
  ]),
  links: { added: [HOSTILE], gone: [HOSTILE] },
};
/** Code spans hold what they like. */
const withoutCode = (markdown: string) => markdown.replace(/(?<!\\)`[^`\n]*`/g, "");

test("nothing of a stack acts in the comment on a pull request", () => {
  const markdown = reportMarkdown(REPORT);
  expect(withoutCode(markdown)).not.toMatch(/<img|(?<!\\)\*b|@team|(?<!\\)\[a|https:\/\//);
  expect(markdown.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(markdown.split("\n").filter((line) => /^#+ big|^::/.test(line))).toEqual([]);
});

test("a bar in code does not end a table's cell, whatever stands before it", () => {
  const [stack] = REPORT.stacks;
  if (stack === undefined) throw new Error("there is no stack");
  const does = "`a|b` `a\\|b` `a\\\\|b` a|b";
  const row = { ...ROW, who: "it", does, expected: "allowed", answer: "allowed" } as const;
  const markdown = reportMarkdown({ ...REPORT, stacks: [{ ...stack, access: [row] }] });
  expect(markdown).toContain("| 1 | it can `a\\|b` `a\\|b` `a\\\\\\|b` a\\|b | ✓ allowed |");
});

test("nothing of a stack is a command to a pipeline or a terminal in the summary", () => {
  const lines = reportText(REPORT, (_, text) => text).split("\n");
  expect(lines.filter((line) => /[\p{Cc}\p{Cf}]|##\[|^\s*::/u.test(line))).toEqual([]);
});

test("nothing of a stack turns the text of the page, or is markup in it", () => {
  const page = reportPage(REPORT);
  expect(page.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]|<img/u);
});

test("nothing of a stack turns or breaks a line of what code scanning shows", () => {
  const [run] = reportSarif(REPORT, [], () => ({ file: "cdk.tf.json", line: 1 })).runs;
  const shown = [
    ...(run?.results ?? []).flatMap(({ message, suppressions = [] }) => [
      message.text,
      ...suppressions.map(({ justification }) => justification),
    ]),
    ...(run?.invocations ?? []).flatMap(({ toolExecutionNotifications = [] }) =>
      toolExecutionNotifications.map(({ message }) => message.text),
    ),
  ];
  expect(shown).toHaveLength(4);
  expect(shown.filter((text) => /[\p{Cc}\p{Cf}]/u.test(text ?? ""))).toEqual([]);
});
