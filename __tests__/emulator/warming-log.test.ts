import type { EmulatorEvent } from "../../emulator/emulator-event";
import { warmingLog } from "../../emulator/warming-log";

const CREATED: EmulatorEvent = { kind: "function-created", functionArn: "arn" };
const NOTE: EmulatorEvent = { kind: "note", message: "something else" };

test("every event is passed on, and a created function warms, also after one that did not", async () => {
  const told: EmulatorEvent[] = [];
  let warmed = 0;
  const log = warmingLog(
    (event) => told.push(event),
    () => (++warmed === 1 ? Promise.reject(new Error("no memory")) : Promise.resolve()),
  );
  for (const event of [NOTE, CREATED, NOTE, CREATED]) log(event);
  // A rejection that nobody handles would end the process by now.
  await new Promise(setImmediate);
  expect({ told, warmed }).toEqual({ told: [NOTE, CREATED, NOTE, CREATED], warmed: 2 });
});
