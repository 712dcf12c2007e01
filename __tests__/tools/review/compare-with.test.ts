import { LinkAnswers } from "../../../access/link/link-answers";
import { stackWith } from "../../../testing/tools/reviewed-stack";
import { readLink } from "../../../tools/lib/link/read-link";
import { compareWithOutput } from "../../../tools/review/judge/comparison/compare-with";
import { exitCodeOf, type ReviewReport } from "../../../tools/review/judge/report";
import type { StackReview } from "../../../tools/review/judge/review-stack";
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
