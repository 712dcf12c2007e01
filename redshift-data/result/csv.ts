/** One line of RFC 4180 text, with its line break. */
export function csvLine(names: readonly string[]): string {
  return `${names.map(csvField).join(",")}\r\n`;
}

function csvField(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
