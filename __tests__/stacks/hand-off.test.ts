import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Testing } from "cdktf";
import type { Link } from "../../config/link";
import { handOffPage } from "../../stacks/hand-off/hand-off-page";
import { stepsOf } from "../../stacks/hand-off/order";
import { LinkStack } from "../../stacks/link-stack";
import { existingPartsOf } from "../../stacks/parts/existing-parts-of";
import { BUCKETS } from "../../testing/links/bucket-link";
import { linkWith, TARGETS } from "../../testing/links/links";
import { LINKS_OF_PARTS } from "../../testing/links/links-of-parts";
import { Synth } from "../../testing/links/synth-stack";

type Case = keyof typeof LINKS_OF_PARTS;

const pageOf = (link: Link) => handOffPage(link, existingPartsOf(link) ?? {});
const pageOfCase = (name: Case) => pageOf(linkWith(LINKS_OF_PARTS[name]));

const fencesOf = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, text = ""]) => text,
  );

const WITH_BUCKETS = linkWith({ buckets: BUCKETS });

test.each([
  [
    "of which others make every part that it can have",
    "hand-off",
    () => pageOfCase("nothing but one policy, with buckets"),
  ],
  ["with buckets", "hand-off-buckets", () => pageOf(WITH_BUCKETS)],
])("the page of a link %s is the golden file", (_, name, make) => {
  const golden = join(__dirname, `${name}.golden.md`);
  const page = make();
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, page);
  expect(page).toBe(readFileSync(golden, "utf8"));
});

test("the owner of a warehouse is told the plan's command, its reason and what undoes it, cluster or workgroup", () => {
  const role = "arn:aws:iam::222222222222:role/analytics-copy";
  for (const auth of ["cluster-db-user", "serverless-iam"] as const) {
    const link = linkWith({ buckets: BUCKETS, target: TARGETS[auth] });
    const page = pageOf(link);
    const { value, description } = (new Synth(link).json.output as Record<string, Record<string, string>>)
      .attach_copy_role_command as { value: string; description: string };
    const [attach = "", detach = "", ...more] = fencesOf(page, "sh");
    expect([attach, more]).toEqual([`${value}\n`, []]);
    expect(detach).toContain(
      auth === "serverless-iam" ? `grep -vxF '${role}'` : `--remove-iam-roles ${role}`,
    );
    expect(page).toContain(`Role \`${role}\`. ${description}`);
    expect(description.includes("takes its whole list")).toBe(auth === "serverless-iam");
  }
});

