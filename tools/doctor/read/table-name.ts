import type { TableName } from "./link-facts";

const PART = /"(?:[^"]|"")+"|[A-Za-z_][\w$]*/.source;
const NAME = new RegExp(`^(${PART})\\.(${PART})$`);

/** `schema.table`, parts quoted as in SQL where needed; `undefined` when it is no such name. */
export function parseTableName(text: string): TableName | undefined {
  const [, schema, table] = NAME.exec(text) ?? [];
  if (schema === undefined || table === undefined) return undefined;
  return { schema: unquoted(schema), table: unquoted(table) };
}

/** Unquoted names are folded to lower case, as the database does. */
function unquoted(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase();
}

/** The name as SQL takes it, whatever characters are in it. */
export function quoted({ schema, table }: TableName): string {
  return [schema, table].map((part) => `"${part.replaceAll('"', '""')}"`).join(".");
}
