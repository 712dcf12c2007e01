import { escapeHtml } from "../../lib/report/escape-html";
import { type ReviewReport, verdictOf } from "../judge/report";
import { assumedLines } from "./assumed-in-words";
import { linkPicture } from "./link-picture";
import { isChanged, isWrong } from "./link-state";
import { drawLink } from "./page/draw-link";
import { pageAccess } from "./page/page-access";
import { pageChanges } from "./page/page-changes";
import {
  FILTER_FROM_LINKS,
  FILTER_SCRIPT,
  FILTER_SOURCE,
  filterAttributes,
  hashSource,
} from "./page/page-filter";
import { type PageLink, pageFindings, pageSuppressed } from "./page/page-findings";
import { pageQueries } from "./page/page-queries";
import { PAGE_STYLE } from "./page/page-style";
import { isCleanReport, pageSummary, pageVerdict, placeWords, verdictInWords } from "./page/page-summary";
import { folded, sign } from "./page/page-text";

/** A list of files that is longer than this stands at the end. */
const MAX_SOURCE_CHARACTERS = 200;

/**
 * The report as one HTML file that loads nothing: its policy forbids every request, and every script and style but its own. The
 * verdict first, then a row per link, then all findings, then link by link what was asked; what needs a reader before what does not.
 */
export function reportPage(report: ReviewReport): string {
  const links = inOrder(report).map((stack, index): PageLink => ({ stack, id: `link-${index}` }));
  const filtered = links.length >= FILTER_FROM_LINKS;
  const filterOf = (link: PageLink) =>
    filtered ? filterAttributes(wordsOf(link), isTold(link, report)) : "";
  const policy = [
    "default-src 'none'",
    `style-src ${hashSource(PAGE_STYLE)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    ...(filtered ? [`script-src ${FILTER_SOURCE}`] : []),
  ];
  const source = `<p class="dim source">Read from <code>${escapeHtml(report.source)}</code>, decided by an IAM simulator.</p>`;
  const isShort = report.source.length <= MAX_SOURCE_CHARACTERS;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<link rel="icon" href="data:,"><title>${isCleanReport(report) ? "✓" : "✗"} Review: ${verdictInWords(report)}</title><style>${PAGE_STYLE}</style></head>
<body><header><h1>Who can do what</h1>${isShort ? source : ""}</header>
<main>${pageVerdict(report)}${addedAndGone(report)}
${pageSummary(links, report, filterOf)}
${pageFindings(links, report, filterOf)}
${links.map((link) => section(link, report, filterOf(link))).join("\n")}</main>
${isShort ? "" : `<footer>${source}</footer>`}${filtered ? FILTER_SCRIPT : ""}</body></html>
`;
}

/** What needs a reader first: findings, then changes, then the rest, each in the order of the output. */
function inOrder(report: ReviewReport): ReviewReport["stacks"] {
  const rank = (stack: ReviewReport["stacks"][number]) => {
    if (isWrong(stack, report)) return 0;
    return isChanged(stack, report) ? 1 : 2;
  };
  return [0, 1, 2].flatMap((wanted) => report.stacks.filter((stack) => rank(stack) === wanted));
}

function isTold({ stack }: PageLink, report: ReviewReport): boolean {
  return isWrong(stack, report) || isChanged(stack, report);
}

/** What a link is found by. */
function wordsOf({ stack }: PageLink): readonly string[] {
  const { name, link, findings, suppressed } = stack;
  return [
    name,
    ...(link === undefined ? [] : placeWords(link)),
    ...[...findings, ...suppressed.map(({ finding }) => finding)].map(({ rule }) => rule),
  ];
}

function addedAndGone({ links = { added: [], gone: [] } }: ReviewReport): string {
  const lines = [
    ...links.added.map(
      (name) =>
        `<li>${sign("+", "bad")}<span>New link ${escapeHtml(name)}: all that it is allowed is new.</span></li>`,
    ),
    ...links.gone.map(
      (name) =>
        `<li>${sign("−", "ok")}<span>Link gone: ${escapeHtml(name)}. All that it was allowed is taken away.</span></li>`,
    ),
  ];
  return lines.length === 0 ? "" : `<ul class="marked">${lines.join("")}</ul>`;
}

/** Whose word the answers rest on. */
function assumed(stack: PageLink["stack"]): string {
  const lines = assumedLines(stack).map(
    (line) => `<li>${sign("!", "warn")}<span>${escapeHtml(line)}</span></li>`,
  );
  return lines.length === 0 ? "" : `<ul class="marked">${lines.join("")}</ul>`;
}

/** One link. Where there are several, picture and requests of those that need no reader are folded. */
function section(link: PageLink, report: ReviewReport, filter: string): string {
  const { stack, id } = link;
  const picture = linkPicture(stack);
  const wrong = isWrong(stack, report);
  const change = report.changes.get(stack.name);
  const drawn =
    picture === undefined
      ? `<p>${sign("✗", "bad")} There is no picture: the link could not be read.</p>`
      : drawLink(picture, !wrong);
  const body = `${drawn}${assumed(stack)}${pageQueries(stack)}${pageAccess(stack.access)}`;
  const isOpen = report.stacks.length === 1 || isTold(link, report);
  const ways = [
    ...(wrong ? [`<a href="#${id}-findings">Its findings</a>`] : []),
    ...(report.stacks.length > 1 ? [`<a href="#links">All links</a>`] : []),
  ].map((way) => ` <span class="way">${way}</span>`);
  return `<section class="link" aria-labelledby="${id}"${filter}><h2 id="${id}">${wrong ? sign("✗", "bad") : sign("✓", "ok")} ${escapeHtml(stack.name)}</h2><p>${escapeHtml(verdictOf(stack))}.${ways.join("")}</p>
${change === undefined ? "" : pageChanges(change)}${pageSuppressed(stack)}
${isOpen ? body : folded("Picture and requests", body, "quiet")}</section>`;
}
