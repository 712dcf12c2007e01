import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { writeLinksRecord } from "../../../config/links-record";
import { PROJECT_ROOT } from "../../../tools/lib/process/project-root";
import { environmentOf, linksFileOf, requireLinksOfThisRun } from "../../../tools/review/read/output-links";

let folder: string;
let output: string;
let linksFile: string | undefined;
beforeEach(() => {
  linksFile = process.env.LINKS_FILE;
  delete process.env.LINKS_FILE;
  folder = mkdtempSync(join(tmpdir(), "output-links-"));
  output = join(folder, "cdktf.out");
  mkdirSync(output);
});
afterEach(() => {
  if (linksFile === undefined) delete process.env.LINKS_FILE;
  else process.env.LINKS_FILE = linksFile;
  rmSync(folder, { recursive: true });
});

/** A links file beside the output; the output is of it. */
function synthesizedFrom(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, "links: []\n");
  writeLinksRecord(output, { fileNames: [file] }, PROJECT_ROOT);
  return file;
}

const AT_HOME = false;
const ELSEWHERE = true;

test("an output of this run's links file is reviewed", () => {
  process.env.LINKS_FILE = synthesizedFrom("team.yaml");
  for (const isElsewhere of [AT_HOME, ELSEWHERE])
    expect(() => requireLinksOfThisRun(output, isElsewhere)).not.toThrow();
  process.env.LINKS_FILE = relative(process.cwd(), join(folder, "./team.yaml"));
  expect(() => requireLinksOfThisRun(output, AT_HOME)).not.toThrow();
});

test("one of another links file is refused, with both files and what to run for each", () => {
  const made = relative(PROJECT_ROOT, synthesizedFrom("team.yaml"));
  const meant = join(folder, "more.yaml");
  process.env.LINKS_FILE = meant;
  const refusal = `${output} was synthesized from ${made}, and this review is of ${meant}; run LINKS_FILE=${meant} npm run synth to review ${meant}, or LINKS_FILE=${made} npm run review to review what is there`;
  for (const isElsewhere of [AT_HOME, ELSEWHERE])
    expect(() => requireLinksOfThisRun(output, isElsewhere)).toThrow(refusal);
});

test("where LINKS_FILE is not set, the default output is of links.yaml, and any other of what it says", () => {
  const made = relative(PROJECT_ROOT, synthesizedFrom("team.yaml"));
  expect(() => requireLinksOfThisRun(output, AT_HOME)).toThrow(
    `was synthesized from ${made}, and this review is of links.yaml; run npm run synth to review links.yaml, or LINKS_FILE=${made} npm run review`,
  );
  expect(() => requireLinksOfThisRun(output, ELSEWHERE)).not.toThrow();
  writeLinksRecord(output, { fileNames: ["links.yaml"] }, PROJECT_ROOT);
  expect(() => requireLinksOfThisRun(output, AT_HOME)).not.toThrow();
});

test.each<[string, (file: string) => void, string]>([
  ["has changed", (file) => writeFileSync(file, "links: [ ]\n"), "has changed since"],
  ["is gone", (file) => rmSync(file), "cannot be read any more"],
])("a links file that %s after the synth is told", (_, change, words) => {
  const file = synthesizedFrom("team.yaml");
  process.env.LINKS_FILE = file;
  change(file);
  expect(() => requireLinksOfThisRun(output, AT_HOME)).toThrow(
    `${relative(PROJECT_ROOT, file)}, from which ${output} was synthesized, ${words}; run LINKS_FILE=${file} npm run synth, so that the review is of what the plan will use`,
  );
});

test("an output that records nothing is not compared; a record that no synth writes is refused", () => {
  process.env.LINKS_FILE = "any.yaml";
  expect(() => requireLinksOfThisRun(output, AT_HOME)).not.toThrow();
  writeFileSync(join(output, "links-file.json"), "{}");
  expect(() => requireLinksOfThisRun(output, AT_HOME)).toThrow("is not as a synth writes it");
});

test("findings stand in the output's own links file while it says the same, and a plan's in that of this run", () => {
  const file = synthesizedFrom("team.yaml");
  expect(linksFileOf(output)).toBe(file);
  expect(linksFileOf(undefined)).toBe("links.yaml");
  writeFileSync(file, "links: [ ]\n");
  expect(linksFileOf(output)).toBeUndefined();
});

test("an output is of all files that its links come from", () => {
  const file = synthesizedFrom("team.yaml");
  process.env.LINKS_FILE = file;
  const included = join(folder, "sales.yaml");
  writeFileSync(included, "links: []\n");
  writeLinksRecord(output, { fileNames: [file, included] }, PROJECT_ROOT);
  expect(() => requireLinksOfThisRun(output, AT_HOME)).not.toThrow();
  expect(linksFileOf(output)).toBe(file);
  writeFileSync(included, "links: [ ]\n");
  expect(() => requireLinksOfThisRun(output, AT_HOME)).toThrow(
    `${relative(PROJECT_ROOT, included)}, from which ${output} was synthesized, has changed since; run LINKS_FILE=${file} npm run synth`,
  );
  expect(linksFileOf(output)).toBeUndefined();
});

describe("of an environment", () => {
  afterEach(() => {
    delete process.env.LINKS_ENVIRONMENT;
  });

  test.each([
    ["prod", undefined],
    ["prod", "prod"],
    [undefined, undefined],
  ])("an output of %j is reviewed in a run for %j", (made, named) => {
    const file = synthesizedFrom("team.yaml");
    process.env.LINKS_FILE = file;
    writeLinksRecord(output, { fileNames: [file], ...(made && { environment: made }) }, PROJECT_ROOT);
    if (named !== undefined) process.env.LINKS_ENVIRONMENT = named;
    expect(() => requireLinksOfThisRun(output, AT_HOME)).not.toThrow();
    expect(environmentOf(output)).toBe(made);
  });

  test.each([
    ["staging", "environment staging"],
    [undefined, "no environment"],
  ])("an output of %j is not what a run for prod reviews", (made, words) => {
    const file = synthesizedFrom("team.yaml");
    process.env.LINKS_FILE = file;
    writeLinksRecord(output, { fileNames: [file], ...(made && { environment: made }) }, PROJECT_ROOT);
    process.env.LINKS_ENVIRONMENT = "prod";
    expect(() => requireLinksOfThisRun(output, AT_HOME)).toThrow(
      `${output} was synthesized for ${words}, and this review is of prod; run LINKS_FILE=${file} npm run synth for prod, or leave LINKS_ENVIRONMENT and --env out to review what is there`,
    );
  });
});
