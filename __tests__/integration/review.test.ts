import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { ROOT } from "../../testing/deployment/checkout";
import { describeWith } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE } from "../../testing/links/links";
import { asNpmStarts, compiledOnce } from "../../testing/processes/command";
import { findProgram } from "../../tools/lib/process/find-program";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { synthesize } from "../../tools/lib/terraform/synthesize";

const folder = temporaryFolder();

const CHROMIUM_FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A suppression that holds for as long as this test is read. */
const SUPPRESSION = {
  rule: "missing-external-id",
  address: "aws_iam_role.data_role",
  reason: "both accounts are ours alone",
  expires: "9999-12-31",
};

async function synthesized(name: string, link: object): Promise<string> {
  const [file, out] = [join(folder, `${name}.yaml`), join(folder, name)];
  writeFileSync(file, JSON.stringify({ links: [{ ...BASE, ...link }] }));
  await synthesize(out, { ...process.env, LINKS_FILE: file }, new AbortController().signal);
  return out;
}

function reviewBy(start: (door: string) => readonly string[], out: string, args: readonly string[]) {
  return runGuarded(process.execPath, [...start("tools/review/review.ts"), "--out", out, ...args], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: "1" },
  });
}

const review = (out: string, ...args: string[]) => reviewBy(compiledOnce, out, args);

describe("npm run review", () => {
  it("is clean for the sample link; a real synth carries its suppressions", async () => {
    const clean = await synthesized("clean", {});
    expect((await reviewBy(asNpmStarts, clean, [])).exitCode).toBe(0);
    const open = await synthesized("open", { trust: {} });
    expect((await review(open)).exitCode).toBe(1);
    const accepted = await synthesized("accepted", { trust: {}, review: { suppress: [SUPPRESSION] } });
    const result = await review(accepted, "--json");
    expect(result.exitCode).toBe(0);
    expect(JSON.parse(result.stdout).stacks[0]).toMatchObject({
      findings: [],
      suppressed: [{ suppression: SUPPRESSION }],
    });
    const old = join(clean, "stacks/analytics/cdk.tf.json");
    const against = await review(open, "--against", old);
    expect(against.stdout).toContain("+ the function without the external id can now assume the data role");
    const page = readFileSync(join(open, "review/index.html"), "utf8");
    expect(page).toContain("It grants");
  });

  it("finds an archive that is not what the sources give, and says when it did not look", async () => {
    const out = await synthesized("tampered", {});
    const file = join(out, "stacks/analytics/cdk.tf.json");
    const { filename, source_code_hash: hash } = JSON.parse(readFileSync(file, "utf8")).resource
      .aws_lambda_function.query_function;
    const archive = join(out, "stacks/analytics", filename);
    const bytes = Buffer.concat([readFileSync(archive), Buffer.from("more")]);
    writeFileSync(archive, bytes);
    const declared = createHash("sha256").update(bytes).digest("base64");
    writeFileSync(file, readFileSync(file, "utf8").replace(hash, declared));
    const result = await review(out);
    expect([result.exitCode, result.stdout]).toEqual([1, expect.stringContaining("error archive-differs")]);
    const skipped = await review(out, "--no-rebuild");
    expect([skipped.exitCode, skipped.stdout]).toEqual([
      0,
      expect.stringContaining("--no-rebuild: the function's archive was not compared with its sources"),
    ]);
  });

  it("SARIF points at the links file, and an output of another one is refused", async () => {
    const out = await synthesized("sarif", { trust: {} });
    const [result] = JSON.parse((await review(out, "--format", "sarif")).stdout).runs[0].results;
    expect([result.ruleId, result.locations[0].physicalLocation]).toEqual([
      "missing-external-id",
      {
        artifactLocation: { uri: pathToFileURL(join(folder, "sarif.yaml")).href },
        region: { startLine: 1 },
      },
    ]);
    const refused = await runGuarded(
      process.execPath,
      [...compiledOnce("tools/review/review.ts"), "--out", out],
      { cwd: ROOT, env: { ...process.env, LINKS_FILE: "links.yaml" } },
    );
    expect([refused.exitCode, refused.stdout, refused.stderr]).toEqual([
      2,
      "",
      expect.stringMatching(
        / was synthesized from \S+sarif\.yaml, and this review is of links\.yaml; run LINKS_FILE=links\.yaml npm run synth /,
      ),
    ]);
  });

  it("could not check: exit 2, and what to do", async () => {
    const result = await review(join(folder, "nowhere"));
    expect([result.exitCode, result.stderr]).toEqual([
      2,
      expect.stringContaining("holds no manifest.json; run npm run synth first"),
    ]);
  });
});

describeWith(["chromium"], "the page of the review in Chromium", () => {
  it("shows the picture, logs nothing, asks the network for nothing, and is reached by keyboard", async () => {
    const out = await synthesized("page", {});
    await review(out);
    const url = pathToFileURL(join(out, "review/index.html")).href;
    const browser = await chromium.launchPersistentContext(join(folder, "chromium"), {
      executablePath: findProgram("chromium") ?? "chromium",
      args: CHROMIUM_FLAGS,
    });
    try {
      const page = await browser.newPage();
      const [requests, console] = [[] as string[], [] as string[]];
      page.on("request", (request) => requests.push(request.url()));
      page.on("console", (message) => console.push(message.text()));
      page.on("pageerror", (error) => console.push(error.message));
      await page.goto(url);
      expect(await page.locator("h1").textContent()).toBe("Who can do what");
      const picture = page.getByRole("img", { name: "Path of the link" });
      expect(await picture.isVisible()).toBe(true);
      expect(await picture.locator("line.arrow.ok").count()).toBe(3);
      expect(await picture.textContent()).toContain("ArnEquals lambda:SourceFunctionArn");
      expect(await page.locator("tbody tr").count()).toBeGreaterThan(40);
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe("analytics");
      await page.setViewportSize({ width: 400, height: 800 });
      // A wider document would scroll as a whole; only the picture and the tables may.
      expect(await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
      expect(requests.filter((request) => request !== url && !request.startsWith("data:"))).toEqual([]);
      expect(console).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
