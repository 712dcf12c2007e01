import { CLIENTS } from "../../bench/waiting/clients";
import { drain, seededChance, waitOnce } from "../../bench/waiting/simulate";

const ROUND_TRIP_MILLISECONDS = 40;

async function waited(name: string, seconds: number) {
  const client = CLIENTS[name];
  if (client === undefined) throw new Error(`no client ${name}`);
  const { addedMilliseconds, calls } = await waitOnce(client, seconds * 1000, ROUND_TRIP_MILLISECONDS);
  return [calls, Math.round(addedMilliseconds)];
}

/** By hand: submit lands at 20 ms, so a statement of d seconds ends at d + 0.02 s; every call takes 40 ms. */
describe("the polling of others, as their sources state it", () => {
  it.each([
    // Looks at 0.06 s and, 40 ms and a pause of 10 s later, at 10.1 s.
    ["Airflow", 2, [3, 8_100]],
    // Pauses of 0.25, 0.375, 0.5625 and 0.84375 s between looks.
    ["pandas", 2, [6, 251]],
    ["pandas", 500, [17, Number.POSITIVE_INFINITY]],
    // Pauses of 0.2, 0.4, 0.8 and 1.6 s.
    ["Grafana", 2, [6, 1_220]],
    // One look every 140 ms; the fifteenth comes as it ends.
    ["CDK", 2, [16, 20]],
    // Pauses of 10, 20, 40, 80 ms and so on.
    ["Jitsu", 0.5, [7, 70]],
    // One long poll of 30 s in submit, then a look every 1.04 s.
    ["awslabs", 29, [1, 20]],
    ["awslabs", 31, [3, 100]],
  ])(
    "%s learns of the end of a statement of %p s after [calls, added ms] %j",
    async (name, seconds, expected) => {
      expect(await waited(name, seconds)).toEqual(expected);
    },
  );
});

describe("this client, by the handler as deployed", () => {
  it.each([
    [0.02, [1, 20]],
    [29, [1, 20]],
    [45, [2, 20]],
    [100, [4, 20]],
  ])("learns of the end of a statement of %p s after [calls, added ms] %j", async (seconds, expected) => {
    expect(await waited("this client", seconds)).toEqual(expected);
  });
});

test("quotas refuse calls beyond them, and the same seed gives the same run", async () => {
  const run = async (statements: number) => {
    const client = CLIENTS["this client"];
    if (client === undefined) throw new Error("no client of this project");
    return drain(client, statements, 1000, 7, ROUND_TRIP_MILLISECONDS);
  };
  expect(await run(5)).toMatchObject({ throttles: 0, givenUp: 0, calls: 10 });
  const many = await run(60);
  expect(many.throttles).toBeGreaterThan(0);
  expect(many.givenUp).toBe(0);
  expect(await run(60)).toEqual(many);
});

test("seeded chance stays below one and does not repeat", () => {
  const random = seededChance(1);
  const values = Array.from({ length: 1000 }, random);
  expect(new Set(values).size).toBe(1000);
  expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
});
