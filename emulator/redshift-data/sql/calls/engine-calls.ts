import { quotedIdentifier } from "../quoted-identifier";
import { sqlOf } from "../sql-layout";
import type { CallRule } from "./call-writer";

/** Names that are words of the engine's grammar with a syntax of their own, and functions, or nothing, in Redshift. */
const WORDS_OF_ENGINE = [
  ...["json", "json_array", "json_arrayagg", "json_exists", "json_object", "json_objectagg", "json_query"],
  ...["json_scalar", "json_serialize", "json_table", "json_value", "merge_action", "normalize"],
  ...["xmlconcat", "xmlelement", "xmlexists", "xmlforest", "xmlparse", "xmlpi", "xmlroot", "xmlserialize"],
] as const;

/** In quotes a name is that of a function, which is there or not. */
const asFunction: CallRule = ({ position }, statement) => ({
  tokens: sqlOf(quotedIdentifier(statement.word(position))),
  last: position,
});

/**
 * LOG of one number is DLOG10, by whose name its column goes.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_LOG.html
 */
const log: CallRule = ({ position, args }) =>
  args.length === 1 ? { tokens: sqlOf("dlog10"), last: position } : undefined;

/** Calls that the engine's grammar would take for something else, or its functions for others. */
export const ENGINE_CALLS: readonly (readonly [string, CallRule])[] = [
  ...WORDS_OF_ENGINE.map((name) => [name, asFunction] as const),
  ["log", log],
];
