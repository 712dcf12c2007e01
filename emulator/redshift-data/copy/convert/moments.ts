import type { LoadProblem } from "../read/record-sink";
import { readAutomatically } from "./automatic-moments";
import { formatReader, type MomentReader } from "./date-format";
import { dateText, eraText, isMoment, momentOf, timeText } from "./date-parts";

const DATE = /^\d{4}-\d{1,2}-\d{1,2}/;
const WHOLE_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
/** What is valid in any month, as the engine writes it: most are, and need no parts. */
const PLAIN_TIMESTAMP =
  /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?$/;
const TIMESTAMP =
  /^\s*\d{4}-\d{1,2}-\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?\s*(?:Z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?\s*$/i;
const TIME = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|UTC|[+-]\d{1,2}(?::?\d{2})?)?\s*$/i;

const DEFAULT_TIMESTAMP = "YYYY-MM-DD HH24:MI:SS";

/** Reads a text as a date or a time, in a form that the engine takes. */
export type MomentConversion = (value: string) => string | LoadProblem;

/** A reader for dates: of DATEFORMAT, or `YYYY-MM-DD` with whatever stands behind it. */
export function dateConversion(format: string | undefined): MomentConversion {
  const read = readerOf(format) ?? readAutomatically;
  const problem: LoadProblem =
    format === undefined
      ? { code: 1205, reason: "Invalid Date Format - length must be 10 or more" }
      : { code: 1205, reason: `Invalid date format or value [${format}]` };
  const isDefault = format === undefined;
  return (value) => {
    if (isDefault) {
      const whole = WHOLE_DATE.exec(value);
      if (
        whole !== null &&
        Number(whole[3]) <= 28 &&
        Number(whole[2]) <= 12 &&
        whole[2] !== "00" &&
        whole[3] !== "00"
      ) {
        return value;
      }
      if (value.trim().length < 10 || !DATE.test(value.trim())) return problem;
    }
    const parts = read(isDefault ? (DATE.exec(value.trim())?.[0] ?? "") : value);
    return parts !== undefined && isMoment(parts) ? dateText(parts) + eraText(parts) : problem;
  };
}

/** A reader for timestamps: of TIMEFORMAT, or `YYYY-MM-DD HH:MI:SS` with or without fraction. */
export function timestampConversion(format: string | undefined, hasZone: boolean): MomentConversion {
  if (format === "epochsecs" || format === "epochmillisecs") return epochConversion(format, hasZone);
  const read = readerOf(format) ?? readAutomatically;
  const problem: LoadProblem = {
    code: 1206,
    reason: `Invalid timestamp format or value [${format ?? DEFAULT_TIMESTAMP}]`,
  };
  const plainZone = hasZone ? "UTC" : "";
  return (value) => {
    if (format === undefined) {
      if (PLAIN_TIMESTAMP.test(value)) return value + plainZone;
      if (!TIMESTAMP.test(value)) return problem;
    }
    const parts = read(value);
    if (parts === undefined || !isMoment(parts)) return problem;
    const zone = hasZone ? parts.zone || "UTC" : "";
    return `${dateText(parts)} ${timeText(parts)}${zone}${eraText(parts)}`;
  };
}

/** A reader for times of a day. */
export function timeConversion(hasZone: boolean): MomentConversion {
  return (value) => {
    const match = TIME.exec(value);
    const [, hour, minute, second, fraction = "", zone = ""] = match ?? [];
    const parts = {
      year: 2000,
      month: 1,
      day: 1,
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second ?? 0),
      fraction,
      zone,
    };
    if (match === null || !isMoment(parts))
      return { code: 1206, reason: "Invalid time format or value [HH24:MI:SS]" };
    return `${timeText(parts)}${hasZone ? zone || "UTC" : ""}`;
  };
}

function readerOf(format: string | undefined): MomentReader | undefined {
  return format === undefined || format === "auto" ? undefined : formatReader(format);
}

function epochConversion(format: "epochsecs" | "epochmillisecs", hasZone: boolean): MomentConversion {
  const digits = format === "epochsecs" ? 6 : 3;
  return (value) => {
    const match = /^\s*(-?)(\d+)(?:\.(\d*))?\s*$/.exec(value);
    const problem = { code: 1206, reason: `Invalid timestamp format or value [${format}]` };
    if (match === null) return problem;
    const [, sign = "", whole = "", fraction = ""] = match;
    const moment = momentOf(BigInt(sign + whole + fraction.slice(0, digits).padEnd(digits, "0")));
    return isMoment(moment) ? `${dateText(moment)} ${timeText(moment)}${hasZone ? "UTC" : ""}` : problem;
  };
}
