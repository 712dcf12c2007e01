import { isolated } from "../../bench/local/isolated";
import { RETRYABLE_FAULTS } from "../../emulator/faults/data-api-faults";
import { describeWith } from "../../testing/deployment/required-programs";

describeWith(["moto_server"], "the function under faults", () => {
  const measured = { smoke: false, signal: new AbortController().signal };

  test("every statement is executed once and answered correctly", async () => {
    const options = { statements: 200, rate: 0.2, seed: 2026, concurrency: 12 };
    const { faultsByKind, faults, requests, seconds, ...result } = await isolated(
      "fault-run",
      options,
      measured,
    );
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

  test("every file is loaded once, row by row, and told once", async () => {
    const options = { loads: 60, rate: 0.2, seed: 2026, concurrency: 12 };
    const { faultsByKind, faults, requests, seconds, ...result } = await isolated(
      "load-run",
      options,
      measured,
    );
    expect(result).toEqual({
      loads: 60,
      loadedOnce: 60,
      lost: 0,
      loadedOtherwise: 0,
      toldOnce: 60,
      strangeRows: 0,
      failures: [],
      wrongAnswers: 0,
    });
    expect(Object.keys(faultsByKind).sort()).toEqual(RETRYABLE_FAULTS.map(({ name }) => name).sort());
  });

  test("a result of 10 MB streams through pages, every row once, in order", async () => {
    const { rows, bytes, wrongRows, pages } = await isolated("stream-result", { megabytes: 10 }, measured);
    expect({ rows, bytes, wrongRows }).toEqual({ rows: 10_000, bytes: 10_000_000, wrongRows: 0 });
    expect(pages).toBe(10);
  });
});
