import { readFileSync } from "node:fs";
import path from "node:path";
import { type DeployedLinks, deployed } from "../../bench/drift/deployed-links";
import { MEASUREMENTS } from "../../bench/measurements";
import type { Figure, Measure, MeasurementResult } from "../../bench/report/measurement";
import { throwAwayEnvironment } from "../../tools/lib/terraform/throw-away-folder";

const RESULTS = path.resolve(__dirname, "../../bench/results.json");

const { signal } = new AbortController();

/** Drift and the doctor look at the same deployed link, one after the other. */
let deployment: DeployedLinks;
let takeDown: () => void = () => undefined;
let ended: Promise<void> | undefined;

/** As in folders that are thrown away: Go collects no garbage (see `throw-away-folder.ts`). No figure means anything here. */
beforeAll(async () => {
  Object.assign(process.env, throwAwayEnvironment({}));
  const options = { count: 1, workers: 1, keptProviders: "for-all", signal } as const;
  await new Promise<void>((resolve, reject) => {
    ended = deployed(options, async (links) => {
      deployment = links;
      resolve();
      await new Promise<void>((down) => {
        takeDown = down;
      });
    });
    ended.catch(reject);
  });
});
afterAll(async () => {
  takeDown();
  await ended;
});

/** Not one assertion on a value: that every path of a measurement runs is all that is proved here. */
async function smoke(load: () => Promise<Measure>): Promise<MeasurementResult> {
  const measure = await load();
  return measure({ smoke: true, deployment, signal, say: () => undefined });
}

const isComplete = ({ subjectValue, referenceValue, ratio, pairs }: Figure) =>
  [subjectValue, referenceValue, ratio.min, ratio.median, ratio.max].every(Number.isFinite) && pairs >= 1;

test.each(Object.entries(MEASUREMENTS))("%s runs, and has a recorded result", async (name, load) => {
  const recorded: Record<string, MeasurementResult> = JSON.parse(readFileSync(RESULTS, "utf8"));
  const result = await smoke(load);
  expect(result.figures.filter((figure) => !isComplete(figure))).toEqual([]);
  expect(result.figures.length).toBeGreaterThan(0);
  expect(recorded[name]?.title).toBe(result.title);
});
