import type { Value } from "./values";

/**
 * One line of RFC 4180 text, with its line break. NULL is nothing at all, empty text is `""`; SUPER is its JSON text.
 */
export function csvLine(values: readonly Value[]): string {
  return `${values.map(csvField).join(",")}\r\n`;
}

function csvField(value: Value): string {
  if (value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
