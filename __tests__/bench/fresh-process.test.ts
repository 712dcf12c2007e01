import { inFreshProcess } from "../../bench/function/fresh-process";

const BLOCK_BYTES = 200 * 2 ** 20;

test("the peak memory of a new process is its own, however much the one has that starts it", async () => {
  const block = Buffer.alloc(BLOCK_BYTES, 1);
  const { peakMegabytes } = await inFreshProcess("", 0, {}, new AbortController().signal);
  expect(block.length).toBe(BLOCK_BYTES);
  expect(peakMegabytes).toBeGreaterThan(10);
  expect(peakMegabytes).toBeLessThan(150);
});
