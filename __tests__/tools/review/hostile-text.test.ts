import type { Finding } from "../../../tools/review/judge/finding";
import type { Report } from "../../../tools/review/judge/report";
import { renderMarkdown } from "../../../tools/review/render/render-markdown";
import { renderSummary } from "../../../tools/review/render/render-summary";

/** What a person can write into a name or a reason: one backtick, markup, a mention, a bar, and lines of its own. */
const HOSTILE = "` <img src=x> *b* @team | [a](https://b.c) \u001b[2J\n::error::owned ##[error]\n# big";
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
  question: HOSTILE,
  expected: "denied",
  answer: "denied",
  reason: HOSTILE,
  quotes: [],
} as const;
const UNCHECKED = [{ what: HOSTILE, reason: HOSTILE }];
const REPORT: Report = {
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
    [HOSTILE, { grants: [HOSTILE], takesAway: [HOSTILE], statements: [HOSTILE], unchecked: UNCHECKED }],
  ]),
  links: { added: [HOSTILE], gone: [HOSTILE] },
};
/** Code spans hold what they like. */
const withoutCode = (markdown: string) => markdown.replace(/(?<!\\)`[^`\n]*`/g, "");

test("nothing of a stack acts in the comment on a pull request", () => {
  const markdown = renderMarkdown(REPORT);
  expect(withoutCode(markdown)).not.toMatch(/<img|(?<!\\)\*b|@team|(?<!\\)\[a|https:\/\//);
  expect(markdown.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  expect(markdown.split("\n").filter((line) => /^#+ big|^::/.test(line))).toEqual([]);
});

test("a bar in code does not end a table's cell, whatever stands before it", () => {
  const [stack] = REPORT.stacks;
  if (stack === undefined) throw new Error("there is no stack");
  const question = "`a|b` `a\\|b` `a\\\\|b` a|b";
  const markdown = renderMarkdown({ ...REPORT, stacks: [{ ...stack, access: [{ ...ROW, question }] }] });
  expect(markdown).toContain("| 1 | `a\\|b` `a\\|b` `a\\\\\\|b` a\\|b | ✓ denied |");
});

test("nothing of a stack is a command to a pipeline or a terminal in the summary", () => {
  const lines = renderSummary(REPORT, (_, text) => text);
  expect(lines.filter((line) => /\p{Cc}|##\[|^\s*::/u.test(line))).toEqual([]);
});
