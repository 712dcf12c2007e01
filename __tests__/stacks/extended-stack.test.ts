import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Testing } from "cdktf";
import { loadLinks } from "../../config/load-links";
import { extendedStack, extensionProblems } from "../../stacks/extended-stack";
import { BASE, linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";
import { PROJECT_ROOT } from "../../tools/lib/process/project-root";
import { reviewStack } from "../../tools/review/judge/review-stack";
import { RULES } from "../../tools/review/judge/rule-list";

// Jest compiles what lies in the project; the folder of rehearsals is in no commit.
mkdirSync(join(PROJECT_ROOT, ".rehearsal"), { recursive: true });
const folder = mkdtempSync(join(PROJECT_ROOT, ".rehearsal/extensions-"));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
/** A link that a file with this text extends. */
function extended(text: string, more: object = {}) {
  count += 1;
  const extend = join(folder, `extension-${count}.ts`);
  writeFileSync(extend, text);
  return { ...linkWith(more), extend };
}

const EXAMPLE = join(PROJECT_ROOT, "examples/extended-link/links.yaml");
const RULE = "aws_cloudwatch_event_rule.nightly_report";

function exampleJson(link = loadLinks(EXAMPLE)[0]): Record<string, Record<string, unknown>> {
  if (link === undefined) throw new Error("no link");
  return JSON.parse(JSON.stringify(extendedStack(Testing.app(), link).toTerraform()));
}

test("the example adds its rule to the link's stack, and changes nothing else of it", () => {
  const [link] = loadLinks(EXAMPLE, { checks: [extensionProblems] });
  if (link === undefined) throw new Error("no link");
  const { aws_cloudwatch_event_rule: added, ...own } = exampleJson().resource ?? {};
  expect(added).toMatchObject({
    nightly_report: { name: "nightly-nightly-report", provider: "aws.lambda_account" },
  });
  const { extend: _, ...plain } = link;
  expect(own).toEqual(exampleJson(plain).resource);
});

test("the review names what is added, until it is told what to accept of it", async () => {
  const [link] = loadLinks(EXAMPLE);
  if (link === undefined) throw new Error("no link");
  const message = `${RULE}, beside the link, is not read by the review`;
  const before = await reviewStack(link.name, exampleJson(), RULES, "2026-06-15", "synth");
  expect(before.findings.map((finding) => [finding.rule, finding.address, finding.message])).toEqual([
    ["unread-part", RULE, message],
  ]);
  const suppression = {
    rule: "unread-part",
    address: RULE,
    message,
    reason: "it has no target",
    expires: "2027-06-30",
  };
  const json = exampleJson({ ...link, review: { suppress: [suppression] } });
  const after = await reviewStack(link.name, json, RULES, "2026-06-15", "synth");
  expect([after.findings, after.suppressed.length]).toEqual([[], 1]);
});

test("a link without one is not asked for any", () => {
  expect(extensionProblems({})).toEqual([]);
  expect(JSON.parse(Testing.synth(extendedStack(Testing.app(), linkWith()), true)).resource).toEqual(
    new Synth(linkWith()).json.resource,
  );
});

test.each([
  [
    "exports nothing by default",
    "export const x = 1;",
    /^is ".*", which exports no function by default, expected `export default function/,
  ],
  ["exports something else", "export default 7;", /which exports no function by default/],
  [
    "fails at its top level",
    'throw new Error("top\\nlevel");',
    /^is ".*", which cannot be loaded: Error: top level; correct it there$/,
  ],
  [
    "ends the process",
    "process.exit(0);",
    /^is ".*", which cannot be loaded: Error: calls process\.exit\(0\), expected an error thrown or a return; correct it there$/,
  ],
  [
    "fails with something that is no text",
    "throw Object.create(null);",
    /^is ".*", which cannot be loaded: \[Object: null prototype\] \{\}; correct it there$/,
  ],
])("one that %s is a problem of the field", (_, text, message) => {
  expect(extensionProblems(extended(text))).toEqual([
    { path: ["extend"], message: expect.stringMatching(message) },
  ]);
});

test("so is one that is missing", () => {
  expect(extensionProblems({ extend: "links/none.ts" })).toEqual([
    {
      path: ["extend"],
      message:
        'is "links/none.ts", which is missing, expected a TypeScript file; create it, or correct the path, which is from the file that names it',
    },
  ]);
});

test.each([
  [
    "fails",
    'export default () => { throw new TypeError("no topic"); };',
    "failed: TypeError: no topic; correct it there",
  ],
  [
    "ends the process",
    "export default () => { process.exit(); };",
    "failed: Error: calls process.exit(), expected an error thrown or a return; correct it there",
  ],
  [
    "takes an id that the link has",
    'import { TerraformOutput } from "cdktf"; export default (stack: never) => { new TerraformOutput(stack, "query-role", { value: "" }); };',
    "failed: Error: There is already a Construct with name 'query-role'",
  ],
  [
    "adds later",
    "export default async () => {};",
    "returned something, expected nothing; a promise is not waited for",
  ],
])("one that %s names itself and the link", (_, text, words) => {
  const link = extended(text);
  expect(() => extendedStack(Testing.app(), link)).toThrow(
    `${link.extend}, which extends link analytics, ${words}`,
  );
});

test("its path is from the file that names it, in the defaults too", () => {
  const sub = join(folder, "environments");
  mkdirSync(sub);
  writeFileSync(
    join(sub, "prod.yaml"),
    `{ defaults: { extend: ../links/all.ts }, links: [${JSON.stringify(BASE)}] }`,
  );
  expect(loadLinks(join(sub, "prod.yaml")).map(({ extend }) => extend)).toEqual([
    relative("", join(folder, "links/all.ts")),
  ]);
});
