import { settingsOf } from "../../../access/link/link-access";
import { counted } from "../../lib/report/counted";
import { markdownCode, markdownText } from "../../lib/report/markdown-text";
import { plainLine } from "../../lib/report/plain-text";
import type { AccessRow } from "../judge/access-table";
import type { Finding } from "../judge/finding";
import { type ReviewReport, verdictOf } from "../judge/report";
import type { StackReview } from "../judge/review-stack";
import { type LinkPicture, linkPicture, type PictureHop } from "./link-picture";

/**
 * Characters of the report: GitHub takes 65,536 of a comment, and what a pipeline adds has room too. Counted as UTF-16, which no
 * other count exceeds.
 */
const MAX_CHARACTERS = 64_000;

/**
 * The report for a pull request: what changed and what was found, link by link, the findings of all links first. Links without either
 * are one line. What does not fit is left out link by link, and said on top; the page beside it has everything.
 */
export function reportMarkdown(report: ReviewReport): string {
  const told = report.stacks.filter((stack) => needsReader(stack, report));
  const quiet = report.stacks.filter((stack) => !told.includes(stack));
  const head = ["# Who can do what", verdict(report), ...linkChanges(report), ...quietLine(quiet)];
  const findingsOf = told.filter(isWrong).flatMap(findings);
  const sections = told.map((stack) => section(stack, report));
  return cut(head, [...findingsOf, ...sections]);
}

function isWrong(stack: StackReview): boolean {
  return (
    stack.findings.length + stack.unchecked.length > 0 ||
    stack.access.some(({ answer, expected }) => answer !== expected)
  );
}

/** Something of it was found, could not be checked, or changed. */
function needsReader(stack: StackReview, { changes: all, links }: ReviewReport): boolean {
  const change = all.get(stack.name);
  const changed =
    change !== undefined &&
    change.grants.length + change.takesAway.length + change.statements.length + change.unchecked.length > 0;
  return isWrong(stack) || changed || isNew(stack, links);
}

function isNew({ name, link }: StackReview, links: ReviewReport["links"]): boolean {
  const linkName = link === undefined ? undefined : settingsOf(link).linkName;
  return links?.added.includes(linkName ?? name) === true;
}

function verdict({ stacks }: ReviewReport): string {
  const wrong = stacks.filter(isWrong);
  if (wrong.length === 0) return `✓ ${counted(stacks.length, "link")}: nothing found.`;
  const names = shortList(wrong.map(({ name }) => name));
  return `✗ ${wrong.length} of ${counted(stacks.length, "link")} with findings or what could not be checked: ${names}`;
}

function quietLine(quiet: readonly StackReview[]): readonly string[] {
  if (quiet.length === 0) return [];
  const suppressed = quiet.reduce((sum, stack) => sum + stack.suppressed.length, 0);
  const more = suppressed === 0 ? "" : ` (${counted(suppressed, "finding")} suppressed)`;
  return [`Nothing changed and nothing found: ${shortList(quiet.map(({ name }) => name))}${more}`];
}

const LISTED_NAMES = 100;

function shortList(names: readonly string[]): string {
  const more = names.length > LISTED_NAMES ? ` and ${names.length - LISTED_NAMES} more` : "";
  return `${names.slice(0, LISTED_NAMES).map(markdownText).join(", ")}${more}.`;
}

/** One link beside its findings. */
function section(stack: StackReview, report: ReviewReport): string {
  const needed = stack.access.filter(({ expected }) => expected === "allowed");
  return [
    `## ${markdownText(stack.name)}`,
    markdownText(verdictOf(stack)),
    ...(stack.link === undefined ? [] : [mermaid(linkPicture(stack.link, stack.access))]),
    ...changes(report, stack.name),
    ...suppressions(stack),
    ...(isNew(stack, report.links) ? [folded("What the new link may do", needed)] : []),
  ].join("\n\n");
}

/** The parts that fit, in their order; a part is whole or is not there. */
function cut(head: readonly string[], parts: readonly string[]): string {
  const whole = `${[...head, ...parts].join("\n\n")}\n`;
  if (whole.length <= MAX_CHARACTERS) return whole;
  const notice = (left: number) =>
    `**Cut: ${left} of ${parts.length} parts are left out here.** All of them are in \`index.html\` beside this file, in the artifact \`review\` of the run.`;
  let room = MAX_CHARACTERS - `${[...head, notice(parts.length)].join("\n\n")}\n\n\n`.length;
  const kept: string[] = [];
  for (const part of parts) {
    if (part.length + 2 > room) continue;
    kept.push(part);
    room -= part.length + 2;
  }
  const [title = "", ...rest] = head;
  return `${[title, notice(parts.length - kept.length), ...rest, ...kept].join("\n\n")}\n`;
}

