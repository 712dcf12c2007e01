import { layoutOf, sqlOf, type Tokens } from "../../sql-layout";
import type { SqlToken } from "../../sql-tokens";

/** What stands between SELECT and its list. */
export interface SelectHead {
  /** `DISTINCT`, `ALL` or nothing, with the spaces before and after. */
  readonly quantifier: Tokens;
  readonly isDistinct: boolean;
  /** The n of `TOP n`. */
  readonly top?: Tokens;
  readonly list: Tokens;
}

/**
 * Reads `[TOP n] [ALL | DISTINCT]` in either order.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_SELECT_list.html
 */
export function selectHead(body: Tokens): SelectHead {
  const layout = layoutOf(body);
  const { solid, words, close } = layout;
  let at = 0;
  let quantifier: "all" | "distinct" | undefined;
  let top: Tokens | undefined;
  for (;;) {
    const word = words[at];
    const next = solid[at + 1];
    if (quantifier === undefined && (word === "all" || word === "distinct")) {
      quantifier = word;
      at += 1;
    } else if (top === undefined && word === "top" && next !== undefined && isCount(next)) {
      const end = next.text === "(" ? (close[at + 1] ?? at + 1) : at + 1;
      top = body.slice(next.index, (solid[end]?.index ?? next.index) + 1);
      at = end + 1;
    } else break;
  }
  const listAt = at === 0 ? 0 : (solid[at - 1]?.index ?? -1) + 1;
  const isDistinct = quantifier === "distinct";
  if (top === undefined) return { quantifier: body.slice(0, listAt), isDistinct, list: body.slice(listAt) };
  const word = quantifier === undefined ? "" : ` ${quantifier.toUpperCase()}`;
  return { quantifier: sqlOf(word), isDistinct, top, list: body.slice(listAt) };
}

function isCount({ kind, text }: SqlToken): boolean {
  return kind === "number" || kind === "placeholder" || kind === "parameter" || text === "(";
}
