import { drawPlot, type Plot } from "../../bench/report/plot";

const PLOT: Plot = {
  file: "example",
  title: 'added latency "a < b"',
  x: { label: "duration, s", scale: "logarithmic" },
  y: { label: "ms", scale: "linear" },
  series: [
    {
      name: "ours",
      points: [
        [0.01, 0],
        [1, 50],
        [100, 100],
      ],
    },
    { name: "theirs & others", points: [[0.01, 100]] },
  ],
};

function circles(svg: string): (readonly [number, number])[] {
  return [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

describe("drawPlot", () => {
  const svg = drawPlot(PLOT);

  it("puts decades at equal distances on a logarithmic axis, values in proportion on a linear one", () => {
    const [first, second, third, other] = circles(svg);
    expect((second?.[0] ?? 0) - (first?.[0] ?? 0)).toBeCloseTo((third?.[0] ?? 0) - (second?.[0] ?? 0), 0);
    expect((first?.[1] ?? 0) - (second?.[1] ?? 0)).toBeCloseTo((second?.[1] ?? 0) - (third?.[1] ?? 0), 0);
    expect(other).toEqual([first?.[0], third?.[1]]);
  });

  it("names axes and series, as text that is XML", () => {
    for (const label of ["duration, s", "ms", "ours", "theirs &amp; others", 'added latency "a &lt; b"']) {
      expect(svg).toContain(`>${label}</text>`);
    }
    expect(svg).toContain('aria-label="added latency &quot;a &lt; b&quot;"');
  });

  it("draws nothing outside the picture", () => {
    const [, width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
    for (const [x, y] of circles(svg)) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(height);
    }
  });

  it("gives the same text for the same plot", () => {
    expect(drawPlot(PLOT)).toBe(svg);
  });
});
