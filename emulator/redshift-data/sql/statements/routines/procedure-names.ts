import { runs } from "../../dialect/translation";
import { layoutOf, type Tokens } from "../../sql-layout";
import { ownSql, stringLiteral, textOf } from "../../sql-text";
import { foldedWord } from "../../sql-words";
import { ClauseReader, type PlaceRange } from "../clause-reader";
import type { StatementRule } from "../statement-rule";

const MODES: ReadonlySet<string> = new Set(["in", "out", "inout"]);

/** Second words of types; any other word behind a first one is the type of what that one names. */
const SECOND_WORDS: ReadonlySet<string> = new Set(["varying", "precision", "with", "without"]);

/** The type of an argument that goes in; nothing for one that only comes out. */
function typeOf(reader: ClauseReader, { from, to }: PlaceRange): string | undefined {
  const words = reader.solid.slice(from, to).map(foldedWord);
  const mode = [0, 1].find((place) => MODES.has(words[place] ?? ""));
  if (mode !== undefined && words[mode] === "out") return undefined;
  let type = mode === undefined ? from : from + mode + 1;
  const [first, second] = reader.solid.slice(type, to);
  const isName = mode !== 1 && first !== undefined && second !== undefined;
  if (isName && (foldedWord(second) || '"') !== '"' && !SECOND_WORDS.has(foldedWord(second))) type++;
  return reader.textOf({ from: type, to });
}

/**
 * What finds a procedure in `pg_internal`: its name, and the types of what goes in, by which Redshift tells procedures apart.
 *
 * @param types what stands in its parentheses; none where it has none
 */
export function procedureArguments(
  reader: ClauseReader,
  name: string,
  types: PlaceRange | undefined,
): string {
  if (types === undefined) return `${stringLiteral(name)}, NULL`;
  const list = reader.items(types).flatMap((item) => typeOf(reader, item) ?? []);
  return `${stringLiteral(name)}, ARRAY[${list.map(stringLiteral).join(", ")}]::text[]`;
}

/** Stands for the procedure while the other rules read the statement. */
const MARK = '"~procedure"';

/**
 * Statements about one procedure. The engine tells it apart by what comes out too, which Redshift's names of procedures may leave out.
 *
 * @param rules what such a statement is translated by otherwise
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_DROP_PROCEDURE.html
 */
export function onProcedure(rules: readonly StatementRule[]): StatementRule {
  return async (statement, session) => {
    const reader = new ClauseReader(statement);
    if (reader.takeOneOf("drop", "alter", "grant", "revoke") === undefined) return undefined;
    reader.skipTo("procedure");
    if (!reader.take("procedure")) return undefined;
    reader.take("if", "exists");
    const from = reader.place;
    const name = reader.takeName();
    const types = reader.takeGroup();
    if (name === undefined || types === undefined || reader.text() === ",") return undefined;
    const written = reader.textOf({ from, to: reader.place });
    const [first, last] = [reader.solid[from]?.index ?? 0, reader.solid[reader.place - 1]?.index ?? 0];
    const { tokens } = statement;
    const marked: Tokens = [
      ...tokens.slice(0, first),
      { kind: "opaque", text: MARK },
      ...tokens.slice(last + 1).filter(({ text }) => text !== ";"),
    ];
    const translation = (await firstOf(rules, marked, session)) ?? runs(marked);
    if (translation.kind === "refused") return translation;
    const call = `${procedureArguments(reader, name, types)}, ${stringLiteral(written)}`;
    const steps = translation.steps.map((step) => {
      const format = textOf(step).replaceAll("%", "%%").replace(MARK, "%s");
      return [ownSql(`CALL pg_internal.on_procedure(${stringLiteral(format)}, ${call})`)];
    });
    return { ...translation, steps };
  };
}

async function firstOf(
  rules: readonly StatementRule[],
  tokens: Tokens,
  session: Parameters<StatementRule>[1],
): Promise<Awaited<ReturnType<StatementRule>>> {
  const layout = layoutOf(tokens);
  for (const rule of rules) {
    const translation = await rule(layout, session);
    if (translation !== undefined) return translation;
  }
  return undefined;
}
