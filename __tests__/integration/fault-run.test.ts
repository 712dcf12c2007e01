import { faultRun } from "../../bench/local/fault-run";
import { RETRYABLE_FAULTS } from "../../rehearsal/data-api/faults";
import { describeWith, temporaryFolder } from "./support/tools";

describeWith(["moto_server"], "the function under faults", () => {
  const folder = temporaryFolder();

  test("every statement is executed once and answered correctly", async () => {
    const { faultsByKind, faults, requests, seconds, ...result } = await faultRun({
      folder,
      statements: 200,
      rate: 0.25,
      seed: 2026,
      concurrency: 12,
      signal: new AbortController().signal,
    });
    expect(result).toEqual({
      statements: 200,
      writes: 140,
      executedOnce: 140,
      lost: 0,
      executedTwice: 0,
      failures: [],
      wrongAnswers: 0,
    });
    expect(Object.keys(faultsByKind).sort()).toEqual(RETRYABLE_FAULTS.map(({ name }) => name).sort());
  });
});
