import { escapeHtml } from "../../lib/report/escape-html";
import type { AccessRow } from "../judge/access-table";
import type { AccessChange } from "../judge/compare-stacks";
import type { Finding } from "../judge/finding";
import { type ReviewReport, verdictOf } from "../judge/report";
import type { StackReview } from "../judge/review-stack";
import { drawLink } from "./draw-link";
import { linkPicture } from "./link-picture";
import { PAGE_STYLE } from "./page-style";

/** The report as one HTML file that loads nothing: its policy forbids every request and every script. */
export function reportPage(report: ReviewReport): string {
  const sections = report.stacks.map((stack, index) =>
    section(stack, report.changes.get(stack.name), `link-${index}`),
  );
  const links = report.stacks.map(
    ({ name }, index) => `<li><a href="#link-${index}">${escapeHtml(name)}</a></li>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,"><title>Review of ${escapeHtml(report.source)}</title><style>${PAGE_STYLE}</style></head>
<body><header><h1>Who can do what</h1><p class="dim">Read from <code>${escapeHtml(report.source)}</code>, decided by an IAM simulator.</p></header>
<nav aria-label="Links"><ul>${links.join("")}</ul></nav>
<main>${linkChanges(report)}${sections.join("\n")}</main></body></html>
`;
}

function linkChanges({ links = { added: [], gone: [] } }: ReviewReport): string {
  return [
    ...links.added.map(
      (name) => `<p class="bad">New link ${escapeHtml(name)}: all that it is allowed is new.</p>`,
    ),
    ...links.gone.map(
      (name) => `<p class="ok">Link gone: ${escapeHtml(name)}. All that it was allowed is taken away.</p>`,
    ),
  ].join("");
}

function section(stack: StackReview, change: AccessChange | undefined, id: string): string {
  const picture =
    stack.link === undefined
      ? `<p class="bad">There is no picture: the link could not be read.</p>`
      : `<div class="scroll" tabindex="0" role="region" aria-label="Picture of ${escapeHtml(stack.name)}">${drawLink(linkPicture(stack.link, stack.access), id)}</div>`;
  const denied = stack.access.filter(({ expected }) => expected === "denied");
  const needed = stack.access.filter(({ expected }) => expected === "allowed");
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escapeHtml(stack.name)}</h2><p>${escapeHtml(verdictOf(stack))}</p>
${picture}${change === undefined ? "" : changes(change)}
<h3>Findings</h3>${findings(stack)}
<h3>What the link needs</h3>${table(needed, `needed requests of ${stack.name}`)}
<h3>What must be denied</h3>${table(denied, `requests of ${stack.name} that must be denied`)}</section>`;
}

function changes({ grants, takesAway, statements, unchecked }: AccessChange): string {
  const list = (title: string, lines: readonly string[], kind: string) =>
    lines.length === 0
      ? ""
      : `<p class="${kind}"><strong>${title}</strong></p><ul>${lines.map((line) => `<li>${text(line)}</li>`).join("")}</ul>`;
  const nothing = grants.length + takesAway.length + statements.length + unchecked.length === 0;
  return `<h3>What the change does</h3>${nothing ? "<p>Nothing about access changes.</p>" : ""}${list("It grants", grants, "bad")}${list("It takes away", takesAway, "ok")}${list("Statements", statements, "dim")}${list(
    "Could not check",
    unchecked.map(({ what, reason }) => `${what}: ${reason}`),
    "bad",
  )}`;
}

function findings({ findings: found, suppressed, unchecked }: StackReview): string {
  const open = unchecked.map(
    ({ what, reason }) =>
      `<li class="error"><span class="severity bad">could not check</span> <code>${escapeHtml(what)}</code><p>${text(reason)}</p></li>`,
  );
  const accepted = suppressed.map(
    ({ finding, suppression }) =>
      `<li class="note"><span class="severity dim">suppressed until ${escapeHtml(suppression.expires)}</span> <code>${escapeHtml(finding.rule)}</code> at <code>${escapeHtml(finding.address)}</code><p>${text(finding.message)}</p><p class="dim">${text(suppression.reason)}</p></li>`,
  );
  const all = [...open, ...found.map(findingItem), ...accepted];
  return all.length === 0 ? `<p class="ok">None.</p>` : `<ul class="findings">${all.join("")}</ul>`;
}

function findingItem({ rule, severity, address, message, fix }: Finding): string {
  return `<li class="${severity}"><span class="severity ${severity === "error" ? "bad" : "warn"}">${severity}</span> <code>${escapeHtml(rule)}</code> at <code>${escapeHtml(address)}</code><p>${text(message)}</p><p class="dim">Do: ${text(fix)}.</p></li>`;
}

function table(rows: readonly AccessRow[], caption: string): string {
  return `<div class="scroll" tabindex="0" role="region" aria-label="Table of ${escapeHtml(caption)}"><table><thead><tr><th scope="col">hop</th><th scope="col">request</th><th scope="col">answer</th><th scope="col">because</th></tr></thead><tbody>${rows.map(row).join("")}</tbody></table></div>`;
}

function row({ hop, question, expected, answer, reason, quotes }: AccessRow): string {
  const quoted = quotes
    .map(
      ({ policy, statement }) =>
        `<details><summary>statement of ${escapeHtml(policy)}</summary><pre>${escapeHtml(JSON.stringify(statement, null, 2))}</pre></details>`,
    )
    .join("");
  return `<tr><td>${hop}</td><td>${text(question)}</td><td class="answer ${answer === expected ? "ok" : "bad"}">${answer === expected ? "✓" : "✗"} ${answer}</td><td>${text(reason)}${quoted}</td></tr>`;
}

/** Escaped text with `code` between backticks. */
function text(value: string): string {
  return escapeHtml(value).replace(/`([^`]+)`/g, "<code>$1</code>");
}
