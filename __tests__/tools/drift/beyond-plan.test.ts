import { readFileSync } from "node:fs";
import { join } from "node:path";
import { linkWith } from "../../../testing/links/links";
import { attempt, NOTHING_BEYOND, recordedPlan, reportOf } from "../../../testing/tools/recorded-plans";
import { NOT_LOOKED_AT } from "../../../tools/drift/judge/beyond-plan/not-looked-at";
import { isOwnPart } from "../../../tools/drift/judge/beyond-plan/own-part";
import { partFinding } from "../../../tools/drift/judge/beyond-plan/part-finding";
import { exitCodeOf } from "../../../tools/drift/judge/finding";
import type { FoundPart } from "../../../tools/drift/read/beyond-plan/beyond-plan";
import { LOOKS, type LookId } from "../../../tools/lib/link/looks";

const QUEUE = "arn:aws:sqs:eu-west-1:999999999999:q";
const permission = (statement: object, qualifier?: string): FoundPart => ({
  look: "function-policy",
  statement: { Sid: "s", Effect: "Allow", Action: "lambda:InvokeFunction", Principal: "*", ...statement },
  ...(qualifier === undefined ? {} : { qualifier }),
});

test.each<[string, FoundPart, string, readonly string[]]>([
  ["anybody", permission({}), "critical", ["everybody can now lambda:InvokeFunction"]],
  [
    "a service, under a condition",
    permission({
      Principal: { Service: "events.amazonaws.com", AWS: ["arn:a", "*"] },
      Action: ["lambda:InvokeFunction", "lambda:GetFunction"],
      Condition: { ArnLike: { "AWS:SourceArn": "arn:rule" } },
    }),
    "critical",
    [
      "Service events.amazonaws.com, arn:a, everybody can now lambda:InvokeFunction, lambda:GetFunction, under a condition",
    ],
  ],
  [
    "everything but",
    permission({
      Principal: undefined,
      NotPrincipal: { AWS: "arn:a" },
      Action: undefined,
      NotAction: "lambda:GetFunction",
    }),
    "critical",
    ["everybody but arn:a can now everything but lambda:GetFunction"],
  ],
  [
    "another account",
    permission({ Principal: { AWS: ["arn:aws:iam::999999999999:root", "999999999999"] } }),
    "critical",
    ["account 999999999999, account 999999999999 can now lambda:InvokeFunction"],
  ],
  ["a denial", permission({ Effect: "Deny" }), "high", []],
  [
    "a URL",
    { look: "function-url", authType: "AWS_IAM", url: "https://x" },
    "high",
    ["whoever may call lambda:InvokeFunctionUrl can now invoke the function over the internet"],
  ],
  [
    "a URL of any other kind",
    { look: "function-url", authType: "NONE", url: "https://x", qualifier: "live" },
    "critical",
    ["everybody whom the resource policy lets can now invoke the function without a signature"],
  ],
  [
    "a URL of a kind of next year",
    { look: "function-url", authType: "NEW", url: "https://x" },
    "critical",
    ["everybody whom the resource policy lets can now invoke the function without a signature"],
  ],
  [
    "an alias",
    { look: "function-alias", name: "live", version: "3" },
    "high",
    ["whoever invokes live runs version 3 with the query role"],
  ],
  [
    "a version",
    { look: "function-version", version: "3", codeSha256: "x" },
    "high",
    ["its code and variables stay invocable with the query role, whatever an apply deploys"],
  ],
  [
    "an event source",
    { look: "event-source", id: "1", sourceArn: QUEUE, state: "Enabled" },
    "critical",
    [`whoever writes to ${QUEUE} can now invoke the function`],
  ],
  [
    "an event source without an ARN",
    { look: "event-source", id: "1", state: "Disabled" },
    "critical",
    ["whoever writes to its source can now invoke the function"],
  ],
  [
    "a destination",
    { look: "async-config", onFailure: QUEUE },
    "critical",
    [`${QUEUE} now gets what the function answers or was asked`],
  ],
  ["retries", { look: "async-config", qualifier: "live", maximumRetryAttempts: 0 }, "medium", []],
  [
    "a subscription",
    { look: "log-subscription", name: "n", destinationArn: QUEUE, pattern: "" },
    "critical",
    [`${QUEUE} now gets the function's log`],
  ],
])("what no plan holds is a finding: %s", (_, part, severity, meaning) => {
  const finding = partFinding(linkWith(), part);
  expect([finding.kind, finding.severity, finding.look, finding.meaning, finding.before]).toEqual([
    "beyond-plan",
    severity,
    part.look,
    meaning,
    null,
  ]);
  expect(finding.account).toEqual({ id: "111111111111", role: "lambda" });
  expect(finding.repair).toMatch(
    /^no plan shows it, so no apply removes it: aws (lambda|logs) \S+ .*--region ap-northeast-1$/,
  );
});

