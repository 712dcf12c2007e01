import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative } from "node:path";
import { Testing } from "cdktf";
import { zipSync } from "fflate";
import { parse } from "yaml";
import type { Link } from "../../config/link";
import { linkSchema } from "../../config/links-schema";
import { parseLinks, parseLinksFile } from "../../config/parse-links";
import { functionSchema } from "../../config/schema/function-schema";
import { checkQuery } from "../../named-queries/check-query";
import { readQueryFile } from "../../named-queries/query-file";
import { queryFiles } from "../../named-queries/query-files";
import { ENVIRONMENT } from "../../redshift-data/link/environment-names";
import { extendedStack, extensionProblems } from "../../stacks/extended-stack";
import { codeProblems, sampleEventProblems } from "../../stacks/function-code";
import { sizeProblems } from "../../stacks/size-limits";
import { ROOT } from "../../testing/deployment/checkout";
import { unwrittenFields } from "../../testing/links/link-fields";
import { BASE } from "../../testing/links/links";
import { withoutDetours } from "../../testing/links/synth-stack";
import { reviewStack } from "../../tools/review/judge/review-stack";
import { RULES } from "../../tools/review/judge/rule-list";

const PAGES = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith(".md"),
);

const pageOf = (name: string) => readFileSync(join(ROOT, name), "utf8");

/** Every piece of YAML on a page or a part of one. */
const yamlIn = (text: string) =>
  [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = ""]) => yaml);

/** Every links file, or the part of one, that a page shows. */
const EXAMPLES = PAGES.flatMap((page) =>
  yamlIn(pageOf(page))
    .filter((text) => /^links:/m.test(text))
    .map((text, index) => [`${page}, example ${index + 1}`, text] as const),
);

test("some pages show links files", () => {
  expect(EXAMPLES.length).toBeGreaterThan(1);
});

test.each(EXAMPLES)("%s is valid; what a part leaves out is as in the sample link", (page, text) => {
  const file: { links: readonly object[] } = parse(text);
  const links = file.links.map((link) => ({ ...BASE, ...link }));
  // Paths on every page are from the project, where a reader's links file is.
  expect(parseLinks(JSON.stringify({ ...file, links }), basename(page)).length).toBe(links.length);
});

const TASKS_PAGE = "docs/tasks.md";

/** The entries of the page, by what somebody wants. */
const TASKS = pageOf(TASKS_PAGE)
  .split(/^### /m)
  .slice(1)
  .map((text) => ({ wish: text.slice(0, text.indexOf("\n")), text: text.replace(/^#+ .*$/gm, "") }));

/** The day of the reviews: before the last day of what the page accepts. */
const TODAY = "2026-12-01";

/** The addresses of headings, as GitHub makes them. */
const headingsOf = (page: string) =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe(TASKS_PAGE, () => {
  // In the project, so that its path from there is one that a links file may hold.
  mkdirSync(join(ROOT, ".rehearsal"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, ".rehearsal/tasks-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a reader has and this project does not: teams' files, and an archive that was built. */
  const INCLUDED: Readonly<Record<string, string>> = {
    "teams/marketing.yaml": "links: [{ name: marketing }]",
    "teams/finance.yaml": "links: [{ name: finance }]",
  };
  const archive = join(folder, "report.zip");

  /** The named queries of a link, as the file beside its code. */
  function filesOf({ queries }: Link): Readonly<Record<string, string>> {
    if (queries === undefined) return {};
    const { folder: place } = queries;
    const checked = readdirSync(place)
      .flatMap((name) => readQueryFile(name, readFileSync(join(place, name), "utf8")).blocks)
      .map(checkQuery);
    expect(checked.flatMap(({ problems }) => problems)).toEqual([]);
    return queryFiles(checked.map(({ query }) => query));
  }

  /** The links of an example, with the checks of a synth; what it leaves out is as in the sample link. */
  function linksOf(text: string): readonly Link[] {
    const file = parse(text.replace("build/report.zip", relative(ROOT, archive)));
    const links = file.links?.map((link: object) => ({
      ...Object.fromEntries(Object.entries(BASE).filter(([field]) => !(field in (file.defaults ?? {})))),
      ...link,
    }));
    const whole = { ...file, ...(links === undefined ? {} : { links }) };
    return parseLinksFile(JSON.stringify(whole), "links.yaml", {
      reservedEnvironmentNames: Object.values(ENVIRONMENT),
      checks: [sizeProblems, codeProblems, sampleEventProblems, extensionProblems],
      readText: (name) => INCLUDED[name] ?? "",
    }).links;
  }

  const app = Testing.app({ outdir: join(folder, "cdktf.out") });
  const linksOfTasks = new Map<string, readonly Link[]>();

  // All of them in one app: no two take one name.
  beforeAll(() => {
    writeFileSync(archive, zipSync({ "report.py": new Uint8Array([1]) }));
    for (const { wish, text } of TASKS) linksOfTasks.set(wish, linksOf(yamlIn(text).join("\n")));
    withoutDetours(() => {
      for (const link of [...linksOfTasks.values()].flat()) {
        extendedStack(app, link, filesOf(link));
      }
      app.synth();
    });
  });

  const stackOf = ({ name }: Link): unknown =>
    JSON.parse(readFileSync(join(app.outdir, "stacks", name, "cdk.tf.json"), "utf8"));

  test("each task is told once, with one piece of YAML", () => {
    expect(TASKS.length).toBeGreaterThan(30);
    expect(new Set(TASKS.map(({ wish }) => wish)).size).toBe(TASKS.length);
    expect(TASKS.filter(({ text }) => yamlIn(text).length !== 1)).toEqual([]);
  });

  test("each task leads to headings that are there", () => {
    const leads = TASKS.map(({ wish, text }) => ({
      wish,
      links: [...text.matchAll(/\]\(([^)#]+)#?([^)]*)\)/g)].map(([, page = "", heading = ""]) => {
        const file = join(ROOT, "docs", page);
        return (
          existsSync(file) && (heading === "" || headingsOf(pageOf(relative(ROOT, file))).includes(heading))
        );
      }),
    }));
    expect(leads.filter(({ links }) => links.length === 0 || links.includes(false))).toEqual([]);
  });

  test("every field of a link and of its function stands in a task", () => {
    const yaml = TASKS.flatMap(({ text }) => yamlIn(text)).join("\n");
    const fields = [...Object.keys(linkSchema.shape), ...Object.keys(functionSchema.unwrap().shape)];
    expect(fields.filter((field) => !new RegExp(`\\b${field}:`).test(yaml))).toEqual([]);
  });

  test("all that a function may be given, with what is demanded of it and of the parameters, stands in a task", () => {
    const links = TASKS.flatMap(({ text }) => yamlIn(text)).flatMap((yaml) => {
      const { links: written = [], defaults = {} } = parse(yaml) ?? {};
      return [...written, defaults];
    });
    const missing = unwrittenFields(links).filter((field) => /^(?:function|ssmOutputs)\./.test(field));
    expect(missing).toEqual([]);
  });

  test.each(TASKS)("$wish: the review finds nothing that the links do not accept", async ({ wish }) => {
    const links = linksOfTasks.get(wish) ?? [];
    const reviews = await Promise.all(
      links.map((link) => reviewStack(link.name, stackOf(link), RULES, TODAY, "synth")),
    );
    expect(links.length).toBeGreaterThan(0);
    expect(reviews.map(({ findings, unchecked }) => [...findings, ...unchecked])).toEqual(
      links.map(() => []),
    );
  });
});
