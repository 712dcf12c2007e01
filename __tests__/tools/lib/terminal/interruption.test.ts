import events from "node:events";
import { interruption } from "../../../../tools/lib/terminal/interruption";

const { npm_lifecycle_event: lifecycle } = process.env;

afterEach(() => {
  jest.restoreAllMocks();
  if (lifecycle === undefined) delete process.env.npm_lifecycle_event;
  else process.env.npm_lifecycle_event = lifecycle;
});

/** How often the process was ended after each of some SIGINTs, which arrive at these times. */
function endsAfter(isUnderNpm: boolean, ...atMilliseconds: readonly number[]): readonly number[] {
  if (isUnderNpm) process.env.npm_lifecycle_event = "drift";
  else delete process.env.npm_lifecycle_event;
  const clock = jest.spyOn(Date, "now");
  const exit = jest.spyOn(process, "exit").mockImplementation(() => undefined as never);
  const { signal, dispose } = interruption();
  try {
    return atMilliseconds.map((now) => {
      clock.mockReturnValue(now);
      process.emit("SIGINT", "SIGINT");
      expect(signal.aborted).toBe(true);
      return exit.mock.calls.length;
    });
  } finally {
    dispose();
  }
}

test.each<[string, boolean, number[], number[]]>([
  ["the second one ends the process", false, [0, 0], [0, 1]],
  ["under npm, which doubles a key press, the third one does", true, [0, 0, 0], [0, 0, 1]],
  ["under npm, a second one that comes later is another key press", true, [0, 1_001], [0, 1]],
])("Ctrl-C: %s", (_, isUnderNpm, atMilliseconds, ends) => {
  expect(endsAfter(isUnderNpm, ...atMilliseconds)).toEqual(ends);
});

test("any number of programs may listen to it, of which Node.js would warn", () => {
  const limited = jest.spyOn(events, "setMaxListeners");
  const { signal, dispose } = interruption();
  dispose();
  expect(limited.mock.calls).toEqual([[0, signal]]);
});
