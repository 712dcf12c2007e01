import type { LinkAccess } from "../../../../access/link/link-access";
import { linkTarget } from "../../../../access/link/link-target";
import { counted } from "../../../lib/report/counted";
import { escapeHtml } from "../../../lib/report/escape-html";
import { EXIT_COULD_NOT_CHECK } from "../../../lib/terminal/exit-codes";
import type { AccessRow } from "../../judge/access-table";
import { exitCodeOf, type ReviewReport } from "../../judge/report";
import type { StackReview } from "../../judge/review-stack";
import { isChanged, isNew, isWrong } from "../link-state";
import { FILTER_FROM_LINKS, filterControl } from "./page-filter";
import type { PageLink } from "./page-findings";
import { sign } from "./page-text";

/** The verdict of the run in one sentence without its sign. */
export function verdictInWords(report: ReviewReport): string {
  const { stacks } = report;
  if (stacks.length === 0) return "could not check: no link was reviewed";
  const wrong = stacks.filter((stack) => isWrong(stack, report));
  const all = counted(stacks.length, "link");
  if (wrong.length === 0) return `${all}: nothing found`;
  const which = wrong.length === stacks.length ? all : `${wrong.length} of ${all}`;
  const verb = wrong.length === 1 ? "has" : "have";
  const isOpen = exitCodeOf(report) === EXIT_COULD_NOT_CHECK;
  const isFound = !isOpen || stacks.some(({ findings }) => findings.length > 0);
  const what = [...(isFound ? [`${verb} findings`] : []), ...(isOpen ? ["could not be checked"] : [])];
  return `${which} ${what.join(" or ")}`;
}

/** Whether the run is as clean as its exit code says. */
export function isCleanReport(report: ReviewReport): boolean {
  return report.stacks.length > 0 && !report.stacks.some((stack) => isWrong(stack, report));
}

/** The verdict as the page's second line. */
export function pageVerdict(report: ReviewReport): string {
  const clean = isCleanReport(report);
  const counts = countsOf(report.stacks, report);
  const more = counts.length === 0 ? "" : `<p>${counts.join(" · ")}</p>`;
  return `<div class="verdict ${clean ? "ok" : "bad"}"><p>${clean ? sign("✓", "ok") : sign("✗", "bad")} <strong>${verdictInWords(report)}</strong></p>${more}</div>`;
}

/** A row per link, those that need a reader first. @param filterOf attributes of what is filtered with a link */
export function pageSummary(
  links: readonly PageLink[],
  report: ReviewReport,
  filterOf: (link: PageLink) => string,
): string {
  if (links.length === 0) return "";
  const compared = report.changes.size > 0 || report.links !== undefined;
  const heads = [...COLUMNS, ...(compared ? ["change"] : [])].map(
    (title) => `<th role="columnheader" scope="col">${title}</th>`,
  );
  const head = `<th role="columnheader" scope="col"><span class="unseen">verdict</span></th>${heads.join("")}`;
  const rows = links.map((link) => `<tr role="row"${filterOf(link)}>${cells(link, report, compared)}</tr>`);
  const filter = links.length < FILTER_FROM_LINKS ? "" : filterControl(links.length);
  // The roles are those of the elements, which lose them where the style lays a row out as lines.
  const table = `<table class="summary" role="table" aria-labelledby="links"><thead role="rowgroup"><tr role="row">${head}</tr></thead><tbody role="rowgroup">${rows.join("")}</tbody></table>`;
  return `<section aria-labelledby="links"><h2 id="links">Links</h2>${filter}${table}</section>`;
}

const COLUMNS = ["link", "needed allowed", "others denied", "findings"];

function cells({ stack, id }: PageLink, report: ReviewReport, compared: boolean): string {
  const wrong = isWrong(stack, report);
  const counts = countsOf([stack], report);
  const found = counts.length === 0 ? "none" : counts.join(" · ");
  const to = wrong ? `${id}-findings` : id;
  const cell = (title: string, content: string) => `<td role="cell" data-title="${title}">${content}</td>`;
  return [
    `<td role="cell">${wrong ? sign("✗", "bad") : sign("✓", "ok")}</td>`,
    `<th role="rowheader" scope="row"><a href="#${to}">${escapeHtml(stack.name)}</a>${placeOf(stack)}</th>`,
    cell("needed allowed", held(stack.access, "allowed", wrong)),
    cell("others denied", held(stack.access, "denied", wrong)),
    cell("findings", wrong ? `<span class="bad">${found}</span>` : found),
    ...(compared ? [cell("change", changeOf(stack, report))] : []),
  ].join("");
}

/** Where the link goes, in one line. */
function placeOf({ link }: StackReview): string {
  if (link === undefined) return "";
  const { accounts, target } = placeIn(link);
  const words = `${accounts.join(" → ")}${target === undefined ? "" : ` · ${target}`}`;
  return ` <span class="place">${escapeHtml(words)}</span>`;
}

/** What the filter finds a link by, beside its name: accounts, kind and name of its target. */
export function placeWords(link: LinkAccess): readonly string[] {
  const { accounts, kind, target } = placeIn(link);
  return [...accounts, ...(target === undefined ? [] : [kind, target])];
}

/** Without the target where it cannot be read. */
function placeIn(link: LinkAccess) {
  const accounts = [link.queryRole.accountId, link.dataRole.accountId];
  try {
    const { kind, name } = linkTarget(link);
    return { accounts, kind, target: name };
  } catch {
    return { accounts, kind: "", target: undefined };
  }
}

/** How many of the requests have the answer that they should have. @param wrong other answers are not suppressed */
function held(access: readonly AccessRow[], expected: AccessRow["expected"], wrong: boolean): string {
  const rows = access.filter((row) => row.expected === expected);
  const right = rows.filter(({ answer }) => answer === expected).length;
  const tone = wrong && (right < rows.length || rows.length === 0) ? ` class="bad"` : "";
  return `<span${tone}>${right}<span class="dim"> of ${rows.length}</span></span>`;
}

function changeOf(stack: StackReview, report: ReviewReport): string {
  if (isNew(stack, report)) return "new";
  const change = report.changes.get(stack.name);
  if (change === undefined) return "not compared";
  if (change.unchecked.length > 0) return "could not check";
  if (!isChanged(stack, report)) return "none";
  const { grants, takesAway, statements } = change;
  const parts = [
    ...(grants.length === 0 ? [] : [`+${grants.length}`]),
    ...(takesAway.length === 0 ? [] : [`−${takesAway.length}`]),
  ];
  return parts.length === 0 ? counted(statements.length, "statement") : parts.join(" ");
}

/** For example `1 error`, `2 warnings`, `39 could not be checked`, `1 suppressed`. */
function countsOf(stacks: readonly StackReview[], report: ReviewReport): readonly string[] {
  const findings = stacks.flatMap((stack) => stack.findings);
  const severities = (["error", "warning", "note"] as const).flatMap((severity) => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length === 0 ? [] : [counted(length, severity)];
  });
  const sum = (of: (stack: StackReview) => number) => stacks.reduce((total, stack) => total + of(stack), 0);
  const open = sum(
    ({ name, unchecked }) => unchecked.length + (report.changes.get(name)?.unchecked.length ?? 0),
  );
  const suppressed = sum((stack) => stack.suppressed.length);
  return [
    ...severities,
    ...(open === 0 ? [] : [`${open} could not be checked`]),
    ...(suppressed === 0 ? [] : [`${suppressed} suppressed`]),
  ];
}
