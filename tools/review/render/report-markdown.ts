import { claimOf } from "../../../access/link/probes/probe";
import { counted } from "../../lib/report/counted";
import { markdownCode, markdownText } from "../../lib/report/markdown-text";
import type { AccessRow } from "../judge/access-table";
import { layersInWords } from "../judge/demands/release-parts";
import type { Finding } from "../judge/finding";
import { codeInWords } from "../judge/function-code";
import { differenceInWords } from "../judge/policy-difference";
import { type ReviewReport, verdictOf } from "../judge/report";
import type { StackReview } from "../judge/review-stack";
import { assumedLines } from "./assumed-in-words";
import { drawMermaid } from "./draw-mermaid";
import { linkPicture } from "./link-picture";
import { bySeverity, isChanged, isNew, isWrong, isWrongAnswer } from "./link-state";
import { queriesInWords, querySignature, readableQueries } from "./queries-in-words";

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
  const told = report.stacks.filter((stack) => isWrong(stack, report) || isChanged(stack, report));
  const quiet = report.stacks.filter((stack) => !told.includes(stack));
  const head = [
    "# Who can do what",
    verdict(report),
    ...linkChanges(report),
    ...quietLine(quiet),
    ...ownCode(quiet),
    ...assumed(quiet),
  ];
  const findingsOf = told.filter((stack) => isWrong(stack, report)).flatMap(findings);
  const sections = told.map((stack) => section(stack, report));
  return cut(head, [...findingsOf, ...sections]);
}

function verdict(report: ReviewReport): string {
  const { stacks } = report;
  if (stacks.length === 0) return "✗ No link was reviewed.";
  const wrong = stacks.filter((stack) => isWrong(stack, report));
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

/** Of links that have no section: whose code a function runs is said of every link. */
function ownCode(quiet: readonly StackReview[]): readonly string[] {
  const own = quiet.flatMap(({ name, code, link }) => {
    const { layers } = link?.queryFunction ?? {};
    const words = [
      ...(code === undefined ? [] : [codeInWords(code)]),
      ...(layers === undefined ? [] : [layersInWords(layers)]),
    ];
    return words.length === 0 ? [] : [`- ${markdownText(`${name} ${words.join(", and ")}`)}`];
  });
  return own.length === 0 ? [] : [own.join("\n")];
}

/** Nor is silence about what rests on somebody's word. */
function assumed(quiet: readonly StackReview[]): readonly string[] {
  const lines = quiet.flatMap((stack) =>
    assumedLines(stack).map((line) => `- ${markdownText(`${stack.name}: ${line}`)}`),
  );
  return lines.length === 0 ? [] : [lines.join("\n")];
}

const LISTED_NAMES = 100;

function shortList(names: readonly string[]): string {
  const more = names.length > LISTED_NAMES ? ` and ${names.length - LISTED_NAMES} more` : "";
  return `${names.slice(0, LISTED_NAMES).map(markdownText).join(", ")}${more}.`;
}

/** One link beside its findings. */
function section(stack: StackReview, report: ReviewReport): string {
  const needed = stack.access.filter(({ expected }) => expected === "allowed");
  const picture = linkPicture(stack);
  return [
    `## ${markdownText(stack.name)}`,
    markdownText(verdictOf(stack)),
    ...assumedList(stack),
    ...(picture === undefined ? [] : [drawMermaid(picture)]),
    ...changes(report, stack.name),
    ...namedQueries(stack),
    ...suppressions(stack),
    ...(isNew(stack, report) ? [folded("What the new link may do", needed)] : []),
  ].join("\n\n");
}

function assumedList(stack: StackReview): readonly string[] {
  const lines = assumedLines(stack);
  return lines.length === 0 ? [] : [lines.map((line) => `- ${markdownText(line)}`).join("\n")];
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
    ...list("Statements", change.statements.map(differenceInWords)),
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
  const rows = found.length + unchecked.length > 0 ? [] : access.filter(isWrongAnswer);
  const sorted = bySeverity(found);
  const errors = sorted.filter(({ severity }) => severity === "error");
  return [
    ...errors.map((finding) => findingLine(link, finding)),
    ...unchecked.map(
      ({ what, reason }) => `- ${link}: **could not check** ${markdownCode(what)}: ${markdownText(reason)}`,
    ),
    ...sorted.slice(errors.length).map((finding) => findingLine(link, finding)),
    ...rows.map(
      ({ who, does, answer, reason }) =>
        `- ${link}: ${markdownText(claimOf({ who, does }))}: ✗ ${answer}: ${markdownText(reason)}`,
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

function namedQueries({ namedQueries: deployed, code }: StackReview): readonly string[] {
  if (deployed === undefined) return [];
  const lines = readableQueries(deployed).map((query) => {
    const description = query.description === "" ? "" : `: ${markdownText(query.description)}`;
    return `- ${markdownCode(querySignature(query))}${description}`;
  });
  const list = lines.length === 0 ? "" : `\n\n${lines.join("\n")}`;
  return [`The function ${markdownText(queriesInWords(deployed, code))}.${list}`];
}

function folded(title: string, rows: readonly AccessRow[]): string {
  const lines = rows.map(
    ({ hop, who, does, expected, answer, reason }) =>
      `| ${hop} | ${cell(claimOf({ who, does }))} | ${answer === expected ? "✓" : "✗"} ${answer} | ${cell(reason)} |`,
  );
  return `<details><summary>${title} (${rows.length})</summary>\n\n| hop | request | answer | because |\n| --- | --- | --- | --- |\n${lines.join("\n")}\n\n</details>`;
}

function cell(value: string): string {
  // Markdown takes a table apart before it looks for code: a bar is escaped there too, by an odd number of backslashes.
  return markdownText(value).replace(/(\\*)\|/g, (bar, { length }) => (length % 2 === 1 ? bar : `\\${bar}`));
}
