import { markdownCode, markdownText } from "../../lib/report/markdown-text";
import { plainLine } from "../../lib/report/plain-text";
import type { AccessRow } from "../judge/access-table";
import { type ReviewReport, verdictOf } from "../judge/report";
import type { StackReview } from "../judge/review-stack";
import { type LinkPicture, linkPicture, type PictureHop } from "./link-picture";

/** The report for a pull request: a Mermaid picture, the findings, and the tables folded. */
export function reportMarkdown(report: ReviewReport): string {
  const parts = report.stacks.flatMap((stack) => [
    `## ${markdownText(stack.name)}`,
    markdownText(verdictOf(stack)),
    ...(stack.link === undefined ? [] : [mermaid(linkPicture(stack.link, stack.access))]),
    ...changes(report, stack.name),
    ...findings(stack),
    ...(stack.access.length === 0
      ? []
      : [
          folded(
            "What the link needs",
            stack.access.filter(({ expected }) => expected === "allowed"),
          ),
          folded(
            "What must be denied",
            stack.access.filter(({ expected }) => expected === "denied"),
          ),
        ]),
  ]);
  return `${["# Who can do what", ...linkChanges(report), ...parts].join("\n\n")}\n`;
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

function findings({ findings: found, suppressed, unchecked }: StackReview): readonly string[] {
  const lines = [
    ...unchecked.map(
      ({ what, reason }) => `- **could not check** ${markdownCode(what)}: ${markdownText(reason)}`,
    ),
    ...found.map(
      ({ rule, severity, address, message, fix }) =>
        `- **${severity}** ${markdownCode(rule)} at ${markdownCode(address)}: ${markdownText(message)}. ${markdownText(fix)}.`,
    ),
    ...suppressed.map(
      ({ finding, suppression }) =>
        `- suppressed until ${markdownText(suppression.expires)}: ${markdownCode(finding.rule)} at ${markdownCode(finding.address)} (${markdownText(suppression.reason)})`,
    ),
  ];
  return ["### Findings", lines.length === 0 ? "None." : lines.join("\n")];
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
