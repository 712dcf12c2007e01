import { plainLine } from "./plain-text";

/** GitHub looks for mentions, references and addresses in the rendered text, where an escape is gone: this stays. */
const ZERO_WIDTH_SPACE = "&#8203;";

/**
 * Text of others on one line of GitHub's Markdown: no markup, mention, reference or link in it acts. Code between two
 * backticks stays code; where the backticks are not pairs they are signs like any other.
 */
export function markdownText(text: string): string {
  const line = plainLine(text).replace(/\s+/g, " ");
  const parts = line.split("`");
  const paired = parts.length % 2 === 1 && !line.includes("``");
  if (!paired) return parts.map(escaped).join("\\`");
  return parts.map((part, index) => (index % 2 === 1 ? `\`${part}\`` : escaped(part))).join("");
}

/** Text of others as code on one line. */
export function markdownCode(text: string): string {
  return `\`${plainLine(text).replace(/\s+/g, " ").replaceAll("`", "'")}\``;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\*_[\]|~#]|^[-+]/g, "\\$&")
    .replace(/@|#(?=\d)|:(?=\/\/)|www(?=\.)/gi, `$&${ZERO_WIDTH_SPACE}`);
}