function mermaid(picture: LinkPicture): string {
  const hop = (number: number, { works, lines }: PictureHop) =>
    [`hop ${number}: ${works ? "allowed" : "denied"}`, ...lines].map(mermaidText).join("<br/>");
  return [
    "```mermaid",
    "flowchart LR",
    `  subgraph L["lambda account ${mermaidText(picture.lambdaAccount)}"]`,
    `    F["function<br/>${mermaidText(picture.functionName)}"] -- "runs as" --> Q["query role<br/>${mermaidText(picture.queryRole)}"]`,
    "  end",
    `  subgraph R["redshift account ${mermaidText(picture.redshiftAccount)}"]`,
    `    D["data role<br/>${mermaidText(picture.dataRole)}"] ${picture.hop2.works ? "--" : "-."} "${hop(2, picture.hop2)}" ${picture.hop2.works ? "-->" : ".->"} T[("${mermaidText(picture.target)}<br/>${mermaidText(picture.database)}")]`,
    "  end",
    `  Q ${picture.hop1.works ? "--" : "-."} "${hop(1, picture.hop1)}" ${picture.hop1.works ? "-->" : ".->"} D`,
    "```",
  ].join("\n");
}

/** Mermaid's own escape for what would end a quoted label or be read as markup. */
function mermaidText(value: string): string {
  return plainLine(value)
    .replace(/\s+/g, " ")
    .replace(/[#"<>`]/g, (character) => `#${character.charCodeAt(0)};`);
}

function linkChanges({ links }: ReviewReport): readonly string[] {
  if (links === undefined) return [];
  return [
    ...links.added.map((name) => `**New link ${markdownText(name)}**: all that it is allowed below is new.`),
    ...links.gone.map(
      (name) => `**Link gone: ${markdownText(name)}**. All that it was allowed is taken away.`,
    ),
  ];
}

function changes({ changes: all }: ReviewReport, name: string): readonly string[] {
  const change = all.get(name);
  if (change === undefined) return [];
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [`**${title}**\n\n${lines.map((line) => `- ${markdownText(line)}`).join("\n")}`];
  const parts = [
    ...list("It grants", change.grants),
    ...list("It takes away", change.takesAway),
    ...list("Statements", change.statements),
    ...list(
      "Could not check",
      change.unchecked.map(({ what, reason }) => `${what}: ${reason}`),
    ),
  ];
  return ["### What the change does", ...(parts.length === 0 ? ["Nothing about access changes."] : parts)];
}

/** Each finding of a link is a part of its own: of many, some fit. */
function findings({ name, findings: found, unchecked, access }: StackReview): readonly string[] {
  const link = `**${markdownText(name)}**`;
  // What a rule says already needs no second line; a row that no rule speaks of does.
  const rows = found.length + unchecked.length > 0 ? [] : access.filter((row) => row.answer !== row.expected);
  const [errors, others] = [
    found.filter(({ severity }) => severity === "error"),
    found.filter(({ severity }) => severity !== "error"),
  ];
  return [
    ...errors.map((finding) => findingLine(link, finding)),
    ...unchecked.map(
      ({ what, reason }) => `- ${link}: **could not check** ${markdownCode(what)}: ${markdownText(reason)}`,
    ),
    ...others.map((finding) => findingLine(link, finding)),
    ...rows.map(
      ({ question, answer, reason }) =>
        `- ${link}: ${markdownText(question)}: ✗ ${answer}: ${markdownText(reason)}`,
    ),
  ];
}

function findingLine(link: string, { rule, severity, address, message, fix }: Finding): string {
  return `- ${link}: **${severity}** ${markdownCode(rule)} at ${markdownCode(address)}: ${markdownText(message)}. ${markdownText(fix)}.`;
}

function suppressions({ suppressed }: StackReview): readonly string[] {
  if (suppressed.length === 0) return [];
  const lines = suppressed.map(
    ({ finding, suppression }) =>
      `- suppressed until ${markdownText(suppression.expires)}: ${markdownCode(finding.rule)} at ${markdownCode(finding.address)} (${markdownText(suppression.reason)})`,
  );
  return [lines.join("\n")];
}

function folded(title: string, rows: readonly AccessRow[]): string {
  const lines = rows.map(
    ({ hop, question, expected, answer, reason }) =>
      `| ${hop} | ${cell(question)} | ${answer === expected ? "✓" : "✗"} ${answer} | ${cell(reason)} |`,
  );
  return `<details><summary>${title} (${rows.length})</summary>\n\n| hop | request | answer | because |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n\n</details>`;
}

function cell(value: string): string {
  // Markdown takes a table apart before it looks for code: a bar is escaped there too, by an odd number of backslashes.
  return markdownText(value).replace(/(\\*)\|/g, (bar, { length }) => (length % 2 === 1 ? bar : `\\${bar}`));
}
