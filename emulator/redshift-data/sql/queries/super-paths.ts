import { quotedIdentifier } from "../quoted-identifier";
import { identifierOf, inside, type Layout, sqlOf, type Tokens } from "../sql-layout";
import { stringLiteral, textOf } from "../sql-text";
import { hasSuperColumn, isSuperColumn, type QueryScope, relationNamed } from "./query-scope";

/** One step of a path: `.name`, and that with the case in which it is written, or `[index]`. */
type PathStep = { readonly name: string; readonly written: string } | { readonly index: Tokens };

/** A name with what is hung on it by points and brackets: `c.props.items[0].price`. */
export interface NamePath {
  readonly head: string;
  readonly steps: readonly PathStep[];
  /** The solid token after it. */
  readonly end: number;
  /** A parenthesis follows: it is the name of a function. */
  readonly isCall: boolean;
}

/** Reads the path that begins at a name. */
export function pathAt(layout: Layout, start: number): NamePath | undefined {
  const { solid, close } = layout;
  const head = identifierOf(solid[start]);
  if (head === undefined) return undefined;
  const steps: PathStep[] = [];
  let at = start + 1;
  for (;;) {
    const [token, next] = [solid[at], solid[at + 1]];
    const name = token?.text === "." ? identifierOf(next) : undefined;
    const closing =
      token?.text === "[" && token.index === (solid[at - 1]?.index ?? -2) + 1 ? (close[at] ?? -1) : -1;
    if (name !== undefined) {
      steps.push({ name, written: next?.kind === "word" ? next.text : name });
      at += 2;
    } else if (closing !== -1) {
      steps.push({ index: inside(layout, at) });
      at = closing + 1;
    } else break;
  }
  return { head, steps, end: at, isCall: solid[at]?.text === "(" };
}

/** What is reached by going along the steps; NULL where there is nothing. */
function navigated(base: string, steps: readonly PathStep[], isCaseSensitive: boolean): string {
  return steps.reduce((reached, step) => {
    if ("name" in step) {
      const attribute = isCaseSensitive ? step.written : step.name;
      return `pg_catalog.super_get(${reached}, ${stringLiteral(attribute)})`;
    }
    const index = textOf(step.index).trim();
    return index.startsWith("'")
      ? `pg_catalog.super_get(${reached}, ${index})`
      : `pg_catalog.super_at(${reached}, (${index})::int)`;
  }, base);
}

/** A path into a SUPER value for the engine. */
export interface SuperPath {
  readonly tokens: Tokens;
  /** The name of what it reaches: the last one in it. */
  readonly name: string;
}

/**
 * A path into a SUPER value: below a column of that type, or below what unnesting gave. Nothing for a path that is a column's name or
 * anything else. Attributes fold unless `enable_case_sensitive_super_attribute` is on.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/query-super.html
 */
export async function superPath(
  { head, steps }: NamePath,
  scope: QueryScope,
): Promise<SuperPath | undefined> {
  if (steps.length === 0) return undefined;
  const lastName = steps.findLast((step) => "name" in step);
  const name = lastName !== undefined && "name" in lastName ? lastName.name : head;
  const along = (base: string, rest: readonly PathStep[]): SuperPath => ({
    tokens: sqlOf(navigated(base, rest, scope.session.isAttributeCaseSensitive === true)),
    name,
  });
  const relation = relationNamed(scope, head);
  const [first, ...rest] = steps;
  if (relation?.isValue) return along(`${quotedIdentifier(head)}.${quotedIdentifier(head)}`, steps);
  if (relation !== undefined && first !== undefined && "name" in first) {
    if (rest.length === 0 || !(await hasSuperColumn(relation, first.name))) return undefined;
    return along(`${quotedIdentifier(head)}.${quotedIdentifier(first.name)}`, rest);
  }
  return (await isSuperColumn(scope, head)) ? along(quotedIdentifier(head), steps) : undefined;
}

/** The SUPER value that an item of FROM unnests: like `superPath`, but `c.items` is one too. */
export async function unnestedPath(path: NamePath, scope: QueryScope): Promise<SuperPath | undefined> {
  const { head, steps } = path;
  const relation = relationNamed(scope, head);
  const [first] = steps;
  const column = first !== undefined && "name" in first ? first.name : undefined;
  if (relation === undefined) return steps.length === 0 ? undefined : superPath(path, scope);
  if (relation.isValue && steps.length === 0) {
    return { tokens: sqlOf(`${quotedIdentifier(head)}.${quotedIdentifier(head)}`), name: head };
  }
  if (relation.isValue || steps.length > 1 || column === undefined) return superPath(path, scope);
  if (!(await hasSuperColumn(relation, column))) return undefined;
  return { tokens: sqlOf(`${quotedIdentifier(head)}.${quotedIdentifier(column)}`), name: column };
}
