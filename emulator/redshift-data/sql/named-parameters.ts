import type { SqlToken } from "./sql-tokens";

/** One entry of `Parameters` of a request. */
export interface NamedParameter {
  readonly name: string;
  readonly value: string;
}

/** SQL with numbered placeholders, the values for them, and the names they came from. */
export interface BoundSql {
  readonly sql: string;
  readonly values: readonly string[];
  readonly used: readonly string[];
}

/**
 * Turns `:name` into `$1`, `$2`, …; the engine infers each type from its use, as with an untyped literal.
 * A placeholder without a value stays as it is: the engine reports it, and array slices keep working.
 */
export function bindParameters(tokens: readonly SqlToken[], parameters: readonly NamedParameter[]): BoundSql {
  const given = new Map(parameters.map(({ name, value }) => [name, value]));
  const used: string[] = [];
  const values: string[] = [];
  const placeholder = ({ kind, text }: SqlToken): string => {
    const name = text.slice(1);
    const value = kind === "parameter" ? given.get(name) : undefined;
    if (value === undefined) return text;
    if (!used.includes(name)) {
      used.push(name);
      values.push(value);
    }
    return `$${used.indexOf(name) + 1}`;
  };
  return { sql: tokens.map(placeholder).join(""), values, used };
}
