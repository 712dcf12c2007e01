/** One line of a plot. */
interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Lines over an axis. Values on a logarithmic axis are above zero. */
export interface Plot {
  /** Name of the SVG file, without its ending. */
  readonly file: string;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

interface Axis {
  readonly label: string;
  readonly scale: "linear" | "logarithmic";
}

const WIDTH = 860;
const HEIGHT = 440;
const MARGIN = { left: 80, right: 200, top: 44, bottom: 56 };

/** Okabe and Ito's colours, which people who see few colours can tell apart; ours is the first, and thicker. */
const COLOURS = ["#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#5f5f5f", "#999933"];

interface Scale {
  readonly ticks: readonly number[];
  /** Where a value stands, 0 at the start of the axis and 1 at its end. */
  position(value: number): number;
}

function logarithmicScale(values: readonly number[]): Scale {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return { ticks, position: (value) => (Math.log10(value) - low) / (high - low) };
}

function linearScale(values: readonly number[]): Scale {
  const high = Math.max(...values, Number.MIN_VALUE);
  const step = 10 ** Math.floor(Math.log10(high));
  const unit = high / step < 2 ? step / 4 : high / step < 5 ? step / 2 : step;
  const count = Math.ceil(high / unit);
  const ticks = Array.from({ length: count + 1 }, (_, index) => index * unit);
  return { ticks, position: (value) => value / (count * unit) };
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function text(x: number, y: number, content: string, attributes = ""): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escapeText(content)}</text>`;
}

function tickText(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumSignificantDigits: 3 });
}

/** A plot as SVG text; the same plot gives the same text. */
export function drawPlot(plot: Plot): string {
  const points = plot.series.flatMap((series) => series.points);
  const scaleOf = ({ scale }: Axis, values: readonly number[]) =>
    scale === "linear" ? linearScale(values) : logarithmicScale(values);
  const scales = {
    x: scaleOf(
      plot.x,
      points.map(([x]) => x),
    ),
    y: scaleOf(
      plot.y,
      points.map(([, y]) => y),
    ),
  };
  const right = WIDTH - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const at = {
    x: (value: number) => MARGIN.left + scales.x.position(value) * (right - MARGIN.left),
    y: (value: number) => bottom - scales.y.position(value) * (bottom - MARGIN.top),
  };
  const grid = [
    ...scales.x.ticks.flatMap((tick) => [
      `<path class="grid" d="M${at.x(tick).toFixed(1)} ${MARGIN.top}V${bottom}"/>`,
      text(at.x(tick), bottom + 18, tickText(tick), 'text-anchor="middle"'),
    ]),
    ...scales.y.ticks.flatMap((tick) => [
      `<path class="grid" d="M${MARGIN.left} ${at.y(tick).toFixed(1)}H${right}"/>`,
      text(MARGIN.left - 8, at.y(tick) + 4, tickText(tick), 'text-anchor="end"'),
    ]),
  ];
  const lines = plot.series.flatMap(({ name, points: line }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = line.map(([x, y]) => `${at.x(x).toFixed(1)} ${at.y(y).toFixed(1)}`).join("L");
    const legendY = MARGIN.top + 8 + index * 20;
    return [
      `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="${index === 0 ? 3 : 1.5}"/>`,
      ...line.map(
        ([x, y]) =>
          `<circle cx="${at.x(x).toFixed(1)}" cy="${at.y(y).toFixed(1)}" r="2.5" fill="${colour}"/>`,
      ),
      `<path d="M${right + 14} ${legendY}h18" stroke="${colour}" stroke-width="${index === 0 ? 3 : 1.5}"/>`,
      text(right + 38, legendY + 4, name),
    ];
  });
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeText(plot.title).replaceAll('"', "&quot;")}">`,
    "<style>text{font:12px sans-serif;fill:#333}.grid{stroke:#ddd}</style>",
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(MARGIN.left, 24, plot.title, 'style="font-size:15px;font-weight:bold"'),
    ...grid,
    text((MARGIN.left + right) / 2, HEIGHT - 14, plot.x.label, 'text-anchor="middle"'),
    text(
      0,
      0,
      plot.y.label,
      `text-anchor="middle" transform="translate(18 ${(MARGIN.top + bottom) / 2}) rotate(-90)"`,
    ),
    ...lines,
    "</svg>",
  ].join("\n")}\n`;
}
