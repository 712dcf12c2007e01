import type { SqlParameter } from "./event/sql-parameters";

/**
 * The text with every parameter value replaced by `:<name>`. The engine quotes values in its errors ("invalid input
 * syntax for integer: …"), and Lambda logs every error that leaves a function.
 */
export function redactParameters(text: string, parameters: readonly SqlParameter[]): string {
  const longestFirst = [...parameters].sort((a, b) => b.value.length - a.value.length);
  const names = new Map(longestFirst.map(({ name, value }) => [value, name]));
  if (names.size === 0) return text;
  const anyValue = [...names.keys()].map(asWholeWord).join("|");
  return text.replace(new RegExp(anyValue, "gu"), (value) => `:${names.get(value)}`);
}

/** So that a parameter `3` leaves `S3` and `13` alone. */
function asWholeWord(value: string): string {
  const literal = value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return `${/^\w/.test(value) ? "(?<!\\w)" : ""}${literal}${/\w$/.test(value) ? "(?!\\w)" : ""}`;
}
