import { sqlOf } from "../sql-layout";
import type { SqlToken } from "../sql-tokens";
import {
  type Call,
  type CallRule,
  MAX_REPEATED_TOKENS,
  type RewrittenCall,
  type StatementCalls,
} from "./call-writer";

const ALL_ROWS = " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";

/** What stands behind the parentheses of an aggregate or a window function. */
interface Tail {
  /** Between the parentheses of `WITHIN GROUP`, without `ORDER BY`. */
  readonly order: readonly SqlToken[];
  readonly isDescending: boolean;
  /** Between the parentheses of `OVER`; absent without one. */
  readonly window?: readonly SqlToken[];
  readonly ignoresNulls: boolean;
  readonly last: number;
}

/** Reads `WITHIN GROUP (ORDER BY …)`, `IGNORE NULLS`, `OVER (…)`. Nothing when there is one that cannot be read. */
function tailOf({ close }: Call, statement: StatementCalls): Tail | undefined {
  let last = close;
  let order: readonly SqlToken[] = [];
  let isDescending = false;
  let ignoresNulls = false;
  if (statement.hasWords(last + 1, "within", "group")) {
    const end = statement.closeOf(last + 3);
    if (end === undefined || !statement.hasWords(last + 4, "order", "by")) return undefined;
    order = statement.written([last + 6, end - 1]);
    isDescending = statement.word(end - 1) === "desc";
    last = end;
  }
  if (statement.word(last + 2) === "nulls" && ["ignore", "respect"].includes(statement.word(last + 1))) {
    ignoresNulls = statement.word(last + 1) === "ignore";
    last += 2;
  }
  if (statement.word(last + 1) !== "over") return { order, isDescending, ignoresNulls, last };
  const end = statement.closeOf(last + 2);
  if (end === undefined) return undefined;
  return { order, isDescending, ignoresNulls, window: statement.written([last + 3, end - 1]), last: end };
}

/** The values of the group or window in an array. */
function collected(value: readonly SqlToken[], window: readonly SqlToken[] | undefined): readonly SqlToken[] {
  return window === undefined
    ? sqlOf('pg_catalog."~array_agg"(', value, ")")
    : sqlOf('pg_catalog."~array_agg"(', value, ") OVER (", window, ")");
}

const listagg: CallRule = (call, statement) => {
  const [value, delimiter, ...others] = call.args;
  const tail = tailOf(call, statement);
  if (value === undefined || tail === undefined || others.length > 0) return undefined;
  const [first, last] = value;
  const isDistinct = statement.word(first) === "distinct";
  const skipped = isDistinct || statement.word(first) === "all" ? 1 : 0;
  const text = sqlOf("(", statement.written([first + skipped, last]), ")::text");
  const { order, window } = tail;
  const ordered = order.length === 0 ? [] : sqlOf(" ORDER BY ", order);
  const values =
    window === undefined
      ? collected(sqlOf(text, ordered), undefined)
      : collected(text, order.length === 0 ? window : sqlOf(window, ordered, ALL_ROWS));
  const between = delimiter === undefined ? sqlOf("''") : statement.written(delimiter);
  return { tokens: sqlOf("listagg(", values, ", ", between, `, ${isDistinct})`), last: tail.last };
};

const median: CallRule = (call, statement) => {
  const [value, ...others] = call.args;
  const tail = tailOf(call, statement);
  if (value === undefined || tail === undefined || others.length > 0) return undefined;
  return { tokens: sqlOf("median(", collected(statement.written(value), tail.window), ")"), last: tail.last };
};

/** `PERCENTILE_…(fraction) WITHIN GROUP (ORDER BY value [ASC | DESC]) [OVER (…)]`. */
function percentile(name: string): CallRule {
  return (call, statement) => {
    const [fraction] = call.args;
    const tail = tailOf(call, statement);
    if (fraction === undefined || tail === undefined || tail.order.length === 0) return undefined;
    const lastWord = tail.order.at(-1)?.text.toLowerCase();
    const value = lastWord === "asc" || lastWord === "desc" ? tail.order.slice(0, -1) : tail.order;
    const values = collected(value, tail.window);
    const tokens = sqlOf(`${name}(`, statement.written(fraction), ", ", values, `, ${tail.isDescending})`);
    return { tokens, last: tail.last };
  };
}

const ratioToReport: CallRule = (call, statement) => {
  const [value, ...others] = call.args;
  if (value === undefined || others.length > 0 || value[1] - value[0] > MAX_REPEATED_TOKENS) return undefined;
  const tail = tailOf(call, statement);
  if (tail?.window === undefined) return undefined;
  const written = statement.written(value);
  if (written.length > MAX_REPEATED_TOKENS) return undefined;
  const tokens = sqlOf("ratio_to_report(", written, ", sum(", written, ") OVER (", tail.window, "))");
  return { tokens, last: tail.last };
};

/**
 * SUM and AVG of BIGINT are BIGINT for a group and NUMERIC over a window; of any other type they are alike.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_WF_SUM.html
 */
function overWindow(name: string): CallRule {
  return (call, statement) => {
    const [value, ...others] = call.args;
    const tail = tailOf(call, statement);
    if (value === undefined || tail?.window === undefined || others.length > 0) return undefined;
    const [first, last] = value;
    const written = statement.written([statement.word(first) === "all" ? first + 1 : first, last]);
    const tokens = sqlOf(`${name}(pg_catalog.redshift_windowed(`, written, ")) OVER (", tail.window, ")");
    return { tokens, last: tail.last };
  };
}

/** Window functions leave nulls out when they are told to; the engine's cannot. */
function ignoringNulls(name: string, frame: string): CallRule {
  return (call, statement): RewrittenCall | undefined => {
    const [value, ...others] = call.args;
    const tail = tailOf(call, statement);
    if (value === undefined || tail?.window === undefined) return undefined;
    const [first, last] = value;
    const inside = statement.word(last) === "nulls" ? statement.word(last - 1) : "";
    const written = statement.written([first, inside === "" ? last : last - 2]);
    if (!tail.ignoresNulls && inside !== "ignore") {
      const isSaid = inside !== "" || statement.word(call.close + 1) === "respect";
      const args = sqlOf(written, ...others.map((other) => sqlOf(", ", statement.written(other))));
      return isSaid
        ? { tokens: sqlOf(`${name}(`, args, ") OVER (", tail.window, ")"), last: tail.last }
        : undefined;
    }
    const isOffset = name === "lag" || name === "lead";
    const [number] = others;
    const nth =
      number === undefined ? (isOffset ? sqlOf(", 1") : []) : sqlOf(", ", statement.written(number));
    const values = collected(written, sqlOf(tail.window, frame));
    return { tokens: sqlOf(`${name}(true, `, values, nth, ")"), last: tail.last };
  };
}

/** Aggregates and window functions that get the values of their group in an array. */
export const GROUP_CALLS: readonly (readonly [string, CallRule])[] = [
  ["listagg", listagg],
  ["median", median],
  ["percentile_cont", percentile("percentile_cont")],
  ["percentile_disc", percentile("percentile_disc")],
  ["ratio_to_report", ratioToReport],
  ["sum", overWindow("sum")],
  ["avg", overWindow("avg")],
  ["first_value", ignoringNulls("first_value", "")],
  ["last_value", ignoringNulls("last_value", "")],
  ["nth_value", ignoringNulls("nth_value", "")],
  ["lag", ignoringNulls("lag", " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING")],
  ["lead", ignoringNulls("lead", " ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING")],
];
