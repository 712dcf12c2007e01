import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { reportPage } from "../../tools/review/render/report-page";
import { startChromium } from "./chromium";
import { managedReport, manyReport } from "./sample-reports";

const DOCS = join(__dirname, "../../docs");

/** What docs/ shows of the review's page, in CSS pixels. */
const SCREENSHOTS = [
  { file: "review.png", make: managedReport, colorScheme: "light", width: 1000, height: 1620 },
  { file: "review-links.png", make: manyReport, colorScheme: "dark", width: 1180, height: 760 },
] as const;

/** `npm run screenshots`: writes the pictures of the review's page with the machine's Chromium. */
async function writeScreenshots(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "review-pages-"));
  const browser = await startChromium(join(folder, "profile"));
  try {
    for (const { file, make, colorScheme, width, height } of SCREENSHOTS) {
      const html = join(folder, "index.html");
      writeFileSync(html, reportPage(await make()));
      const page = await browser.newPage();
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height });
      await page.goto(pathToFileURL(html).href);
      await page.screenshot({ path: join(DOCS, file) });
      await page.close();
      console.log(`wrote docs/${file}`);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

void writeScreenshots();
