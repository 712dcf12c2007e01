import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storedLinkState, storedResource } from "../../../testing/links/link-state";
import { linkWith } from "../../../testing/links/links";
import { exitCodeOf, type LinkReport } from "../../../tools/drift/judge/finding";
import { statesReport } from "../../../tools/drift/judge/states-report";
import { reportJson } from "../../../tools/drift/render/report-json";
import { reportMarkdown } from "../../../tools/drift/render/report-markdown";
import { reportText } from "../../../tools/drift/render/report-text";
import { searchStates } from "../../../tools/lib/states/search-states";

const folder = mkdtempSync(join(tmpdir(), "stray-states-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const S3 = { type: "s3", bucket: "states", region: "eu-west-1" } as const;
const s3Link = (name: string, more: object = {}) => linkWith({ name, backend: { ...S3, ...more } });
const CLEAN: LinkReport = { link: "a", status: "clean", findings: [], unchecked: [] };

/** The state of a link of this name, whose function says so. */
function stateOf(name: string, changes: object = {}): string {
  return JSON.stringify(storedLinkState(linkWith({ name, ...changes })));
}

type Objects = Readonly<Record<string, string | Error>>;
const denied = () => Object.assign(new Error("not authorized"), { name: "AccessDenied" });

/** What is said where the bucket holds these objects; `listed` says which prefixes were. */
async function said(links: ReturnType<typeof linkWith>[], objects: Objects | Error) {
  const asked: string[] = [];
  const report = statesReport(
    await searchStates({
      links,
      linksFile: join(folder, "links.yaml"),
      folder,
      openBucket: ({ bucket, roleArn }) => ({
        async namesBelow(prefix, suffix) {
          asked.push(`list ${bucket}/${prefix} as ${roleArn ?? "caller"}`);
          if (objects instanceof Error) throw objects;
          return Object.keys(objects)
            .filter((key) => key.startsWith(prefix) && key.endsWith(suffix))
            .map((key) => key.slice(prefix.length, key.length - suffix.length));
        },
        async read(key) {
          asked.push(`read ${key}`);
          const content = objects instanceof Error ? objects : objects[key];
          if (content instanceof Error) throw content;
          return content;
        },
      }),
    }),
  );
  return { ...report, asked };
}

test("an object that holds a link's state and is of no link is a finding, and nothing else in the bucket is", async () => {
  const { findings, unchecked, notes, asked } = await said([s3Link("analytics"), s3Link("billing")], {
    "analytics/terraform.tfstate": stateOf("analytics"),
    "billing/terraform.tfstate": stateOf("billing"),
    "old/terraform.tfstate": stateOf("old"),
    "gone/terraform.tfstate": JSON.stringify({ version: 4, resources: [] }),
    "network/terraform.tfstate": JSON.stringify({
      version: 4,
      resources: [storedResource("aws_vpc.main", "own", { arn: "arn:aws:ec2:eu-west-1:111111111111:vpc/v" })],
    }),
    "ancient/terraform.tfstate": JSON.stringify({ version: 3 }),
    "Other_Team/terraform.tfstate": denied(),
    "report.csv": denied(),
  });
  expect({ findings, unchecked, notes }).toEqual({
    findings: [
      {
        kind: "unowned-state",
        severity: "high",
        place: "s3://states/old/terraform.tfstate",
        link: "old",
        addresses: [
          "aws_iam_role.data_role",
          "aws_iam_role.query_role",
          "aws_iam_role_policies_exclusive.query_role",
          "aws_lambda_function.query_function",
        ],
        summary:
          "s3://states/old/terraform.tfstate is the state of no link of the links file and still holds 4 resources in accounts 111111111111, 222222222222",
        meaning: [
          "what it holds stays as it was deployed: its roles, trust and function are in no plan, no review and no other finding",
        ],
        repair:
          "If link old was removed: put it back, npm run destroy -- old, remove it again. If it was renamed: set backend.key: old/terraform.tfstate on the link with the new name, before the new name is deployed",
      },
    ],
    unchecked: [],
    notes: [],
  });
  expect(asked).toEqual([
    "list states/ as caller",
    "read old/terraform.tfstate",
    "read gone/terraform.tfstate",
    "read network/terraform.tfstate",
    "read ancient/terraform.tfstate",
  ]);
});

test("a renamed link that keeps its key has no stranger's state", async () => {
  const links = [s3Link("reports", { key: "old/terraform.tfstate" })];
  const { findings, unchecked, notes } = await said(links, { "old/terraform.tfstate": stateOf("old") });
  expect([findings, unchecked, notes]).toEqual([[], [], []]);
});

test("a bucket that may not be listed could not be checked, with the action that is missing", async () => {
  const { findings, unchecked, notes } = await said(
    [s3Link("analytics", { key: "links/analytics.tfstate" })],
    denied(),
  );
  expect({ findings, unchecked, notes }).toEqual({
    findings: [],
    unchecked: [
      'which states are in s3://states/links/: could not look (s3:ListBucket on bucket states, prefix "links/"): AccessDenied: not authorized',
    ],
    notes: [],
  });
});

test("what may not be read, or is encrypted, is told and changes no exit code: it is most of the time somebody else's", async () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const objects = Object.fromEntries(names.map((name) => [`${name}/terraform.tfstate`, denied()]));
  const encrypted = { "x/terraform.tfstate": JSON.stringify({ encrypted_data: "secret" }) };
  const many = await said([s3Link("analytics")], objects);
  expect([many.findings, many.unchecked]).toEqual([[], []]);
  expect(many.notes).toEqual([
    "s3://states/a/terraform.tfstate, s3://states/b/terraform.tfstate, s3://states/c/terraform.tfstate, s3://states/d/terraform.tfstate, s3://states/e/terraform.tfstate and 1 more may hold the state of a link that is gone and could not be read: s3:GetObject: AccessDenied: not authorized",
  ]);
  expect((await said([s3Link("analytics")], encrypted)).notes).toEqual([
    "s3://states/x/terraform.tfstate may hold the state of a link that is gone and could not be read: it is encrypted",
  ]);
});

test("a state of accounts that no link of the file has is another deployment's", async () => {
  const account = (id: string) => ({ id, region: "eu-west-1", profile: `p${id}` });
  const elsewhere = { lambdaAccount: account("333333333333"), redshiftAccount: account("444444444444") };
  const { findings, notes } = await said([s3Link("analytics")], {
    "one/terraform.tfstate": stateOf("one", elsewhere),
    "two/terraform.tfstate": stateOf("two", { redshiftAccount: account("444444444444") }),
  });
  expect(findings.map(({ link }) => link)).toEqual(["two"]);
  expect(notes).toEqual([
    "s3://states/one/terraform.tfstate is of link one of another deployment, of accounts that no link of the links file has, and still holds 4 resources in accounts 333333333333, 444444444444",
  ]);
});

test("each place is listed once, with the credentials of its backend", async () => {
  const roleArn = "arn:aws:iam::111111111111:role/state";
  const { asked } = await said(
    [s3Link("a"), s3Link("b"), s3Link("c", { roleArn }), s3Link("d", { key: "d" }), linkWith({ name: "e" })],
    {},
  );
  expect(asked).toEqual(["list states/ as caller", `list states/ as ${roleArn}`, "list states/ as caller"]);
});

describe("local states", () => {
  afterEach(() => rmSync(join(folder, "terraform.old.tfstate"), { force: true }));

  test("one that no link owns is a finding, whatever the links' backends", async () => {
    writeFileSync(join(folder, "terraform.old.tfstate"), stateOf("old"));
    for (const link of [linkWith(), s3Link("analytics")]) {
      const { findings, unchecked, notes } = await said([link], {});
      expect(findings.map(({ place, link: name, repair }) => [place, name, repair])).toEqual([
        [
          "terraform.old.tfstate",
          "old",
          "If link old was removed: put it back, npm run destroy -- old, remove it again. If it was renamed: mv terraform.old.tfstate terraform.<new name>.tfstate, before the new name is deployed",
        ],
      ]);
      expect([unchecked, notes]).toEqual([[], []]);
    }
  });

  test("one that cannot be read could not be checked, one of another links file is a note", async () => {
    writeFileSync(join(folder, "terraform.old.tfstate"), "secret");
    expect(await said([linkWith()], {})).toMatchObject({
      findings: [],
      unchecked: [
        "terraform.old.tfstate is the state of no link of the links file and cannot be read: it is no state in Terraform's format 4",
      ],
    });
    writeFileSync(join(folder, "terraform.old.tfstate"), stateOf("old"));
    writeFileSync(join(folder, "other.yaml"), "links: [{ name: old }]");
    expect(await said([linkWith()], {})).toMatchObject({
      findings: [],
      unchecked: [],
      notes: [
        "terraform.old.tfstate is of link old of other.yaml and still holds 4 resources in accounts 111111111111, 222222222222",
      ],
    });
    rmSync(join(folder, "other.yaml"));
  });
});

describe("the report", () => {
  const found = () =>
    said([s3Link("analytics")], { "old/terraform.tfstate": stateOf("old"), "x/terraform.tfstate": denied() });

  test.each([
    [0, [], []],
    [1, [{}], []],
    [2, [], ["reason"]],
    [2, [{}], ["reason"]],
  ])("ends with %d", async (code, findings, unchecked) => {
    const [finding] = (await found()).findings;
    if (finding === undefined) throw new Error("there is no finding");
    expect(exitCodeOf([CLEAN], { findings: findings.map(() => finding), unchecked, notes: ["note"] })).toBe(
      code,
    );
  });

  test("says in text, Markdown and JSON what was found", async () => {
    const states = await found();
    const [finding] = states.findings;
    expect(
      reportText([CLEAN], (_, text) => text, states)
        .split("\n")
        .slice(2, 9),
    ).toEqual([
      "states of other links: drift, 1 finding",
      `  ${states.notes[0]}`,
      "",
      `  high  ${finding?.summary}`,
      `    holds:  ${finding?.addresses.join(", ")}`,
      `    means:  ${finding?.meaning[0]}`,
      `    repair: ${finding?.repair}`,
    ]);
    const markdown = reportMarkdown([CLEAN], states);
    expect(markdown).toContain("\n## states of other links: drift, 1 finding\n");
    expect(markdown).toContain("\n- holds `aws_iam_role.data_role`, `aws_iam_role.query_role`");
    const { asked: _, ...report } = states;
    expect(JSON.parse(reportJson([CLEAN], report))).toMatchObject({ exitCode: 1, states: report });
  });

  test("says nothing of states where there is nothing to say", () => {
    expect(reportText([CLEAN], (_, text) => text)).not.toContain("states of other links");
    expect(reportMarkdown([CLEAN])).not.toContain("states of other links");
  });
});
