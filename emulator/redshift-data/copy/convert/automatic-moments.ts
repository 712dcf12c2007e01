import { fullYear, hourOfDay, MONTH_NAMES, MONTHS, type MomentReader } from "./date-format";
import type { DateParts } from "./date-parts";

/** Longer than any date and time with a zone. */
const MAX_LENGTH = 100;

/** Dates without commas and days of the week; a month of two numbers stands before its day, as where a text is cast. */
const DATES: readonly RegExp[] = [
  /^(?<year>\d{4})(?<sign>[-/.])(?<month>\d{1,2})\k<sign>(?<day>\d{1,2})$/,
  /^(?<month>\d{1,2})(?<sign>[-/.])(?<day>\d{1,2})\k<sign>(?<year>\d{4}|\d{2})$/,
  /^(?<year>\d{4}|\d{2})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{4})\.(?<dayOfYear>\d{3})$/,
  /^J(?<julian>\d{1,7})$/i,
  /^(?<year>\d{4})(?<sign>[- ])(?<name>[a-z]{3,9})\k<sign>(?<day>\d{1,2})$/i,
  /^(?<day>\d{1,2})(?<sign>[- ])(?<name>[a-z]{3,9})\k<sign>(?<year>\d{4}|\d{2})$/i,
  /^(?<name>[a-z]{3,9})(?<sign>[- ])(?<day>\d{1,2})\k<sign>(?<year>\d{4}|\d{2})$/i,
];

const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\s+/i;

const TIME =
  /(?:(?<=\d)T|\s)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,9}))?)?(?:\s*([ap])m\b)?(\s*[+-]\d{1,2}(?::?\d{2})?|Z)?(?=\s|$)/i;

/** Behind a date of digits alone. */
const COMPACT_TIME = /(?<=^\d{6}|^\d{8})[T\s](\d{2})(\d{2})(\d{2})(?:\.(\d{1,9}))?$/i;

const ZONE = /\s+(Z|[a-z]{3,4}|[a-z]+\/[a-z_/]+)$/i;

/** Abbreviations that mean one zone. */
const ABBREVIATIONS: ReadonlySet<string> = new Set([
  ...["Z", "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST"],
  ...["WET", "WEST", "BST", "CET", "CEST", "EET", "EEST", "MSK", "JST", "KST"],
]);

function isZone(name: string): boolean {
  if (!name.includes("/")) return ABBREVIATIONS.has(name.toUpperCase());
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Whatever `'auto'` knows: what can be cast to a date or a timestamp.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/automatic-recognition.html
 */
export const readAutomatically: MomentReader = (given) => {
  if (given.length > MAX_LENGTH) return undefined;
  let text = given.trim().replace(/,\s*/g, " ").replace(/\s+/g, " ").replace(WEEKDAY, "");
  const isBeforeChrist = / BC$/i.test(text);
  text = text.replace(/ (?:AD|BC)$/i, "");
  const [, named = ""] = ZONE.exec(text) ?? [];
  const zone = isZone(named) ? named : "";
  if (zone !== "") text = text.replace(ZONE, "");
  const time = COMPACT_TIME.exec(text) ?? TIME.exec(text);
  const [whole = "", hour, minute, second = "0", fraction = "", half, offset] = time ?? [];
  const day = dateOf(text.replace(whole, "").trim(), isBeforeChrist);
  if (day === undefined) return undefined;
  if (time === null) return zone === "" ? day : undefined;
  const hours = Number(hour);
  if (half !== undefined && (hours < 1 || hours > 12)) return undefined;
  return {
    ...day,
    hour: half === undefined ? hours : hourOfDay(hours, half),
    minute: Number(minute),
    second: Number(second),
    fraction,
    zone: offset?.trim() ?? zone,
  };
};

function dateOf(text: string, isBeforeChrist: boolean): DateParts | undefined {
  for (const pattern of DATES) {
    const groups = pattern.exec(text)?.groups;
    if (groups === undefined) continue;
    const date =
      groups.julian === undefined ? ofGroups(groups, isBeforeChrist) : julian(Number(groups.julian));
    if (date !== undefined) {
      const era = isBeforeChrist ? { isBeforeChrist } : {};
      return { ...date, hour: 0, minute: 0, second: 0, fraction: "", zone: "", ...era };
    }
  }
  return undefined;
}

type Day = Pick<DateParts, "year" | "month" | "day">;

function ofGroups(
  { year = "", month, day, dayOfYear, name }: Readonly<Record<string, string | undefined>>,
  isBeforeChrist: boolean,
): Day | undefined {
  const short = Number(year);
  const full = year.length === 4 || isBeforeChrist ? short : fullYear(short);
  if (dayOfYear !== undefined) {
    const date = new Date(Date.UTC(full, 0, Number(dayOfYear)));
    if (Number(dayOfYear) === 0 || date.getUTCFullYear() !== full) return undefined;
    return { year: full, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const number = name === undefined ? Number(month) : monthNamed(name.toLowerCase());
  return number === undefined ? undefined : { year: full, month: number, day: Number(day) };
}

function monthNamed(name: string): number | undefined {
  const at = MONTHS.indexOf(name === "sept" ? "sep" : name);
  const place = at === -1 ? MONTH_NAMES.indexOf(name) : at;
  return place === -1 ? undefined : place + 1;
}

/** The day of a number of days since 4713 BC; those of which the year is one of our era. */
function julian(days: number): Day | undefined {
  const JULIAN_1970 = 2_440_588;
  const date = new Date((days - JULIAN_1970) * 86_400_000);
  const year = date.getUTCFullYear();
  return year < 1 ? undefined : { year, month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
