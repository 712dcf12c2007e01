import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readPlan } from "../../../access/terraform/plan";
import { linkWith } from "../../../testing/links/links";
import { eventsOf, NOTHING_BEYOND, recordedPlan } from "../../../testing/tools/recorded-plans";
import { fingerprintOf } from "../../../tools/drift/judge/beyond-plan/fingerprint";
import { linkReport } from "../../../tools/drift/judge/link-report";
import type { BeyondPlan, FoundPart } from "../../../tools/drift/read/beyond-plan/beyond-plan";
import { reportMarkdown } from "../../../tools/drift/render/report-markdown";
import { reportText } from "../../../tools/drift/render/report-text";
import { PROJECT_ROOT } from "../../../tools/lib/process/project-root";

const TODAY = "2027-01-31";
const permission = (statement: object): FoundPart => ({
  look: "function-policy",
  statement: {
    Sid: "nightly",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    ...statement,
  },
});
const NIGHTLY = permission({ Action: "lambda:InvokeFunction" });

function report(
  parts: readonly FoundPart[],
  expires = TODAY,
  fingerprint = fingerprintOf(NIGHTLY),
  refusals: BeyondPlan["refusals"] = [],
) {
  const accept = [{ fingerprint, reason: "the nightly schedule", expires }];
  const attempt = {
    errors: [],
    refreshed: eventsOf(recordedPlan("clean")).refreshed,
    plan: readPlan(recordedPlan("clean")),
  };
  return linkReport(linkWith({ drift: { accept } }), attempt, { ...NOTHING_BEYOND, parts, refusals }, TODAY);
}

test("what the links file accepts is no finding, and is named", async () => {
  const accepted = {
    summary: "the resource policy of function analytics-query has a statement that no link has",
    reason: "the nightly schedule",
    expires: TODAY,
  };
  const found = await report([NIGHTLY]);
  expect(found).toEqual({
    link: "analytics",
    status: "clean",
    findings: [],
    unchecked: [],
    accepted: [accepted],
  });
  const line = `accepted until ${TODAY}: ${accepted.summary} (the nightly schedule)`;
  expect(reportText([found], (_, text) => text)).toContain(`\n  ${line}\n`);
  expect(reportMarkdown([found])).toContain("accepted until 2027");
});

test.each<[string, readonly FoundPart[], string]>([
  ["after its last day", [NIGHTLY], "2027-01-30"],
  ["with another principal", [permission({ Action: "lambda:InvokeFunction", Principal: "*" })], TODAY],
  ["with one more action", [permission({ Action: ["lambda:InvokeFunction", "lambda:GetFunction"] })], TODAY],
  ["on an alias", [{ ...NIGHTLY, qualifier: "live" } as FoundPart], TODAY],
])("it is a finding %s", async (_, parts, expires) => {
  const found = await report(parts, expires);
  expect(found).toMatchObject({ status: "drift", findings: [{ kind: "beyond-plan" }] });
  expect(found.accepted).toBeUndefined();
});

test("a finding says by which fingerprint it would be accepted", async () => {
  const [{ fingerprint } = {}] = (await report([NIGHTLY], "2000-01-01")).findings;
  expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
  const text = reportText([await report([NIGHTLY], "2000-01-01")], (_, styled) => styled);
  expect(text).toContain(`fingerprint ${fingerprint} under drift.accept in links.yaml`);
});

test("the order in which AWS writes a part, and a passing state, make no other part", () => {
  const source = { look: "event-source", id: "1", sourceArn: "arn:q" } as const;
  expect(fingerprintOf({ ...source, state: "Enabled" })).toBe(
    fingerprintOf({ state: "Updating", ...source }),
  );
  expect(fingerprintOf({ ...source, id: "2", state: "Enabled" })).not.toBe(
    fingerprintOf({ ...source, state: "Enabled" }),
  );
});

test("a mapping that was accepted while it was off is another part when it invokes", () => {
  const source = { look: "event-source", id: "1", sourceArn: "arn:q" } as const;
  const fingerprints = ["Disabled", "Disabling", "Enabled", "Enabling", "Updating"].map((state) =>
    fingerprintOf({ ...source, state }),
  );
  const [off, , on] = fingerprints;
  expect(off).not.toBe(on);
  expect(fingerprints).toEqual([off, off, on, on, on]);
});

test("an acceptance that is over, or that nothing needs, is named; it changes no verdict", async () => {
  const part = { fingerprint: fingerprintOf(NIGHTLY), reason: "the nightly schedule" };
  const over = await report([NIGHTLY], "2027-01-30");
  expect(over.useless).toEqual([{ ...part, expires: "2027-01-30", why: "expired" }]);
  expect(reportText([over], (_, text) => text)).toContain("its last day was 2027-01-30: decide again");
  const unneeded = await report([]);
  expect(unneeded).toMatchObject({
    status: "clean",
    useless: [{ ...part, expires: TODAY, why: "not-found" }],
  });
  expect(reportMarkdown([unneeded])).toContain("accepts nothing, nothing that was found has it");
  expect((await report([NIGHTLY])).useless).toBeUndefined();
});

test("where something could not be looked at, nobody says that an acceptance is not needed", async () => {
  const refusals = [{ look: "function-policy", account: "lambda", reason: "AccessDenied" }] as const;
  const found = await report([], TODAY, fingerprintOf(NIGHTLY), refusals);
  expect(found.status).toBe("could-not-check");
  expect(found.useless).toBeUndefined();
});

test("the page's example is one that the links file takes", () => {
  const page = readFileSync(join(PROJECT_ROOT, "docs/drift.md"), "utf8");
  const example = /```yaml\n(links:\n[^`]*accept:[^`]*)```/.exec(page)?.[1] ?? "";
  const [{ drift }] = parse(example).links;
  expect(linkWith({ drift }).drift).toEqual({
    accept: [
      {
        fingerprint: "0123456789abcdef0123456789abcdef",
        reason: "the nightly schedule of the reports stack",
        expires: "2027-06-30",
      },
    ],
  });
});
