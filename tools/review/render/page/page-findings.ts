import { counted } from "../../../lib/report/counted";
import { escapeHtml } from "../../../lib/report/escape-html";
import type { Finding, Unchecked } from "../../judge/finding";
import type { ReviewReport } from "../../judge/report";
import type { StackReview } from "../../judge/review-stack";
import { bySeverity, isWrong } from "../link-state";
import { folded, pageCode, pageText, sign } from "./page-text";

const SIGNS = {
  error: sign("✗", "bad"),
  warning: sign("!", "warn"),
  note: sign("·", "dim"),
} as const;

/** A link of the report with the id of its section. */
export interface PageLink {
  readonly stack: StackReview;
  readonly id: string;
}

/**
 * The findings of all links, before everything else of any link: errors, what could not be checked, then what weakens. Empty when
 * there are none.
 *
 * @param filterOf attributes of what belongs to a link and is filtered with it
 */
export function pageFindings(
  links: readonly PageLink[],
  report: ReviewReport,
  filterOf: (link: PageLink) => string,
): string {
  const several = links.length > 1;
  const groups = links
    .filter(({ stack }) => isWrong(stack, report))
    .map((link) => {
      const { stack, id } = link;
      const open = [...stack.unchecked, ...(report.changes.get(stack.name)?.unchecked ?? [])];
      return `<div class="found" id="${id}-findings"${filterOf(link)}>${several ? `<h3><a href="#${id}">${escapeHtml(stack.name)}</a></h3>` : ""}<ul class="findings">${items(stack, open)}</ul></div>`;
    });
  if (groups.length === 0) return "";
  return `<section aria-labelledby="findings"><h2 id="findings">Findings</h2>${groups.join("")}</section>`;
}

function items({ findings }: StackReview, open: readonly Unchecked[]): string {
  const sorted = bySeverity(findings);
  const errors = sorted.filter(({ severity }) => severity === "error");
  return [
    ...byRule(errors),
    ...byReason(open),
    ...byRule(sorted.slice(errors.length)),
    ...(findings.length + open.length > 0
      ? []
      : [
          `<li class="error"><p>${SIGNS.error} No rule speaks of answers that are not as expected: they stand first in the lists of the link.</p></li>`,
        ]),
  ].join("");
}

/** What one rule finds at one place has one remedy. */
function byRule(findings: readonly Finding[]): readonly string[] {
  const places = new Map<string, { readonly finding: Finding; readonly messages: string[] }>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.severity, finding.address, finding.fix]);
    const place = places.get(key) ?? { finding, messages: [] };
    places.set(key, place);
    place.messages.push(pageText(finding.message));
  }
  return [...places.values()].map(({ finding: { rule, severity, address, fix }, messages }) => {
    const found =
      messages.length === 1
        ? `<p>${messages[0]}</p>`
        : `<ul class="messages">${messages.map((message) => `<li>${message}</li>`).join("")}</ul>`;
    return `<li class="${severity}"><p>${SIGNS[severity]} <strong>${severity}</strong> ${pageCode(rule)} at ${pageCode(address)}</p>${found}<p><strong>Do:</strong> ${pageText(fix)}.</p></li>`;
  });
}

/** One cause keeps many things from being checked: an unknown policy, every request that it decides. */
function byReason(open: readonly Unchecked[]): readonly string[] {
  const causes = new Map<string, string[]>();
  for (const { what, reason } of open) causes.set(reason, [...(causes.get(reason) ?? []), what]);
  return [...causes].map(([reason, whats]) => {
    const names = whats.map(pageCode).join(", ");
    const [title, more] =
      whats.length === 1
        ? [names, ""]
        : [`${whats.length} rules and requests`, folded("which", `<p>${names}</p>`)];
    return `<li class="unchecked"><p>${sign("?", "warn")} <strong>could not check</strong> ${title}</p><p>${pageText(reason)}</p>${more}</li>`;
  });
}

/** What the links file accepts of one link; empty when it accepts nothing. */
export function pageSuppressed({ suppressed }: StackReview): string {
  if (suppressed.length === 0) return "";
  const list = suppressed.map(
    ({ finding: { rule, severity, address, message }, suppression: { reason, expires } }) =>
      `<li class="note"><p>${SIGNS.note} <strong>suppressed until ${escapeHtml(expires)}</strong> ${severity} ${pageCode(rule)} at ${pageCode(address)}</p><p>${pageText(message)}</p><p><strong>Because:</strong> ${pageText(reason)}</p></li>`,
  );
  return folded(
    `${counted(suppressed.length, "finding")} suppressed in <code>links.yaml</code>`,
    `<ul class="findings">${list.join("")}</ul>`,
  );
}
