import { Progress } from "../../../../tools/lib/terminal/progress";

const CLEAR_LINE = "\r\u001B[2K";
const { CI, NO_COLOR } = process.env;

beforeEach(() => {
  jest.useFakeTimers();
  delete process.env.CI;
  process.env.NO_COLOR = "1";
});
afterEach(() => {
  jest.useRealTimers();
  for (const [name, value] of Object.entries({ CI, NO_COLOR })) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

function progressOn(stream: { isTTY: boolean; columns?: number }) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  return { written, progress: new Progress({ ...stream, write } as unknown as NodeJS.WriteStream) };
}

/** A step that ends when it is told to. */
function stepOf(progress: Progress, title: string) {
  let end: (result: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const work = () =>
    new Promise<string>((resolve, reject) => {
      [end, fail] = [resolve, reject];
    });
  const done = progress.step(title, work, (result) => result);
  return { done, end, fail };
}

it("says in plain lines when steps at the same time begin and end", async () => {
  const { progress, written } = progressOn({ isTTY: false });
  const [a, b] = [stepOf(progress, "plan a"), stepOf(progress, "plan b")];
  jest.advanceTimersByTime(1200);
  b.end("clean");
  await b.done;
  a.fail(new Error("refused"));
  await expect(a.done).rejects.toThrow("refused");
  expect(written).toEqual(["… plan a\n", "… plan b\n", "✓ plan b: clean (1.2 s)\n", "✗ plan a\n"]);
});

it("spins once on a terminal, before all that is running, below the lines of what ended", async () => {
  const { progress, written } = progressOn({ isTTY: true, columns: 80 });
  const [a, b] = [stepOf(progress, "plan a"), stepOf(progress, "plan b")];
  jest.advanceTimersByTime(80);
  expect(written).toEqual([`${CLEAR_LINE}⠋ plan a`, `${CLEAR_LINE}⠙ plan a, plan b`]);
  written.length = 0;
  a.end("clean");
  await a.done;
  jest.advanceTimersByTime(80);
  b.end("drift");
  await b.done;
  jest.advanceTimersByTime(800);
  expect(written).toEqual([
    CLEAR_LINE,
    "✓ plan a: clean (0.1 s)\n",
    `${CLEAR_LINE}⠹ plan b`,
    CLEAR_LINE,
    "✓ plan b: drift (0.2 s)\n",
  ]);
});

it("marks what could not be checked, and what is wrong, as a report does", async () => {
  const { progress, written } = progressOn({ isTTY: false });
  for (const status of ["ok", "problem", "could-not-check"] as const) {
    await progress.step(
      "plan",
      async () => status,
      (result) => result,
      (result) => result,
    );
  }
  expect(written.filter((line) => !line.startsWith("…"))).toEqual([
    "✓ plan: ok (0.0 s)\n",
    "✗ plan: problem (0.0 s)\n",
    "? plan: could-not-check (0.0 s)\n",
  ]);
});

it("keeps a line to the width of the terminal", () => {
  const { progress, written } = progressOn({ isTTY: true, columns: 10 });
  stepOf(progress, "plan a for both accounts");
  expect(written).toEqual([`${CLEAR_LINE}⠋ plan a f`.slice(0, CLEAR_LINE.length + 9)]);
});
