import type { DateParts } from "./date-parts";

/** Reads a moment out of a text; nothing where the text is not written so. */
export type MomentReader = (text: string) => DateParts | undefined;

export const MONTH_NAMES: readonly string[] = [
  ...["january", "february", "march", "april", "may", "june", "july", "august", "september"],
  ...["october", "november", "december"],
];

/** The names of months as they are shortened. */
export const MONTHS: readonly string[] = MONTH_NAMES.map((name) => name.slice(0, 3));

type Part =
  | "year"
  | "shortYear"
  | "month"
  | "monthName"
  | "day"
  | "hour"
  | "minute"
  | "second"
  | "half"
  | "fraction";

/** Element of a format → what stands for it. Longer ones first: `HH24` begins with `HH`. */
const ELEMENTS: readonly (readonly [string, Part | undefined, string])[] = [
  ["YYYY", "year", "(\\d{4})"],
  ["YY", "shortYear", "(\\d{2})"],
  ["MONTH", "monthName", "([a-z]{3,9})"],
  ["MON", "monthName", "([a-z]{3,9})"],
  ["MM", "month", "(\\d{1,2})"],
  ["MI", "minute", "(\\d{1,2})"],
  ["DDD", undefined, "\\d{3}"],
  ["DD", "day", "(\\d{1,2})"],
  ["DAY", undefined, "[a-z]+"],
  ["DY", undefined, "[a-z]{3}"],
  ["HH24", "hour", "(\\d{1,2})"],
  ["HH12", "hour", "(\\d{1,2})"],
  ["HH", "hour", "(\\d{1,2})"],
  ["SS", "second", "(\\d{1,2})(?:\\.(\\d{1,9}))?"],
  ["AM", "half", "([ap]\\.?m\\.?)"],
  ["PM", "half", "([ap]\\.?m\\.?)"],
  ["A.M.", "half", "([ap]\\.?m\\.?)"],
  ["P.M.", "half", "([ap]\\.?m\\.?)"],
];

/** The reader of a format, for example `MM/DD/YYYY HH24:MI:SS`. */
export function formatReader(format: string): MomentReader {
  const parts: Part[] = [];
  let pattern = "";
  const upper = format.toUpperCase();
  for (let at = 0; at < format.length; ) {
    const element = ELEMENTS.find(([name]) => upper.startsWith(name, at));
    if (element === undefined) {
      pattern += (format[at] ?? "").replace(/[.*+?^${}()|[\]\\/]/, "\\$&").replace(/\s/, "\\s+");
      at++;
      continue;
    }
    const [name, part, source] = element;
    pattern += source;
    if (part !== undefined) parts.push(part);
    if (part === "second") parts.push("fraction");
    at += name.length;
  }
  const expression = new RegExp(`^\\s*${pattern}\\s*$`, "i");
  return (text) => {
    const match = expression.exec(text);
    return match === null ? undefined : partsOf(parts, match.slice(1));
  };
}

function partsOf(parts: readonly Part[], values: readonly (string | undefined)[]): DateParts {
  const value = (part: Part) => {
    const at = parts.indexOf(part);
    return at === -1 ? undefined : values[at];
  };
  const shortYear = value("shortYear");
  const half = value("half");
  const hour = Number(value("hour") ?? 0);
  const name = value("monthName")?.toLowerCase().slice(0, 3);
  return {
    year: shortYear === undefined ? Number(value("year") ?? 0) : fullYear(Number(shortYear)),
    month: name === undefined ? Number(value("month") ?? 0) : MONTHS.indexOf(name) + 1,
    day: Number(value("day") ?? 1),
    hour: half === undefined ? hour : hourOfDay(hour, half),
    minute: Number(value("minute") ?? 0),
    second: Number(value("second") ?? 0),
    fraction: value("fraction") ?? "",
    zone: "",
  };
}

/** The hour of a half of the day: `am`, `P.M.`. */
export function hourOfDay(hour: number, half: string): number {
  return (hour % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0);
}

/** As PostgreSQL reads two digits. */
export function fullYear(short: number): number {
  return short < 70 ? 2000 + short : 1900 + short;
}
