import type { Finding, LinkReport } from "./finding";
import { accountText, counted, uncheckedText } from "./report-text";

const HEADLINES: Readonly<Record<LinkReport["status"], string>> = {
  clean: "no drift",
  drift: "drift",
  "could-not-check": "could not check",
};

/** The reports as the body of an issue: what a reader must know first, values folded away. */
export function markdownReport(reports: readonly LinkReport[]): string {
  return `${reports.map(linkMarkdown).join("\n\n")}\n`;
}

function linkMarkdown({ link, status, findings, unchecked }: LinkReport): string {
  const count = findings.length === 0 ? "" : ` (${counted(findings.length)})`;
  return [
    `## ${inline(link)}: ${HEADLINES[status]}${count}`,
    ...unchecked.map((part) => `**Could not check** ${inline(uncheckedText(part))}`),
    ...findings.map(findingMarkdown),
  ].join("\n\n");
}

function findingMarkdown(finding: Finding): string {
  const { severity, summary, address, attribute, account, before, after, meaning, meaningUnknown } = finding;
  const place = attribute === undefined ? address : `${address}.${attribute}`;
  return [
    `### ${severity}: ${inline(summary)}`,
    [
      `- ${code(place)} in the ${accountText(account)}`,
      ...meaning.map((sentence) => `- **${inline(sentence)}**`),
      ...(meaningUnknown === undefined ? [] : [`- could not check what it means: ${inline(meaningUnknown)}`]),
      `- repair: ${inline(finding.repair)}`,
    ].join("\n"),
    `<details><summary>before and now</summary>\n\n${fenced("before", before)}\n\n${fenced("now", after)}\n\n</details>`,
  ].join("\n\n");
}

/** Names and policies come from an account somebody else changed: no markup, mention or link of theirs acts. */
function inline(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign] ?? sign)
    .replace(/[\\*_[\]#|~]/g, "\\$&")
    .replaceAll("@", "&#64;");
}

function code(text: string): string {
  return `\`${text.replaceAll("`", "'").replace(/\s+/g, " ")}\``;
}

function fenced(label: string, value: string | null): string {
  const text = value ?? "(nothing)";
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${label}:\n\n${fence}\n${text}\n${fence}`;
}
