import { sqlOf } from "../sql-layout";
import { type CallRule, MAX_REPEATED_TOKENS, type StatementCalls } from "./call-writer";

const coalesce: CallRule = ({ position, args }, _statement) =>
  args.length === 0 ? undefined : { tokens: sqlOf("coalesce"), last: position };

const nvl2: CallRule = ({ close, args }, statement) => {
  const [tested, present, absent, ...others] = args;
  if (tested === undefined || present === undefined || absent === undefined || others.length > 0)
    return undefined;
  const tokens = sqlOf(
    "(CASE WHEN (",
    statement.written(tested),
    ") IS NOT NULL THEN ",
    statement.written(present),
    " ELSE ",
    statement.written(absent),
    " END)",
  );
  return { tokens, last: close };
};

function isLiteral(statement: StatementCalls, [first, last]: readonly [number, number]): boolean {
  const text = statement.text(last);
  const isSigned = last === first + 1 && statement.text(first) === "-";
  return (first === last || isSigned) && /^(?:'|\d)/.test(text);
}

/**
 * NULL matches NULL.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_DECODE_expression.html
 */
const decode: CallRule = ({ close, args }, statement) => {
  const [tested, ...others] = args;
  if (tested === undefined || others.length < 2) return undefined;
  const searches = others.filter((_, index) => index % 2 === 0 && index + 1 < others.length);
  const isPlain = searches.every((search) => isLiteral(statement, search));
  if (!isPlain && (tested[1] - tested[0] + 1) * searches.length > MAX_REPEATED_TOKENS) return undefined;
  const value = statement.written(tested);
  if (!isPlain && value.length * searches.length > MAX_REPEATED_TOKENS) return undefined;
  const cases = searches.flatMap((search, index) => {
    const result = others[index * 2 + 1];
    if (result === undefined) return [];
    const compared = statement.written(search);
    const then = sqlOf(" THEN ", statement.written(result));
    return isPlain
      ? sqlOf(" WHEN ", compared, then)
      : sqlOf(" WHEN (", value, ") IS NOT DISTINCT FROM (", compared, ")", then);
  });
  const fallback = others.length % 2 === 1 ? others.at(-1) : undefined;
  const otherwise = fallback === undefined ? [] : sqlOf(" ELSE ", statement.written(fallback));
  return { tokens: sqlOf("(CASE ", isPlain ? value : [], cases, otherwise, " END)"), last: close };
};

/**
 * A CASE, as in Redshift: its column has the name of the first argument.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_NULLIF_function.html
 */
const nullif: CallRule = ({ close, args }, statement) => {
  const [value, absent, ...others] = args;
  if (value === undefined || absent === undefined || others.length > 0) return undefined;
  if (value[1] - value[0] > MAX_REPEATED_TOKENS) return undefined;
  const written = statement.written(value);
  if (written.length > MAX_REPEATED_TOKENS) return undefined;
  const compared = sqlOf("(CASE WHEN (", written, ") = (", statement.written(absent), ")");
  return { tokens: sqlOf(compared, " THEN NULL ELSE (", written, ") END)"), last: close };
};

/**
 * One bit for each of its columns, as the engine's GROUPING of several.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_GROUP_BY_aggregation-extensions.html
 */
const groupingId: CallRule = ({ position, args }) =>
  args.length === 0 ? undefined : { tokens: sqlOf("grouping"), last: position };

/** Conditions that are no functions, because their arguments have any type. */
export const CONDITIONAL_CALLS: readonly (readonly [string, CallRule])[] = [
  ["nvl", coalesce],
  ["isnull", coalesce],
  ["nvl2", nvl2],
  ["decode", decode],
  ["nullif", nullif],
  ["grouping_id", groupingId],
];
