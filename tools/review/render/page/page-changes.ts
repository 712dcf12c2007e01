import { escapeHtml } from "../../../lib/report/escape-html";
import type { AccessChange } from "../../judge/comparison/compare-stacks";
import { pageText, sign, type Tone } from "./page-text";
import { type EditLine, type PolicyEdit, policyEdits } from "./policy-edits";

/** What changed against an older state of the link. */
export function pageChanges({ grants, takesAway, statements, unchecked }: AccessChange): string {
  const parts = [
    list("It grants", grants, "+", "bad"),
    list("It takes away", takesAway, "−", "ok"),
    ...(statements.length === 0 ? [] : ["<h4>Statements</h4>", ...policyEdits(statements).map(edit)]),
  ].join("");
  // What could not be checked stands with the findings.
  const nothing =
    unchecked.length === 0
      ? `<p>${sign("✓", "ok")} Nothing about access changes.</p>`
      : `<p>${sign("✗", "bad")} Could not be compared as a whole: see the findings.</p>`;
  return `<h3>What the change does</h3>${parts === "" || unchecked.length > 0 ? nothing : ""}${parts}`;
}

function list(title: string, lines: readonly string[], mark: "+" | "−", tone: Tone): string {
  if (lines.length === 0) return "";
  const items = lines.map((line) => `<li>${sign(mark, tone)}<span>${pageText(line)}</span></li>`);
  return `<h4>${title}</h4><ul class="marked">${items.join("")}</ul>`;
}

function edit({ title, lines }: PolicyEdit): string {
  const same = lines.every(({ side }) => side === "both");
  const note = same
    ? `<p class="dim">No line differs: only a value that is not shown, as an external id, or how it is written.</p>`
    : "";
  // A text that scrolls is reached by keyboard.
  return `<figure class="edit"><figcaption>${escapeHtml(title)}</figcaption>${note}<pre tabindex="0" role="group" aria-label="${escapeHtml(title)}">${lines.map(editLine).join("")}</pre></figure>`;
}

function editLine({ side, text }: EditLine): string {
  const shown = escapeHtml(text);
  if (side === "both") return `<span class="line">  ${shown}\n</span>`;
  return side === "before" ? `<del class="line">- ${shown}\n</del>` : `<ins class="line">+ ${shown}\n</ins>`;
}
