import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { elementsOf } from "../../../../testing/review-pages/read-page";
import { openedReport } from "../../../../testing/review-pages/sample-reports";
import type { ReviewReport } from "../../../../tools/review/judge/report";
import type { StackReview } from "../../../../tools/review/judge/review-stack";
import { reportMarkdown } from "../../../../tools/review/render/report-markdown";
import { reportPage } from "../../../../tools/review/render/report-page";

/** Text that ends elements, attributes, quoted ones too, scripts and style. */
const HOSTILE = `"'></p></title></style></script><script>alert(1)</script><img src=x onerror=alert(1)> " onclick=alert(1) ' x=y`;
const FINDING = {
  rule: HOSTILE,
  severity: "error",
  address: HOSTILE,
  message: HOSTILE,
  fix: HOSTILE,
} as const;
const DIFFERENCE = { side: "after", role: "data role", policy: HOSTILE } as const;
const CHANGE = {
  grants: [HOSTILE],
  takesAway: [HOSTILE],
  statements: [DIFFERENCE, { ...DIFFERENCE, statement: { [HOSTILE]: HOSTILE } }],
  unchecked: [{ what: HOSTILE, reason: HOSTILE }],
};
const suppression = { rule: HOSTILE, address: HOSTILE, reason: HOSTILE, expires: HOSTILE };

/** The links of a report with every text of theirs replaced by a hostile one. */
async function hostileReport(links: number): Promise<ReviewReport> {
  const [stack] = (await openedReport()).stacks;
  if (stack?.link === undefined) throw new Error("there is no link");
  const { link, answers: _, ...review } = stack;
  const { queryRole, dataRole, queryFunction } = link;
  const hostile: StackReview = {
    ...review,
    link: {
      ...link,
      queryRole: { ...queryRole, name: HOSTILE, accountId: HOSTILE },
      dataRole: { ...dataRole, name: HOSTILE, accountId: HOSTILE },
      queryFunction: { ...queryFunction, name: HOSTILE },
    },
    access: review.access.map((row) => ({
      ...row,
      who: HOSTILE,
      does: HOSTILE,
      reason: HOSTILE,
      quotes: [{ policy: HOSTILE, statement: { [HOSTILE]: HOSTILE } }],
    })),
    findings: [FINDING],
    suppressed: [{ finding: FINDING, suppression }],
    unchecked: [{ what: HOSTILE, reason: HOSTILE }],
  };
  const stacks = Array.from({ length: links }, (__, index) => ({ ...hostile, name: `${HOSTILE}${index}` }));
  return {
    source: HOSTILE.repeat(3),
    stacks,
    changes: new Map(stacks.map(({ name }) => [name, CHANGE])),
    links: { added: [HOSTILE], gone: [HOSTILE] },
  };
}

const policyOf = (page: string) =>
  elementsOf(page)
    .find(({ attributes }) => attributes.has("http-equiv"))
    ?.attributes.get("content");
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const scriptsOf = (page: string) =>
  [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = ""]) => text);
const styleOf = (page: string) => /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? "";

test("nothing of a stack is markup: the page has these elements and attributes, whatever the names", async () => {
  const elements = elementsOf(reportPage(await hostileReport(5)));
  expect([...new Set(elements.map(({ name }) => name))].sort()).toEqual(
    [
      ...[
        "html",
        "head",
        "meta",
        "link",
        "title",
        "style",
        "body",
        "header",
        "main",
        "footer",
        "section",
        "script",
      ],
      ...[
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "div",
        "span",
        "strong",
        "code",
        "a",
        "ul",
        "li",
        "pre",
        "details",
        "summary",
      ],
      ...["table", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "ins"],
      ...["label", "input", "output"],
    ].sort(),
  );
  expect([...new Set(elements.flatMap(({ attributes }) => [...attributes.keys()]))].sort()).toEqual(
    [
      ...[
        "lang",
        "charset",
        "name",
        "content",
        "http-equiv",
        "rel",
        "href",
        "class",
        "id",
        "hidden",
        "for",
        "type",
      ],
      ...[
        "placeholder",
        "autocomplete",
        "spellcheck",
        "tabindex",
        "role",
        "scope",
        "aria-label",
        "aria-labelledby",
      ],
      ...["data-words", "data-told", "data-title"],
    ].sort(),
  );
});

