/** A moment as it is written: no zone is applied yet. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits behind the second's point, six at most. */
  readonly fraction: string;
  /** As it is written: `Z`, `+02`, `-03:30`, `UTC`; empty for none. */
  readonly zone: string;
  /** The year is one before our era. @default false */
  readonly isBeforeChrist?: boolean;
}

const two = (number: number) => String(number).padStart(2, "0");

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Earliest year that there is. */
const FIRST_YEAR_BC = 4713;

/** Farther from UTC than any zone. */
const WRONG_OFFSET = /^[+-](?:1[6-9]|[2-9]\d|\d{1,2}:?[6-9]\d)/;

/** Whether there is such a day, and such a time of it, in such a zone. */
export function isMoment({
  year,
  month,
  day,
  hour,
  minute,
  second,
  zone,
  isBeforeChrist,
}: DateParts): boolean {
  if (isBeforeChrist === true && year > FIRST_YEAR_BC) return false;
  if (WRONG_OFFSET.test(zone)) return false;
  if (!(year >= 1) || month < 1 || month > 12 || day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2 && day === 29 && !isLeap) return false;
  return hour <= 24 && minute <= 59 && second <= 60 && (hour < 24 || (minute === 0 && second === 0));
}

export function dateText({ year, month, day }: DateParts): string {
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

export function timeText({ hour, minute, second, fraction }: DateParts): string {
  const digits = fraction.slice(0, 6);
  return `${two(hour)}:${two(minute)}:${two(second)}${digits === "" ? "" : `.${digits}`}`;
}

/** Stands behind everything else. */
export function eraText({ isBeforeChrist = false }: DateParts): string {
  return isBeforeChrist ? " BC" : "";
}

/** The moment so many microseconds after 1970. */
export function momentOf(microseconds: bigint): DateParts {
  const million = 1_000_000n;
  const rest = ((microseconds % million) + million) % million;
  const time = new Date(Number((microseconds - rest) / 1000n));
  return {
    year: time.getUTCFullYear(),
    month: time.getUTCMonth() + 1,
    day: time.getUTCDate(),
    hour: time.getUTCHours(),
    minute: time.getUTCMinutes(),
    second: time.getUTCSeconds(),
    fraction: rest === 0n ? "" : String(rest).padStart(6, "0"),
    zone: "",
  };
}
