import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LinksFileError } from "../../config/links-file-error";
import { loadLinks } from "../../config/load-links";
import { sharedStates } from "../../states/shared-states";

const parent = mkdtempSync(join(tmpdir(), "shared-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

let count = 0;
/** What is said of the first of these files, beside the others. */
function said(files: Readonly<Record<string, string>>, environment?: string): readonly string[] {
  count += 1;
  const folder = join(parent, String(count));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const file = join(folder, Object.keys(files)[0] ?? "");
  const shared = sharedStates(file, folder);
  try {
    return shared.warnings(loadLinks(file, { environment, checks: [shared.check] }));
  } catch (error) {
    if (!(error instanceof LinksFileError)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const file = (more = "", ids = ["111111111111", "222222222222"], name = "analytics") => `links:
  - name: ${name}
    lambdaAccount: { id: "${ids[0]}", region: eu-west-1, profile: l }
    redshiftAccount: { id: "${ids[1]}", region: eu-west-1, profile: r }
    target: { cluster: warehouse, database: dev }
${more}`;
const S3 = "    backend: { type: s3, bucket: states, region: eu-west-1";
const KEY = `${S3}, key: one.tfstate }\n`;
const OTHERS = ["333333333333", "444444444444"];

test.each<[string, Readonly<Record<string, string>>]>([
  ["links of other names", { "a.yaml": file(), "b.yaml": file("", OTHERS, "reports") }],
  [
    "two environments",
    { "a.yaml": `environment: prod\n${file()}`, "b.yaml": `environment: staging\n${file()}` },
  ],
  [
    "two environments in one bucket",
    {
      "a.yaml": `environment: prod\n${file(`${S3} }\n`)}`,
      "b.yaml": `environment: staging\n${file(`${S3} }\n`)}`,
    },
  ],
  ["two keys", { "a.yaml": file(KEY), "b.yaml": file(KEY.replace("one", "two"), OTHERS) }],
  ["a file that the first one includes", { "a.yaml": "include: [b.yaml]\n", "b.yaml": file() }],
  [
    "files without links",
    { "a.yaml": file(), "b.yaml": "name: analytics\n", "c.yaml": "links: analytics\n", "d.yaml": "links: [" },
  ],
])("%s share no state", (_, files) => {
  expect(said(files)).toEqual([]);
});

const warning = (place: string) =>
  `link analytics of a.yaml and that of b/c.yaml keep one state, ${place}: whichever is deployed later changes what the other one deployed. Where they are two, give one another name, environment or backend`;

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["a local state", { "a.yaml": file(), "b/c.yaml": file() }, "terraform.analytics.tfstate"],
  [
    "one of two in other accounts, which may be for other checkouts",
    { "a.yaml": file(), "b/c.yaml": file("", OTHERS) },
    "terraform.analytics.tfstate",
  ],
  [
    "one of one environment",
    { "a.yaml": `environment: prod\n${file()}`, "b/c.yaml": `environment: prod\n${file()}` },
    "terraform.prod.analytics.tfstate",
  ],
  [
    "one of an environment that the run names",
    { "a.yaml": file(), "b/c.yaml": `environment: prod\n${file()}` },
    "terraform.prod.analytics.tfstate",
  ],
  [
    "one of an included link",
    { "a.yaml": file(), "b/c.yaml": "include: [d.yaml]\n", "b/d.yaml": file() },
    "terraform.analytics.tfstate",
  ],
  [
    "one in S3, of the same accounts",
    { "a.yaml": file(`${S3} }\n`), "b/c.yaml": file(KEY.replace("one", "analytics/terraform")) },
    "s3://states/analytics/terraform.tfstate",
  ],
])("%s that two files have is warned of", (_, files, place) => {
  const named = files["b/c.yaml"]?.startsWith("environment") && !files["a.yaml"]?.startsWith("environment");
  expect(said(files, named ? "prod" : undefined)).toEqual([warning(place)]);
});

test.each<[number, string]>([
  [2, "links link-0, link-1 of a.yaml"],
  [3, "links link-0, link-1, link-2 of a.yaml"],
  [5, "links link-0, link-1, link-2 and 2 more of a.yaml"],
])("%d links that another file has too are one warning", (links, named) => {
  const text = Array.from({ length: links }, (_, index) =>
    file("", undefined, `link-${index}`).replace(/^links:\n/, ""),
  ).join("");
  expect(said({ "a.yaml": `links:\n${text}`, "b.yaml": `links:\n${text}` })).toEqual([
    `${named} and those of b.yaml keep one state each, the first terraform.link-0.tfstate: whichever is deployed later changes what the other one deployed. Where they are two, give one another name, environment or backend`,
  ]);
});

test("files in which the same links are found are one warning, others are warnings of their own", () => {
  const copies = ["b", "c", "d", "e"].map((name) => [`${name}.yaml`, file()]);
  const other = file("", undefined, "reports").replace(/^links:\n/, "");
  const both = `${file()}${other}`;
  expect(said({ "a.yaml": both, ...Object.fromEntries(copies), "f.yaml": both })).toEqual([
    expect.stringContaining(
      "link analytics of a.yaml and that of b.yaml, c.yaml, d.yaml and 1 more keep one state,",
    ),
    expect.stringContaining("links analytics, reports of a.yaml and those of f.yaml keep one state each,"),
  ]);
});

test.each<[string, string, string]>([
  ["an escape", "analytics", '"\\x61nalytics"'],
  ["the environment", "prod-reports", "${environment}-reports"],
])("a name that another file spells with %s is the same name", (_, name, spelled) => {
  const named = (written: string) => `environment: prod\n${file("", undefined, written)}`;
  expect(said({ "a.yaml": named(name), "b.yaml": named(spelled) })).toEqual([
    expect.stringContaining(`link ${name} of a.yaml and that of b.yaml keep one state`),
  ]);
});

test("a file that another one includes by an escape is none by itself", () => {
  const including = '"incl\\x75de": [b.yaml]\n';
  expect(said({ "a.yaml": including, "b.yaml": file() })).toEqual([]);
});

const refusal = (place: string, key: string, whose = "") =>
  `links[0].backend.key: is "${key}", expected a state of its own; a link of b.yaml keeps its state in ${place} too${whose}, and each deploy would take the other one's resources for its own; leave it out, write \${environment} into it, or give one of the two another one`;

test("one state in S3 of links in other accounts is refused", () => {
  expect(said({ "a.yaml": file(KEY), "b.yaml": file(KEY, OTHERS, "reports") })).toEqual([
    refusal("s3://states/one.tfstate", "one.tfstate"),
  ]);
});

test("so is one of two environments, also in the same accounts", () => {
  const both = `${S3}, key: prod-staging.tfstate }\n`;
  expect(
    said({ "a.yaml": `environment: prod\n${file(both)}`, "b.yaml": `environment: staging\n${file(both)}` }),
  ).toEqual([
    refusal("s3://states/prod-staging.tfstate", "prod-staging.tfstate", " for environment staging"),
  ]);
});

test("and one that neither is local nor in S3", () => {
  const gcs = "    backend: { type: gcs, bucket: states, prefix: one }\n";
  expect(said({ "a.yaml": file(gcs), "b.yaml": file(gcs, OTHERS, "reports") })).toEqual([
    expect.stringContaining(
      'links[0].backend.prefix: is in backend gcs, expected a state of its own; a link of b.yaml keeps its state in "one" (state prefix in bucket states) too',
    ),
  ]);
});

test("whoever keeps it over HTTP is not told to leave the address out, which has no default", () => {
  const http = "    backend: { type: http, address: https://states.example.com/one }\n";
  expect(said({ "a.yaml": file(http), "b.yaml": file(http, OTHERS, "reports") })).toEqual([
    expect.stringContaining("for its own; write ${environment} into it, or give one"),
  ]);
});

test("both files are told by their paths: names alone may be equal", () => {
  expect(said({ "b/links.yaml": file(), "links.yaml": file() })).toEqual([
    expect.stringContaining("link analytics of b/links.yaml and that of links.yaml keep one state"),
  ]);
});
