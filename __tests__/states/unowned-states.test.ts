import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { localStateFolder } from "../../states/local-state";
import { strangeLocalStates, unownedStateWarnings } from "../../states/unowned-states";
import { storedLinkState } from "../../testing/links/link-state";
import { linkWith } from "../../testing/links/links";

const parent = mkdtempSync(join(tmpdir(), "unowned-"));
afterAll(() => rmSync(parent, { recursive: true, force: true }));

let count = 0;
/** A project of these files. */
function project(files: Readonly<Record<string, object | string>>): string {
  count += 1;
  const folder = join(parent, String(count));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const STATE = storedLinkState(linkWith());
const OWN = "links:\n  - name: reports\n";

const search = (folder: string, linksFile = "links.yaml") => ({
  folder,
  linksFile: join(folder, linksFile),
  links: [linkWith({ name: "reports" })],
});

test("a state that is named after no link is warned of, with what it holds and what to do", () => {
  const folder = project({
    "links.yaml": OWN,
    "terraform.analytics.tfstate": STATE,
    "terraform.reports.tfstate": STATE,
  });
  expect(unownedStateWarnings(search(folder))).toEqual([
    "terraform.analytics.tfstate is the state of no link of links.yaml and still holds 4 resources in accounts 111111111111, 222222222222, which nothing plans, changes or removes. If link analytics was removed: put it back, npm run destroy -- analytics, remove it again. If it was renamed: mv terraform.analytics.tfstate terraform.<new name>.tfstate, before the new name is deployed",
  ]);
});

test("one that cannot be read may hold something: it is warned of, and none of it is quoted", () => {
  const folder = project({
    "terraform.a.tfstate": { serial: 1, encrypted_data: "secret" },
    "terraform.b.tfstate": "secret",
    "terraform.c.tfstate": { version: 3 },
    "terraform.d.tfstate/x": "secret",
  });
  expect(unownedStateWarnings(search(folder)).map((text) => text.slice(0, text.indexOf(", which")))).toEqual([
    "terraform.a.tfstate is the state of no link of links.yaml and cannot be read: it is encrypted",
    "terraform.b.tfstate is the state of no link of links.yaml and cannot be read: it is no state in Terraform's format 4",
    "terraform.c.tfstate is the state of no link of links.yaml and cannot be read: it is no state in Terraform's format 4",
    "terraform.d.tfstate is the state of no link of links.yaml and cannot be read: terraform.d.tfstate cannot be opened (EISDIR)",
  ]);
});

test.each<[string, Readonly<Record<string, object | string>>]>([
  ["nothing", {}],
  ["the states of the links", { "terraform.reports.tfstate": STATE }],
  ["a state whose resources are all gone", { "terraform.old.tfstate": { ...STATE, resources: [] } }],
  [
    "a state that holds documents only",
    { "terraform.old.tfstate": { ...STATE, resources: STATE.resources.slice(0, 1) } },
  ],
  ["an empty file", { "terraform.old.tfstate": "" }],
  [
    "backups, and states of others",
    {
      "terraform.old.tfstate.backup": STATE,
      "terraform.tfstate": STATE,
      "a.tfstate": STATE,
      "terraform.A.tfstate": STATE,
    },
  ],
])("%s gives no warning", (_, files) => {
  const folder = project({ "links.yaml": OWN, ...files });
  expect(strangeLocalStates(search(folder))).toEqual([]);
  expect(unownedStateWarnings(search(folder))).toEqual([]);
});

test.each([
  ["production.yaml", "links.yaml"],
  ["environments/production.yml", "links.yaml"],
  ["environments/production/links.yaml", "links.yaml"],
  ["links.yaml", "environments/staging.yaml"],
  ["environments/production.yaml", "environments/staging.yaml"],
])("a link of %s keeps its state while %s is in use", (other, inUse) => {
  const folder = project({
    [inUse]: OWN,
    [other]: "links: [{ name: 5 }, { name: analytics }]",
    "atlantis.yaml": "- a list\n",
    "broken.yaml": "links: [",
    "terraform.analytics.tfstate": STATE,
  });
  expect(unownedStateWarnings(search(folder, inUse))).toEqual([]);
  expect(strangeLocalStates(search(folder, inUse)).map(({ otherLinksFile }) => otherLinksFile)).toEqual([
    join(folder, other),
  ]);
});

test.each([
  ["node_modules/pack/links.yaml", "what a package brings"],
  ["cdktf.out/links.yaml", "what a synth wrote"],
  [".cache/links.yaml", "what begins with a dot"],
  ["a/b/c/d/links.yaml", "what lies deeper than a file of an environment does"],
  ["links.json", "what is no YAML file"],
])("%s is no links file of the project: %s", (other) => {
  const folder = project({
    "links.yaml": OWN,
    [other]: "links: [{ name: analytics }]",
    "terraform.analytics.tfstate": STATE,
  });
  expect(unownedStateWarnings(search(folder))).toHaveLength(1);
});

test("a links file that lies elsewhere is asked for its neighbours, not for what lies below", () => {
  const folder = project({ "terraform.a.tfstate": STATE, "terraform.b.tfstate": STATE });
  const elsewhere = project({
    "x.yaml": OWN,
    "y.yaml": "links: [{ name: a }]",
    "z/y.yaml": "links: [{ name: b }]",
  });
  const found = strangeLocalStates({ ...search(folder), linksFile: join(elsewhere, "x.yaml") });
  expect(found.map(({ otherLinksFile }) => otherLinksFile)).toEqual([join(elsewhere, "y.yaml"), undefined]);
});

test("the links file in use owns what it says itself, not what it said before", () => {
  const folder = project({
    "links.yaml": "links: [{ name: analytics }]",
    "terraform.analytics.tfstate": STATE,
  });
  expect(unownedStateWarnings(search(folder))).toHaveLength(1);
});

test("the folder is the one that the backend's path leads to", () => {
  expect(localStateFolder("/p/cdktf.out")).toBe("/p");
  expect(localStateFolder("out/x")).toBe(join(process.cwd(), "out"));
  const { CDKTF_OUTDIR } = process.env;
  process.env.CDKTF_OUTDIR = "/q/.drift-1";
  expect(localStateFolder()).toBe("/q");
  if (CDKTF_OUTDIR === undefined) delete process.env.CDKTF_OUTDIR;
  else process.env.CDKTF_OUTDIR = CDKTF_OUTDIR;
});

describe("with an environment", () => {
  const inProd = (folder: string) => ({
    folder,
    linksFile: join(folder, "links.yaml"),
    links: [{ name: "reports", environment: "prod" }],
  });

  test("a state is of the link and the environment that its name says", () => {
    const folder = project({
      "links.yaml": `environment: prod\n${OWN}`,
      "terraform.prod.reports.tfstate": STATE,
      "terraform.reports.tfstate": STATE,
      "terraform.staging.reports.tfstate": STATE,
    });
    expect(unownedStateWarnings(inProd(folder)).map((text) => text.split(" ")[0])).toEqual([
      "terraform.reports.tfstate",
      "terraform.staging.reports.tfstate",
    ]);
    expect(unownedStateWarnings(inProd(folder))[0]).toContain(
      "mv terraform.reports.tfstate terraform.prod.<new name>.tfstate",
    );
  });

  test.each([
    ["the file itself, for other runs", { "links.yaml": OWN.replace("reports", "reports-${environment}") }],
    [
      "the file of that environment",
      {
        "links.yaml": `environment: prod\n${OWN}`,
        "staging.yaml": `environment: staging\n${OWN.replace("reports", "reports-staging")}`,
      },
    ],
  ])("a state of another environment is that of %s", (_, files) => {
    const folder = project({ ...files, "terraform.staging.reports-staging.tfstate": STATE });
    expect(unownedStateWarnings(inProd(folder))).toEqual([]);
  });

  test("the file of another environment owns no state of this one", () => {
    const folder = project({
      "links.yaml": `environment: prod\n${OWN}`,
      "staging.yaml": "environment: staging\nlinks: [{ name: gone }]",
      "terraform.prod.gone.tfstate": STATE,
    });
    expect(unownedStateWarnings(inProd(folder))).toHaveLength(1);
  });
});
