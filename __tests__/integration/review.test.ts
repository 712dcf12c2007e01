import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BrowserContext } from "playwright-core";
import { ROOT } from "../../testing/deployment/checkout";
import { describeWith } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BUCKETS } from "../../testing/links/bucket-link";
import { BASE } from "../../testing/links/links";
import { asNpmStarts, compiledOnce } from "../../testing/processes/command";
import { startChromium } from "../../testing/review-pages/chromium";
import { filteredReport } from "../../testing/review-pages/sample-reports";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { synthesize } from "../../tools/lib/terraform/synthesize";
import { reportPage } from "../../tools/review/render/report-page";

const folder = temporaryFolder();

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
      expect.stringContaining(
        "holds no manifest.json, so links.yaml is not synthesized there; run npm run synth first",
      ),
    ]);
  });
});

describeWith(["chromium"], "the page of the review in Chromium", () => {
  let browser: BrowserContext;
  beforeAll(async () => {
    browser = await startChromium(join(folder, "chromium"));
  });
  afterAll(() => browser.close());

  /** The page of a file, with all that it asks for and says. */
  async function opened(file: string) {
    const url = pathToFileURL(file).href;
    const page = await browser.newPage();
    const [requests, messages] = [[] as string[], [] as string[]];
    page.on("request", (request) => requests.push(request.url()));
    page.on("console", (message) => messages.push(message.text()));
    page.on("pageerror", (error) => messages.push(error.message));
    await page.goto(url);
    const others = () => requests.filter((request) => request !== url && !request.startsWith("data:"));
    return { page, others, messages };
  }

  it("shows the picture, logs nothing, asks the network for nothing, and is reached by keyboard", async () => {
    const out = await synthesized("page", { buckets: BUCKETS });
    await review(out);
    const { page, others, messages } = await opened(join(out, "review/index.html"));
    expect(await page.locator("h1").textContent()).toBe("Who can do what");
    const picture = page.getByRole("figure", { name: "Path of the link" });
    expect(await picture.isVisible()).toBe(true);
    expect(await picture.locator(".arrow.allowed").count()).toBe(6);
    expect(await picture.textContent()).toContain("ArnEquals lambda:SourceFunctionArn");
    expect(await page.locator(".requests > li").count()).toBeGreaterThan(40);
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("analytics");
    const placed = async () => {
      const kinds = await picture.locator(".node > .kind").all();
      const places = await Promise.all(
        kinds.map(async (kind) => ({ kind: await kind.textContent(), ...(await kind.boundingBox()) })),
      );
      const inOrder = places.sort((a, b) => (a.y ?? 0) - (b.y ?? 0) || (a.x ?? 0) - (b.x ?? 0));
      return inOrder.map(({ kind }) => kind);
    };
    // Side by side each row begins with the roles of the hop between the accounts, level with its arrow.
    expect(await placed()).toEqual([
      ...["query role", "data role", "Lambda function", "Redshift"],
      ...["bucket role", "copy role", "buckets", "Redshift"],
    ]);
    const left = async (part: string) => (await picture.locator(part).boundingBox())?.x ?? 0;
    expect(await left(".bucket-role")).toBeLessThan(await left(".hop-4"));
    expect(await left(".hop-4")).toBeLessThan(await left(".copy-role"));
    await page.setViewportSize({ width: 390, height: 800 });
    // A wider document would scroll as a whole; only statements may.
    expect(await page.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);
    expect(await placed()).toEqual([
      ...["Lambda function", "query role", "data role", "Redshift"],
      ...["Redshift", "copy role", "bucket role", "buckets"],
    ]);
    expect([others(), messages]).toEqual([[], []]);
  });

  it("filters links: the only script that its policy lets run", async () => {
    const file = join(folder, "filtered.html");
    writeFileSync(file, reportPage(await filteredReport()));
    const { page, others, messages } = await opened(file);
    const shown = async () => [
      await page.locator("tbody tr:visible").count(),
      await page.locator("section.link:visible").count(),
      await page.locator("#filter-count").textContent(),
    ];
    expect(await shown()).toEqual([5, 5, "5 of 5 links"]);
    await page.getByLabel("Filter").fill("2222 SAL");
    expect(await shown()).toEqual([1, 1, "1 of 5 links"]);
    await page.getByLabel("Filter").fill("managed-policy");
    expect(await shown()).toEqual([1, 1, "1 of 5 links"]);
    await page.getByLabel("Filter").fill("");
    await page.getByLabel("only with findings or changes").check();
    expect(await shown()).toEqual([2, 2, "2 of 5 links"]);
    expect([others(), messages]).toEqual([[], []]);
  });
});
