/**
 * JSON as AWS writes it: exact bigints as numbers, times as seconds since 1970, bytes as base64, absent members
 * left out.
 */
export function stringifyAwsJson(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "bigint") return value.toString();
  if (value instanceof Date) return String(value.getTime() / 1000);
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (Array.isArray(value)) return `[${value.map(stringifyAwsJson).join(",")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}:${stringifyAwsJson(member)}`);
  return `{${members.join(",")}}`;
}
