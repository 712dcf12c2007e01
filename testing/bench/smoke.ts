import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MEASUREMENTS } from "../../bench/measurements";
import type { BenchContext, Figure, MeasurementResult } from "../../bench/report/measurement";
import { throwAwayEnvironment } from "../../tools/lib/terraform/throw-away-folder";
import { ROOT } from "../deployment/checkout";

/** Measurements whose test files are their own, because they take long beside the others: those of one deployed link, and whole runs. */
export const ON_DEPLOYED_LINK = ["drift", "doctor"] as const;
export const OF_WHOLE_RUNS = ["rehearsal", "gate", "synth"] as const;

const APART: readonly string[] = [...ON_DEPLOYED_LINK, ...OF_WHOLE_RUNS];
export const ALL_OTHERS = Object.keys(MEASUREMENTS).filter((name) => !APART.includes(name));

const { signal } = new AbortController();

const isComplete = ({ subjectValue, referenceValue, ratio, pairs }: Figure) =>
  [subjectValue, referenceValue, ratio.min, ratio.median, ratio.max].every(Number.isFinite) && pairs >= 1;

/**
 * Runs measurements as small as they come. Not one assertion on a value: that every path of a measurement runs is all that is proved.
 *
 * @param given what is there already by the time that they run; by default nothing
 */
export function smokeTests(
  names: readonly string[],
  given: () => Pick<BenchContext, "deployment"> = () => ({}),
): void {
  // No figure means anything here: Go collects its garbage as in folders that are thrown away.
  beforeAll(() => {
    Object.assign(process.env, throwAwayEnvironment({}));
  });

  test.each(names)("%s runs, and has a recorded result", async (name) => {
    const recorded: Record<string, MeasurementResult> = JSON.parse(
      readFileSync(join(ROOT, "bench/results.json"), "utf8"),
    );
    const measure = await MEASUREMENTS[name]?.();
    if (measure === undefined) throw new Error(`there is no measurement ${name}`);
    const result = await measure({ smoke: true, ...given(), signal, say: () => undefined });
    expect(result.figures.filter((figure) => !isComplete(figure))).toEqual([]);
    expect(result.figures.length).toBeGreaterThan(0);
    expect(recorded[name]?.title).toBe(result.title);
  });
}
