import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reviewedPlan } from "../../../testing/tools/review-catalogue/plan-mutations";
import { reviewInputs } from "../../../tools/review/judge/review-inputs";
import { readPlanFile } from "../../../tools/review/read/read-input";
import { reportText } from "../../../tools/review/render/report-text";

const folder = mkdtempSync(join(tmpdir(), "plan-name-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function firstLine(plan: unknown): Promise<string | undefined> {
  writeFileSync(join(folder, "fresh.json"), JSON.stringify(plan));
  const report = await reviewInputs(readPlanFile(join(folder, "fresh.json"), {}), undefined);
  return reportText(report, (_, text) => text)
    .split("\n")[0]
    ?.replace(/: .*/, "");
}

test("the review of a plan names the link, then the file", async () => {
  expect(await firstLine(reviewedPlan("after"))).toBe(`✓ plain in ${join(folder, "fresh.json")}`);
});

test("Ctrl-C ends a review before its report, between two links", async () => {
  const controller = new AbortController();
  writeFileSync(join(folder, "fresh.json"), JSON.stringify(reviewedPlan("after")));
  const inputs = readPlanFile(join(folder, "fresh.json"), {});
  // As a key press is: told by the event loop, while links are judged.
  setImmediate(() => controller.abort(new Error("stopped by SIGINT")));
  await expect(reviewInputs([...inputs, ...inputs], undefined, controller.signal)).rejects.toThrow(
    "stopped by SIGINT",
  );
});

test("a plan in which no link can be read has its file's name", async () => {
  const plan = structuredClone(reviewedPlan("after")) as Record<string, unknown>;
  const empty = { root_module: { resources: [] } };
  const unread = { ...plan, planned_values: empty, resource_changes: [] };
  expect(await firstLine(unread)).toBe(`✗ fresh in ${join(folder, "fresh.json")}`);
});
