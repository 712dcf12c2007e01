const DATE = new RegExp(
  "^(?<year>-?\\d{1,9})(?:-(?<month>\\d{1,2})(?:-(?<day>\\d{1,2}))?)?" +
    "(?:T(?:(?<hour>\\d{1,2})(?::(?<minute>\\d{1,2})(?::(?<second>\\d{1,2})(?:\\.(?<fraction>\\d{1,9}))?)?)?)?" +
    "(?:Z|(?<sign>[+-])(?<zoneHour>\\d{2})(?::?(?<zoneMinute>\\d{2}))?)?)?$",
  "i",
);

/**
 * A date of a policy as the simulator compares it: it takes a whole number for what the request's number is, and every other
 * text for what JavaScript reads, in the zone of this machine. IAM takes ISO 8601, in part too, in UTC where it names no zone, and
 * seconds since 1970.
 *
 * @param key of the condition: `aws:EpochTime` is in seconds, the others are dates
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function simulatedDates(value: unknown, key: string): unknown {
  const milliseconds = readDate(String(value));
  if (milliseconds === undefined) return value;
  const written =
    key.toLowerCase() === "aws:epochtime" ? String(Math.floor(milliseconds / 1000)) : isoText(milliseconds);
  return written ?? value;
}

function isoText(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Milliseconds since 1970; `undefined`: no date. */
function readDate(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const groups = DATE.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const number = (name: string, absent: number) => Number(groups[name] ?? absent);
  const time = Date.UTC(
    number("year", 1970),
    number("month", 1) - 1,
    number("day", 1),
    number("hour", 0),
    number("minute", 0),
    number("second", 0),
  );
  const fraction = Number(`0.${groups.fraction ?? 0}`) * 1000;
  const zoneMinutes = number("zoneHour", 0) * 60 + number("zoneMinute", 0);
  return time + fraction - (groups.sign === "-" ? -zoneMinutes : zoneMinutes) * 60_000;
}

/** The whole of each address family, which the simulator knows as two halves only. */
const HALVES: Readonly<Record<string, readonly string[]>> = {
  "0.0.0.0": ["0.0.0.0/1", "128.0.0.0/1"],
  "::": ["::/1", "8000::/1"],
};

/** An address or range of a policy, as ranges that the simulator reads. */
export function simulatedAddresses(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const [address = "", bits] = value.split("/");
  const isSix = address.includes(":");
  if (bits === undefined) return `${address}/${isSix ? 128 : 32}`;
  return bits === "0" ? HALVES[isSix ? "::" : "0.0.0.0"] : value;
}