test("the command that takes it away runs nothing that somebody wrote into the account", () => {
  const name = "x; rm -rf ~ $(id) `id` 'y";
  const { repair } = partFinding(linkWith(), {
    look: "log-subscription",
    name,
    destinationArn: QUEUE,
    pattern: "",
  });
  expect(repair).toContain(`--filter-name 'x; rm -rf ~ $(id) \`id\` '\\''y' --region`);
});

test("the token of a skill and an external id are not shown", () => {
  const Condition = {
    StringEquals: { "lambda:EventSourceToken": "secret-token", "sts:ExternalId": "secret-id" },
  };
  expect(JSON.stringify(partFinding(linkWith(), permission({ Condition })))).not.toMatch(/secret-/);
});

describe("in the report of a link whose plan shows nothing", () => {
  const clean = attempt(recordedPlan("clean"));

  it("what was found is drift", async () => {
    const report = await reportOf(clean, { ...NOTHING_BEYOND, parts: [permission({})] });
    expect(report).toMatchObject({ status: "drift", unchecked: [], findings: [{ kind: "beyond-plan" }] });
    expect(exitCodeOf([report])).toBe(1);
  });

  it("what AWS refused could not be checked, each with the action that is missing", async () => {
    const refusals = (Object.keys(LOOKS) as LookId[]).map(
      (look) => ({ look, account: "lambda", reason: "AccessDenied" }) as const,
    );
    const report = await reportOf(clean, { ...NOTHING_BEYOND, refusals });
    expect(report).toMatchObject({ status: "could-not-check", findings: [] });
    expect(exitCodeOf([report])).toBe(2);
    expect(report.unchecked).toEqual(
      Object.values(LOOKS).map(({ what, actions }) => ({
        account: { id: "111111111111", role: "lambda" },
        reason: `${what}: could not look (${actions.join(", ")}): AccessDenied`,
      })),
    );
  });

  it("an account without credentials could not be looked into", async () => {
    const refusals = [{ account: "redshift", reason: "AccessDenied: no" }] as const;
    expect((await reportOf(clean, { ...NOTHING_BEYOND, refusals })).unchecked).toEqual([
      {
        account: { id: "222222222222", role: "redshift" },
        reason: "nothing beside the plan was looked at: AccessDenied: no",
      },
    ]);
  });
});

describe("docs/drift.md", () => {
  const page = readFileSync(join(__dirname, "../../../docs/drift.md"), "utf8");
  const rows = (heading: string) =>
    (page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "")
      .split("\n")
      .filter((line) => line.startsWith("| `"))
      .map((line) =>
        line
          .slice(1, -1)
          .split("|")
          .map((cell) => cell.trim()),
      );

  it("says what is looked at beside the plan, and what that takes", () => {
    expect(rows("What no plan holds")).toEqual(
      Object.entries(LOOKS).map(([id, { what, actions }]) => [
        `\`${id}\``,
        what,
        actions.map((action) => `\`${action}\``).join(", "),
      ]),
    );
  });

  it("says what is not looked at, and why", () => {
    expect(rows("What is not looked at")).toEqual(
      NOT_LOOKED_AT.map(({ id, account, what, why }) => [`\`${id}\``, account, what, why]),
    );
  });
});

test("the settings of asynchronous invocations are the link's own where it sets them, and of the function itself", () => {
  const own = (asyncInvocation: object, part: FoundPart) =>
    isOwnPart(linkWith({ function: { asyncInvocation } }), part);
  const config = { look: "async-config", maximumRetryAttempts: 1 } as const;
  expect([
    own({ maximumRetryAttempts: 1 }, config),
    own({ maximumRetryAttempts: 1 }, { ...config, qualifier: "live" }),
    own({ deadLetterArn: "arn:aws:sqs:ap-northeast-1:111111111111:q" }, config),
    own({}, config),
    own({ maximumRetryAttempts: 1 }, permission({})),
  ]).toEqual([true, false, false, false, false]);
});
