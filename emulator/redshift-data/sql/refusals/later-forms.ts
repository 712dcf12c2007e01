import type { Layout } from "../sql-layout";
import type { RefusalRule } from "./refusal-rule";
import { syntaxErrorAt } from "./syntax-error";

/** Where the words of a cursor's declaration that Redshift lacks would stand: `DECLARE c SCROLL CURSOR WITH HOLD FOR …`. */
function wrongInDeclare({ words }: Layout): number | undefined {
  if (words[2] !== "cursor") return 2;
  return words[3] === "for" ? undefined : 3;
}

/** `FETCH [ NEXT | ALL | FORWARD [ count | ALL ] | count ] { FROM | IN } cursor`: forward alone. */
function wrongInFetch({ solid, words }: Layout): number | undefined {
  const isCount = /^\d+$/.test(solid[1]?.text ?? "");
  const backwards = ["prior", "first", "last", "absolute", "relative", "backward"];
  if (backwards.includes(words[1] ?? "")) return 1;
  const sign = words[1] === "forward" ? 2 : 1;
  return !isCount && solid[sign]?.text === "-" ? sign : undefined;
}

/** Arguments have no names where a routine is called: `CALL sp_name ( [ argument ] [, ...] )`. */
function nameOfArgument({ solid }: Layout): number | undefined {
  const sign = solid.findIndex(
    ({ text }, at) => text === ":=" || (text === "=" && solid[at + 1]?.text === ">"),
  );
  return sign === -1 ? undefined : sign;
}

/** By first word: where a statement has what Redshift's own has not. */
const FORMS: Readonly<Record<string, (statement: Layout) => number | undefined>> = {
  declare: wrongInDeclare,
  fetch: wrongInFetch,
  move: () => 0,
  call: nameOfArgument,
  explain: ({ solid, words }) => (words[1] === "analyze" || solid[1]?.text === "(" ? 1 : undefined),
  rollback: ({ words }) => {
    const place = ["work", "transaction"].includes(words[1] ?? "") ? 2 : 1;
    return words[place] === "to" ? place : undefined;
  },
};

/**
 * Forms of statements that came to PostgreSQL after Redshift had left it, or that it left behind.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_CALL_procedure.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/declare.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/fetch.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_EXPLAIN.html
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_ROLLBACK.html
 */
export const laterForms: RefusalRule = (statement) => {
  const [first = ""] = statement.words;
  const place = Object.hasOwn(FORMS, first) ? FORMS[first]?.(statement) : undefined;
  return place === undefined ? undefined : syntaxErrorAt(statement.solid[place]?.text ?? "");
};
