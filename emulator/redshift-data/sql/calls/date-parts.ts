import { sqlOf } from "../sql-layout";
import type { CallRule, StatementCalls } from "./call-writer";

/**
 * Spellings of a date part, by the one that the functions of the prelude know.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_Dateparts_for_datetime_functions.html
 */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  millennium: ["millennia", "mil", "mils"],
  century: ["centuries", "c", "cent", "cents"],
  decade: ["decades", "dec", "decs"],
  epoch: [],
  year: ["years", "y", "yr", "yrs", "yyyy", "yy"],
  quarter: ["quarters", "qtr", "qtrs"],
  month: ["months", "mon", "mons", "mm"],
  week: ["weeks", "w", "wk"],
  dow: ["dayofweek", "dw", "weekday"],
  doy: ["dayofyear", "dy", "yearday"],
  day: ["days", "d", "dd"],
  hour: ["hours", "h", "hr", "hrs", "hh"],
  minute: ["minutes", "m", "min", "mins", "mi", "n"],
  second: ["seconds", "s", "sec", "secs", "ss"],
  millisecond: [
    "milliseconds",
    "ms",
    "msec",
    "msecs",
    "msecond",
    "mseconds",
    "millisec",
    "millisecs",
    "millisecon",
  ],
  microsecond: [
    "microseconds",
    "microsec",
    "microsecs",
    "us",
    "usec",
    "usecs",
    "usecond",
    "useconds",
    "microsecon",
  ],
  timezone: [],
  timezone_hour: [],
  timezone_minute: [],
};

const PARTS: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([part, others]) =>
    [part, ...others].map((name) => [name, part] as const),
  ),
);

/** The date part at a position, a bare word or a string. */
function partAt(statement: StatementCalls, position: number): string | undefined {
  const string = /^'(.*)'$/s.exec(statement.text(position))?.[1];
  return PARTS.get(string === undefined ? statement.word(position) : string.trim().toLowerCase());
}

const DATE_ADD = "pg_catalog.date_add";

/** The first argument is a date part. */
function partFirst(name: string): CallRule {
  return ({ close, args }, statement) => {
    const [part, ...others] = args;
    const known = part === undefined || part[0] !== part[1] ? undefined : partAt(statement, part[0]);
    if (known === undefined || others.length === 0) return undefined;
    const rest = others.flatMap((arg, index) => {
      const isCountInQuotes = name === DATE_ADD && index === 0 && statement.isString(arg);
      return isCountInQuotes
        ? sqlOf(", CAST(", statement.written(arg), " AS int8)")
        : sqlOf(", ", statement.written(arg));
    });
    return { tokens: sqlOf(`${name}('${known}'`, rest, ")"), last: close };
  };
}

const extract: CallRule = ({ position, close }, statement) => {
  const known = partAt(statement, position + 2);
  if (known === undefined || statement.word(position + 3) !== "from") return undefined;
  const source = statement.written([position + 4, close - 1]);
  return { tokens: sqlOf(`pg_catalog.date_part('${known}', `, source, ")"), last: close };
};

/** Calls with a date part, under the names that Redshift has for their columns: DATE_PART is `pgdate_part`, EXTRACT `date_part`. */
export const DATE_PART_CALLS: readonly (readonly [string, CallRule])[] = [
  ["dateadd", partFirst(DATE_ADD)],
  ["date_add", partFirst(DATE_ADD)],
  ["datediff", partFirst("pg_catalog.date_diff")],
  ["date_diff", partFirst("pg_catalog.date_diff")],
  ["date_part", partFirst("pgdate_part")],
  ["datepart", partFirst("pgdate_part")],
  ["pgdate_part", partFirst("pgdate_part")],
  ["date_trunc", partFirst("date_trunc")],
  ["extract", extract],
];
