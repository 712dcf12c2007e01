import { escapeHtml } from "../../../lib/report/escape-html";

/** Text of others for the page, with `code` between backticks. */
export function pageText(value: string): string {
  return escapeHtml(value).replace(/`([^`]+)`/g, "<code>$1</code>");
}

/** Text of others as code. */
export function pageCode(value: string): string {
  return `<code>${escapeHtml(value)}</code>`;
}

/** What a sign stands beside: the class gives its colour, the words beside it say the same. */
export type Tone = "ok" | "bad" | "warn" | "dim";

/** A sign in a colour; the text beside it says the same. */
export function sign(mark: "✓" | "✗" | "?" | "!" | "·" | "+" | "−", tone: Tone): string {
  return `<span class="sign ${tone}">${mark}</span>`;
}

/** What a reader opens to see more. @param content HTML */
export function folded(title: string, content: string, kind = ""): string {
  return `<details${kind === "" ? "" : ` class="${kind}"`}><summary>${title}</summary>${content}</details>`;
}
