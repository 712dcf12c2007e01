import type { SqlToken } from "../sql-tokens";

/** A statement with the values that its placeholders stand for. */
interface NumberedSql {
  readonly sql: string;
  readonly values: readonly string[];
}

const PLACEHOLDER = /^\$(\d+)$/;

/** Gives a step of a translation the values that it uses: the engine refuses one that no placeholder stands for. */
export function numberPlaceholders(tokens: readonly SqlToken[], values: readonly string[]): NumberedSql {
  const used: string[] = [];
  const sql = tokens.map(({ kind, text }) => {
    const number = kind === "placeholder" ? PLACEHOLDER.exec(text)?.[1] : undefined;
    // Without a value it is the parameter of a prepared statement.
    if (number === undefined || Number(number) > values.length) return text;
    if (!used.includes(number)) used.push(number);
    return `$${used.indexOf(number) + 1}`;
  });
  return { sql: sql.join(""), values: used.map((number) => values[Number(number) - 1] ?? "") };
}
