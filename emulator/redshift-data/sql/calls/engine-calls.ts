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

/** Calls that the engine's grammar would take for something else. */
export const ENGINE_CALLS: readonly (readonly [string, CallRule])[] = WORDS_OF_ENGINE.map(
  (name) => [name, asFunction] as const,
);