test("buckets without a key ask for none", () => {
  const page = pageOf(linkWith({ buckets: [{ name: "acme-lake", unloadTo: ["out/"] }] }));
  expect(page).toContain("- `acme-lake` in ap-northeast-1: UNLOAD writes below `out/`\n");
  expect(page).not.toMatch(/### Keys|kms/);
});

test("the owner of a key is asked for what the bucket role does with it, and no more", () => {
  const key = (id: string) =>
    `arn:aws:kms:ap-northeast-1:111111111111:key/${id.repeat(8)}-89ab-cdef-0123-456789abcdef`;
  const read = { name: "acme-in", copyFrom: ["in/"], kmsKeyArn: key("1") };
  const written = { name: "acme-out", unloadTo: ["out/"], kmsKeyArn: key("2") };
  const asked = (...buckets: object[]) => /by name (.*):\n/.exec(pageOf(linkWith({ buckets })))?.[1];
  expect(asked(read)).toBe("`kms:Decrypt`");
  expect(asked(written)).toBe("`kms:Decrypt` and `kms:GenerateDataKey`");
  expect(asked({ ...read, kmsKeyArn: key("2") }, written)).toBe("`kms:Decrypt` and `kms:GenerateDataKey`");
  expect(asked(read, written)).toBe(
    `\`kms:Decrypt\`, and of \`${key("2")}\`, where UNLOAD writes, \`kms:GenerateDataKey\` too`,
  );
});

test.each(Object.keys(LINKS_OF_PARTS) as Case[])(
  "%s: the page has every document of the stack's readers",
  (name) => {
    const link = linkWith(LINKS_OF_PARTS[name]);
    const page = pageOf(link);
    const { queryRole, bucketRole, dataRole, copyRole, function: settings } = existingPartsOf(link) ?? {};
    const documents = [queryRole, bucketRole, dataRole, copyRole].flatMap((role) =>
      role === undefined ? [] : [role.trustPolicy, ...Object.values(role.policies)],
    );
    expect(fencesOf(page, "json").map((text) => JSON.parse(text))).toEqual(documents);
    for (const [variable, value] of Object.entries(settings?.environment ?? {})) {
      expect(page).toContain(`| \`${variable}\` | \`${value}\` |`);
    }
    // What Terraform would take for an expression is written as it is.
    expect(fencesOf(page, "hcl").join("")).not.toMatch(/(?<![$%])[$%]\{/);
  },
);

test("what an owner declares is told beside what the link needs", () => {
  const link = linkWith(LINKS_OF_PARTS["lambda account only"]);
  const declared = { trustPolicy: { Statement: ["theirs"] }, policies: {} };
  const page = pageOf({
    ...link,
    dataRole: { ...link.dataRole, existing: { inlinePolicy: false, declared } },
  });
  expect(page).toContain("Its owner has declared what stands there");
  expect(page).not.toContain("theirs");
  expect(fencesOf(page, "json").map((text) => JSON.parse(text))).toHaveLength(2);
});

describe("the order", () => {
  it("is that of what names what", () => {
    const steps = Object.fromEntries(
      (Object.keys(LINKS_OF_PARTS) as Case[]).map((name) => [
        name,
        stepsOf(linkWith(LINKS_OF_PARTS[name])).map(shortened),
      ]),
    );
    expect(steps).toEqual({
      "roles only": ["deploy: the query role and the data role", "111111111111: the function `reports`"],
      "execution role of another team": [
        "111111111111: the query role `reporting-lambda`",
        "deploy: the function with its log group and the data role",
      ],
      "execution role of another team, with one policy of ours": [
        "111111111111: the query role `reporting-lambda`",
        "deploy: the query role's policy for hop 1, the function with its log group and the data role",
      ],
      "lambda account only": [
        "deploy: the query role and the function with its log group",
        "222222222222: the data role `analyst-data`",
      ],
      "redshift account only": [
        "111111111111: the query role `reporting-lambda`",
        "deploy: the data role",
        "111111111111: the function `reports`",
      ],
      "nothing but one policy": [
        "111111111111: the query role `reporting-lambda`",
        "222222222222: the data role `analyst-data`",
        "deploy: the query role's policy for hop 1",
        "111111111111: the function `reports`",
      ],
      "lambda account only, with buckets": [
        "222222222222: the copy role `warehouse-copy`",
        "deploy: the query role, the function with its log group and the bucket role",
        "222222222222: the data role `analyst-data`",
        "warehouse in account 222222222222: attach `warehouse-copy`",
      ],
      "redshift account only, with buckets": [
        "111111111111: the query role `reporting-lambda`",
        "deploy: the data role and the copy role",
        "111111111111: the bucket role `lake-bucket`",
        "111111111111: the function `reports`",
        "warehouse in account 222222222222: attach `analytics-copy`",
      ],
      "nothing but one policy, with buckets": [
        "111111111111: the query role `reporting-lambda`",
        "222222222222: the data role `analyst-data`",
        "222222222222: the copy role `warehouse-copy`",
        "111111111111: the bucket role `lake-bucket`",
        "deploy: the query role's policy for hop 1",
        "111111111111: the function `reports`",
        "warehouse in account 222222222222: attach `warehouse-copy`",
      ],
    });
  });

  it("ends with the warehouse: no role is attached that is not there", () => {
    expect(stepsOf(WITH_BUCKETS).map(shortened)).toEqual([
      "deploy: the query role, the function with its log group, the data role, the copy role and the bucket role",
      "warehouse in account 222222222222: attach `analytics-copy`",
    ]);
  });

  it.each([
    ["data role", { dataRole: { name: "d1", existing: true } }, 1],
    ["bucket role", { ...LINKS_OF_PARTS["redshift account only, with buckets"] }, 2],
  ])("does not matter to a %s that names the account", (_, link, at) => {
    const step = stepsOf(linkWith({ ...link, trust: { mode: "account" } }))[at];
    expect(step).toContain("so any other moment is as good");
  });
});

function shortened(step: string): string {
  return step
    .replace(/^`npm run deploy -- \S+` makes (.*)\.$/, "deploy: $1")
    .replace(/^The owner of account (\d+) makes (.*?): .*$/, "$1: $2")
    .replace(
      /^The owner of the (warehouse in account \d+) attaches the copy role (.*?): .*$/,
      "$1: attach $2",
    );
}

describe("the folder of the pages", () => {
  const folder = mkdtempSync(join(tmpdir(), "hand-off-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const pages = () =>
    existsSync(join(folder, "handoff")) ? readdirSync(join(folder, "handoff")) : undefined;
  const synthesize = (links: Readonly<Record<string, object>>) => {
    const app = Testing.app({ outdir: folder });
    for (const [name, fields] of Object.entries(links)) new LinkStack(app, linkWith({ name, ...fields }));
    app.synth();
  };
  const data = (name: string) => ({ dataRole: { name, existing: true } });

  it("has one of each link with parts of others or buckets, and no older one", () => {
    synthesize({ one: {} });
    expect(pages()).toBeUndefined();
    synthesize({ one: data("d1"), two: data("d2"), three: data("d3"), four: {} });
    expect(pages()).toEqual(["one.md", "three.md", "two.md"]);
    // One has all its parts again, and two is no link any more.
    synthesize({ one: {}, three: data("d3") });
    expect(pages()).toEqual(["three.md"]);
    synthesize({ three: { buckets: BUCKETS } });
    expect(pages()).toEqual(["three.md"]);
    synthesize({ three: {} });
    expect(pages()).toBeUndefined();
  });
});
