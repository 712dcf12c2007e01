import { createHash } from "node:crypto";
import { escapeHtml } from "../../../lib/report/escape-html";

/** From so many links on a reader looks for some of them. */
export const FILTER_FROM_LINKS = 5;

/**
 * The filter's control: hidden until its script runs, because it does nothing without one.
 *
 * @param links how many there are
 */
export function filterControl(links: number): string {
  return `<div id="filter" role="search" hidden><label for="filter-words">Filter</label> <input id="filter-words" type="search" placeholder="name, account, target, rule" autocomplete="off" spellcheck="false"><label class="check"><input id="filter-told" type="checkbox"> only with findings or changes</label><output id="filter-count" for="filter-words filter-told">${links} of ${links} links</output></div>`;
}

/**
 * Attributes of what the filter hides and shows.
 *
 * @param words what it is found by
 * @param isTold whether something of it was found or changed
 */
export function filterAttributes(words: readonly string[], isTold: boolean): string {
  return ` data-words="${escapeHtml(words.join(" ").toLowerCase())}" data-told="${isTold}"`;
}

/** The only script of the page. It reads attributes and sets `hidden`; nothing of a link becomes markup or code. */
const SCRIPT = `
"use strict";
const words = document.getElementById("filter-words");
const told = document.getElementById("filter-told");
const count = document.getElementById("filter-count");
const parts = [...document.querySelectorAll("[data-words]")];
const rows = parts.filter((part) => part.matches("tr"));
const apply = () => {
  const wanted = words.value.toLowerCase().split(/\\s+/).filter((word) => word !== "");
  for (const part of parts) {
    const found = wanted.every((word) => part.dataset.words.includes(word));
    part.hidden = !found || (told.checked && part.dataset.told !== "true");
  }
  count.textContent = rows.filter((row) => !row.hidden).length + " of " + rows.length + " links";
};
words.addEventListener("input", apply);
told.addEventListener("change", apply);
document.getElementById("filter").hidden = false;
apply();
`;

/** The script as an element. */
export const FILTER_SCRIPT = `<script>${SCRIPT}</script>`;

/** The source of a content security policy that lets this text alone act. */
export function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** What a content security policy says of the script. */
export const FILTER_SOURCE = hashSource(SCRIPT);
