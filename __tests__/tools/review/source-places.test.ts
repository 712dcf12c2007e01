import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { App } from "cdktf";
import { loadLinks } from "../../../config/load-links";
import { LinkStack } from "../../../stacks/link-stack";
import { PROJECT_ROOT } from "../../../tools/lib/process/project-root";
import type { Finding } from "../../../tools/review/judge/finding";
import { reviewStack } from "../../../tools/review/judge/review-stack";
import { RULES } from "../../../tools/review/judge/rule-list";
import { reportSarif } from "../../../tools/review/render/report-sarif";
import { sourcePlaces } from "../../../tools/review/render/source-places";

const folder = mkdtempSync(join(tmpdir(), "source-places-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, "team links.yaml");

const LINK = `  - name: NAME
    lambdaAccount: { id: "111111111111", region: ap-northeast-1, profile: l }
    redshiftAccount: { id: "222222222222", region: ap-northeast-1, profile: r }
    target: { cluster: warehouse, database: dev, dbUser: analyst }
`;
const link = (name: string, more = "") => LINK.replace("NAME", name) + more;
const TRUSTED = "    trust: { externalId: some-words-1 }\n";
const BOUNDARY = "arn:aws:iam::222222222222:policy/boundary";
const SUPPRESSION = `    review:
      suppress:
        - { rule: missing-external-id, address: aws_iam_role.data_role, reason: both accounts are ours, expires: 2099-01-01 }
        - rule: wildcard-action
          address: aws_iam_role.data_role
          message: names no actions
          reason: both accounts are ours
          expires: EXPIRES
`;

/** What the review finds in the second of two links, each with the line of the links file to which it points. */
async function placesOf(second: string): Promise<readonly (readonly [rule: string, line: string])[]> {
  const text = `links:\n${link("first", TRUSTED)}${second}`;
  writeFileSync(file, text);
  const links = loadLinks(file);
  const stack = new LinkStack(new App({ stackTraces: false }), links[1] as (typeof links)[number]);
  const json: unknown = JSON.parse(JSON.stringify(stack.toTerraform()));
  const { findings, suppressed } = await reviewStack("second", json, RULES, "2026-06-15", "synth");
  const placeOf = sourcePlaces([], file);
  return [...findings, ...suppressed.map(({ finding }) => finding)].map((finding) => {
    const place = placeOf("second", finding);
    expect(place.file).toBe(file);
    return [finding.rule, (text.split("\n")[(place.line ?? 0) - 1] ?? "").trim()];
  });
}

const second = (more: string) => link("second", more);

test.each<[string, string, readonly (readonly [string, string])[]]>([
  ["a field that is missing, and its section too", second(""), [["missing-external-id", "- name: second"]]],
  [
    "a field that is missing in its section",
    second("    trust:\n      mode: account\n"),
    [["missing-external-id", "trust:"]],
  ],
  [
    "a field that switches something off",
    second("    trust:\n      externalId: some-words-2\n      bindToFunction: false\n"),
    [
      ["unexpected-access", "bindToFunction: false"],
      ["unexpected-access", "bindToFunction: false"],
    ],
  ],
  [
    "a mode",
    second(`${TRUSTED}    permissions:\n      mode: managed\n`),
    [
      ["managed-policy-overrides", "mode: managed"],
      ["missing-access", "mode: managed"],
    ],
  ],
  [
    "the policy of a mode",
    second(
      `${TRUSTED}    permissions:\n      mode: managed\n      managedPolicy: AmazonRedshiftDataFullAccess\n`,
    ),
    [["managed-policy-overrides", "managedPolicy: AmazonRedshiftDataFullAccess"]],
  ],
  [
    "the text of a boundary",
    second(
      `${TRUSTED}    dataRole:\n      permissionsBoundaryArn: ${BOUNDARY}\n    policyTexts:\n      ${BOUNDARY}:\n        Statement: [{ Effect: Allow, Action: "redshift-data:*", Resource: "*" }]\n`,
    ),
    [
      ["missing-access", `${BOUNDARY}:`],
      ["missing-access", `${BOUNDARY}:`],
    ],
  ],
  [
    "a tag",
    second(`${TRUSTED}    tags:\n      team: data\n      RedshiftDbUser: admin\n`),
    [["unread-part", "RedshiftDbUser: admin"]],
  ],
  [
    "a suppression that nothing needs, beside one that is needed",
    second(SUPPRESSION.replace("EXPIRES", "2099-01-01")),
    [
      ["suppression-unused", "- rule: wildcard-action"],
      ["missing-external-id", "- name: second"],
    ],
  ],
  [
    "the last day of a suppression",
    second(SUPPRESSION.replace("EXPIRES", "2020-01-01")),
    [
      ["suppression-expired", "expires: 2020-01-01"],
      ["missing-external-id", "- name: second"],
    ],
  ],
])("%s: the finding points there", async (_, written, expected) => {
  expect(await placesOf(written)).toEqual(expected);
});

const FINDING: Finding = {
  rule: "wildcard-action",
  severity: "error",
  address: "aws_iam_role.data_role",
  message: "allows everything",
  fix: "name the actions",
};
const TEXT = JSON.stringify({ resource: { aws_iam_role: { data_role: {} } } }, null, 2);
const LINE = TEXT.split("\n").findIndex((line) => line.includes("data_role")) + 1;
const input = (origin: "synth" | "plan") => ({ name: "second", file: "out put/x.json", text: TEXT, origin });

test("what no field causes is at the link", () => {
  writeFileSync(file, `links:\n${link("first")}${link("second")}`);
  expect(sourcePlaces([input("plan")], file)("second", FINDING)).toEqual({ file, line: 6 });
});

test.each([
  ["no links file", undefined],
  ["one that is not there", join(folder, "none.yaml")],
  ["one without the link", file],
])("with %s a finding is in what was reviewed, of a plan as a whole", (_, linksFile) => {
  writeFileSync(file, `links:\n${link("first")}`);
  expect(sourcePlaces([input("synth")], linksFile)("second", FINDING)).toEqual({
    file: "out put/x.json",
    line: LINE,
  });
  expect(sourcePlaces([input("plan")], linksFile)("second", FINDING)).toEqual({ file: "out put/x.json" });
});

test("SARIF has addresses of files: relative to the project below it, and the fingerprint knows no line", () => {
  const report = {
    source: "",
    changes: new Map(),
    stacks: [
      {
        name: "second",
        access: [],
        findings: [FINDING],
        suppressed: [],
        unchecked: [],
        notApplicable: [],
        rulesChecked: 1,
      },
    ],
  };
  const resultAt = (place: { file: string; line?: number }) =>
    reportSarif(report, RULES, () => place).runs[0]?.results?.[0];
  const [near, far] = [resultAt({ file: "out put/x.json", line: 3 }), resultAt({ file })];
  expect(near?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: "out%20put/x.json" },
    region: { startLine: 3 },
  });
  expect(far?.locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri: pathToFileURL(file).href },
  });
  expect(near?.partialFingerprints).toEqual(far?.partialFingerprints);
});

test("a links file of the project is named as git names it", () => {
  const inside = join(PROJECT_ROOT, "links.yaml");
  const { file: shown } = sourcePlaces([], inside)("analytics", FINDING);
  expect(shown).toBe(relative(PROJECT_ROOT, inside));
});

test("what the defaults, or an included file, cause is there, in the environment of the output", () => {
  const included = join(folder, "sales.yaml");
  writeFileSync(
    file,
    "include: [sales.yaml]\ndefaults:\n  trust: { bindToFunction: false }\n  permissions:\n    mode: managed\n",
  );
  writeFileSync(included, "links:\n  - name: other\n  - name: sales-${environment}\n    tags: {}\n");
  const placeOf = sourcePlaces([], file, "prod");
  const at = (field: readonly string[]) => placeOf("sales-prod", { ...FINDING, field });
  expect(at(["permissions", "mode"])).toEqual({ file, line: 5 });
  expect(at(["trust", "bindToFunction"])).toEqual({ file, line: 3 });
  expect(at(["tags"])).toEqual({ file: included, line: 4 });
  expect(at(["trust", "externalId"])).toEqual({ file, line: 3 });
  expect(at(["backend"])).toEqual({ file: included, line: 3 });
});
