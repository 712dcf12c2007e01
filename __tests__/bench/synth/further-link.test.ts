import { furtherLinkFigure, slopeOf } from "../../../bench/synth/further-link";

test("the slope is that of the straight line, and what is beside it pulls it both ways", () => {
  expect(slopeOf([1, 10, 100], [250, 295, 745])).toBeCloseTo(5);
  // The point in the middle of three that are evenly spaced lifts the line and does not turn it.
  expect(slopeOf([1, 2, 3], [5, 100, 15])).toBeCloseTo(5);
});

test("one more link is told in turns, each beside the empty app of its turn", () => {
  const times = new Map([
    [0, [500, 1000]],
    [1, [5, 10]],
    [2, [100, 20]],
    [3, [15, 30]],
  ]);
  expect(furtherLinkFigure(times, 0.012)).toMatchObject({
    what: "one more link, of 1, 2, 3, processor time",
    goal: 0.012,
    pairs: 2,
    ratio: { min: expect.closeTo(0.01), max: expect.closeTo(0.01) },
  });
});