test("the policy of the page lets its own style and the filter's script act, and nothing be loaded", async () => {
  const page = reportPage(await hostileReport(5));
  const scripts = scriptsOf(page);
  expect(scripts).toHaveLength(1);
  expect(policyOf(page)?.split("; ")).toEqual([
    "default-src 'none'",
    `style-src ${hashOf(styleOf(page))}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    `script-src ${hashOf(scripts[0] ?? "")}`,
  ]);
  const few = reportPage(await hostileReport(4));
  expect([scriptsOf(few), policyOf(few)?.includes("script-src"), few.includes('id="filter"')]).toEqual([
    [],
    false,
    false,
  ]);
});

test("nothing of a stack ends a label of the pull request's picture", async () => {
  const [, picture = ""] = /```mermaid\n(.*?)\n```/s.exec(reportMarkdown(await hostileReport(1))) ?? [];
  const [label, box] = ['"[^"<>`]*(?:<br/>[^"<>`]*)*"', (text: string) => `\\w+\\[\\(?${text}\\)?\\]`];
  const arrow = `(?:--|-\\.|==) ${label} (?:-->|\\.->|==>)`;
  const lines = [
    "flowchart LR|  end",
    `  subgraph [LR]\\[${label}\\]`,
    ` +${box(label)}(?: ${arrow} ${box(label)})?`,
    `  Q ${arrow} D`,
  ];
  expect(picture.split("\n").length).toBeGreaterThan(10);
  expect(picture.split("\n").filter((line) => !new RegExp(`^(?:${lines.join("|")})$`).test(line))).toEqual(
    [],
  );
});

/** What the script sees of an element. */
interface FakeElement {
  readonly dataset: { readonly words: string; readonly told: string };
  hidden: boolean;
  value: string;
  checked: boolean;
  textContent: string;
  readonly listeners: (() => void)[];
  addEventListener(type: string, listener: () => void): void;
  matches(selector: string): boolean;
}

function fakeElement(name: string, words: string, told: string): FakeElement {
  const listeners: (() => void)[] = [];
  return {
    ...{
      dataset: { words, told },
      hidden: name === "control",
      value: "",
      checked: false,
      textContent: "",
      listeners,
    },
    addEventListener: (_, listener) => void listeners.push(listener),
    matches: (selector) => selector === name,
  };
}

test("the filter hides what has not all of the words, or needs no reader, and counts links", async () => {
  const [script = ""] = scriptsOf(reportPage(await hostileReport(5)));
  const byId = new Map(
    ["filter", "filter-words", "filter-told", "filter-count"].map((id) => [
      id,
      fakeElement("control", "", ""),
    ]),
  );
  const parts = [
    fakeElement("tr", "sales-eu 333333333333", "true"),
    fakeElement("section", "sales-eu 333333333333", "true"),
    fakeElement("tr", "sales-us 444444444444", "false"),
    fakeElement("section", "sales-us 444444444444", "false"),
  ];
  const control = (id: string) => byId.get(id) ?? fakeElement("control", "", "");
  runInNewContext(script, { document: { getElementById: control, querySelectorAll: () => parts } });
  const shown = (words: string, told: boolean) => {
    Object.assign(control("filter-words"), { value: words });
    Object.assign(control("filter-told"), { checked: told });
    for (const listener of control("filter-words").listeners) listener();
    return [parts.map(({ hidden }) => !hidden), control("filter-count").textContent];
  };
  expect(control("filter").hidden).toBe(false);
  expect(control("filter-told").listeners).toEqual(control("filter-words").listeners);
  expect(shown("", false)).toEqual([[true, true, true, true], "2 of 2 links"]);
  expect(shown(" US  sales ", false)).toEqual([[false, false, true, true], "1 of 2 links"]);
  expect(shown("sales", true)).toEqual([[true, true, false, false], "1 of 2 links"]);
  expect(shown("<b>", false)).toEqual([[false, false, false, false], "0 of 2 links"]);
});
