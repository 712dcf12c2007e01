import type { AccessRow } from "./access-table";
import { type LinkPicture, linkPicture, type PictureHop } from "./link-picture";
import { type Report, verdictOf } from "./report";
import type { StackReview } from "./review-stack";

/** The report for a pull request: a Mermaid picture, the findings, and the tables folded. */
export function renderMarkdown(report: Report): string {
  const parts = report.stacks.flatMap((stack) => [
    `## ${inline(stack.name)}`,
    inline(verdictOf(stack)),
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
  return `${["# Who can do what", ...parts].join("\n\n")}\n`;
}

function mermaid(picture: LinkPicture): string {
  const hop = (number: number, { works, lines }: PictureHop) =>
    [`hop ${number}: ${works ? "allowed" : "denied"}`, ...lines].map(mermaidText).join("<br/>");
  return [
    "```mermaid",
    "flowchart LR",
    `  subgraph L["lambda account ${picture.lambdaAccount}"]`,
    `    F["function<br/>${mermaidText(picture.functionName)}"] -- "runs as" --> Q["query role<br/>${mermaidText(picture.queryRole)}"]`,
    "  end",
    `  subgraph R["redshift account ${picture.redshiftAccount}"]`,
    `    D["data role<br/>${mermaidText(picture.dataRole)}"] ${picture.hop2.works ? "--" : "-."} "${hop(2, picture.hop2)}" ${picture.hop2.works ? "-->" : ".->"} T[("${mermaidText(picture.target)}<br/>${mermaidText(picture.database)}")]`,
    "  end",
    `  Q ${picture.hop1.works ? "--" : "-."} "${hop(1, picture.hop1)}" ${picture.hop1.works ? "-->" : ".->"} D`,
    "```",
  ].join("\n");
}

/** Mermaid's own escape for what would end a quoted label or be read as markup. */
function mermaidText(value: string): string {
  return value.replace(/\s+/g, " ").replace(/[#"<>`]/g, (character) => `#${character.charCodeAt(0)};`);
}

function changes({ changes: all }: Report, name: string): readonly string[] {
  const change = all.get(name);
  if (change === undefined) return [];
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`**${title}**\n\n${lines.map((line) => `- ${inline(line)}`).join("\n")}`];
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
    ...unchecked.map(({ what, reason }) => `- **could not check** \`${what}\`: ${inline(reason)}`),
    ...found.map(
      ({ rule, severity, address, message, fix }) =>
        `- **${severity}** \`${rule}\` at \`${address}\`: ${inline(message)}. ${inline(fix)}.`,
    ),
    ...suppressed.map(
      ({ finding, suppression }) =>
        `- suppressed until ${suppression.expires}: \`${finding.rule}\` at \`${finding.address}\` (${inline(suppression.reason)})`,
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
  return inline(value).replaceAll("|", "\\|");
}

/** One line of text that starts no markup: names come from the stack, and a person can choose them. */
function inline(value: string): string {
  return value
    .split("`")
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[\\*_<>[\]]/g, "\\$&")))
    .join("`")
    .replace(/\s+/g, " ");
}
