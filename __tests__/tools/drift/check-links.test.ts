import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Link } from "../../../config/link";
import { BASE, linkWith } from "../../../testing/links/links";
import { NOTHING_BEYOND } from "../../../testing/tools/recorded-plans";
import { type CheckOptions, checkLinks } from "../../../tools/drift/check-links";
import { exitCodeOf } from "../../../tools/drift/judge/finding";
import { PROJECT_ROOT } from "../../../tools/lib/process/project-root";
import { Progress } from "../../../tools/lib/terminal/progress";

const TERRAFORM = join(__dirname, "../../../testing/tools/recorded-plans/terraform.cjs");
const NO_HURRY_MILLISECONDS = 600_000;
const LAMBDA = { id: "111111111111", role: "lambda" };
const REDSHIFT = { id: "222222222222", role: "redshift" };

const folder = mkdtempSync(join(tmpdir(), "check-links-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = join(folder, "log");
const driftFolders = () =>
  readdirSync(PROJECT_ROOT).filter((name) => name.startsWith(`.drift-${process.pid}-`));

beforeEach(() => writeFileSync(log, ""));
afterEach(() => expect(driftFolders()).toEqual([]));

/** Checks links of these names; `line` gets every line of the progress, without seconds. */
function check(
  names: readonly string[],
  options: Partial<Pick<CheckOptions, "signal" | "timeoutMilliseconds">> & {
    line?: (text: string) => void;
    terraform?: string;
  } = {},
) {
  const file = join(folder, "links.yaml");
  writeFileSync(file, JSON.stringify({ links: names.map((name) => ({ ...BASE, name })) }));
  Object.assign(process.env, {
    LINKS_FILE: file,
    TERRAFORM_BINARY_NAME: options.terraform ?? TERRAFORM,
    FAKE_TERRAFORM_LOG: log,
  });
  const { signal = new AbortController().signal, line = () => undefined } = options;
  const links: readonly Link[] = names.map((name) => linkWith({ name }));
  const write = (text: string) => void line(text.replace(/( \(\d+\.\d s\))?\n$/, ""));
  return checkLinks(links, {
    progress: new Progress({ write } as unknown as NodeJS.WriteStream),
    signal,
    workers: 3,
    look: async () => NOTHING_BEYOND,
    timeoutMilliseconds: options.timeoutMilliseconds ?? NO_HURRY_MILLISECONDS,
  });
}

test("one clean, one with drift, one unreadable: each is reported in the order of the links, and the worst counts", async () => {
  const reports = await check(["clean", "drifted", "unreadable"]);
  expect(reports.map(({ link, status, findings }) => [link, status, findings.length])).toEqual([
    ["clean", "clean", 0],
    ["drifted", "drift", 9],
    ["unreadable", "could-not-check", 6],
  ]);
  expect(reports[2]?.unchecked).toEqual([
    {
      account: REDSHIFT,
      reason: "reading IAM role data: api error AccessDenied: not authorized to perform: iam:GetRole",
    },
  ]);
  expect(exitCodeOf(reports)).toBe(2);
  expect(exitCodeOf(reports.slice(0, 2))).toBe(1);
  expect(exitCodeOf(reports.slice(0, 1))).toBe(0);
});

test("three links are planned at a time", async () => {
  const lines: string[] = [];
  const names = ["a", "b", "c", "d", "e"];
  const reports = await check(names, { line: (text) => lines.push(text) });
  expect(reports.map(({ link, status }) => [link, status])).toEqual(names.map((name) => [name, "clean"]));
  const started = ["a", "b", "c"].map(planning);
  expect(lines.slice(0, 5)).toEqual(["… synthesize", "✓ synthesize: 5 stacks", ...started]);
  expect(lines[5]).toMatch(/^✓ plan [abc] for both accounts: clean, 0 findings$/);
});

test("Terraform collects less garbage, unless the environment says how much", async () => {
  const { GOGC } = process.env;
  for (const [own, expected] of [
    [undefined, "200"],
    ["50", "50"],
  ]) {
    if (own === undefined) delete process.env.GOGC;
    else process.env.GOGC = own;
    writeFileSync(log, "");
    await check(["clean"]);
    expect(readFileSync(log, "utf8").split("\n")).toContain(`GOGC=${expected} clean`);
  }
  if (GOGC === undefined) delete process.env.GOGC;
  else process.env.GOGC = GOGC;
});

function planning(name: string): string {
  return `… plan ${name} for both accounts`;
}

test("a Terraform that does not end is stopped: what it had read is reported, the rest could not be checked", async () => {
  // Long enough for the fake to start on a busy machine.
  const [hanging] = await check(["hanging"], { timeoutMilliseconds: 6000 });
  expect(hanging).toMatchObject({ status: "could-not-check" });
  expect(hanging?.findings).toHaveLength(6);
  expect(hanging?.unchecked).toEqual([
    { account: REDSHIFT, reason: "reading IAM role data: canceled, context canceled" },
    { reason: "terraform plan had not ended after 6 s and was stopped" },
  ]);
});

test("an interruption ends every running Terraform and starts no other", async () => {
  const controller = new AbortController();
  const names = ["hanging", "clean", "drifted", "unreadable"];
  const checking = check(names, {
    signal: controller.signal,
    line: (text) => {
      if (/^✓ plan (clean|drifted) /.test(text)) controller.abort(new Error("stopped by SIGINT"));
    },
  });
  await expect(checking).rejects.toThrow("stopped by SIGINT");
  const lines = readFileSync(log, "utf8").trim().split("\n");
  const count = (text: string) => lines.filter((line) => line === text).length;
  expect(count("started hanging")).toBe(count("ended hanging"));
  expect(count("started unreadable")).toBe(0);
});

test("neither account could be checked when Terraform cannot even initialise", async () => {
  const terraform = join(folder, "broken");
  writeFileSync(terraform, "#!/bin/sh\necho no such bucket >&2\nexit 1\n", { mode: 0o755 });
  const unchecked = [
    { reason: "terraform init exited with 1:\nno such bucket" },
    { account: LAMBDA, reason: "not read in full" },
    { account: REDSHIFT, reason: "not read in full" },
  ];
  expect(await check(["clean"], { terraform })).toEqual([
    { link: "clean", status: "could-not-check", findings: [], unchecked },
  ]);
});

test("fails when there is no Terraform", async () => {
  const terraform = join(folder, "absent");
  await expect(check(["clean"], { terraform })).rejects.toThrow(/absent is not on PATH; install Terraform/);
});
