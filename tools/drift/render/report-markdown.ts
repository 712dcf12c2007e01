import { counted } from "../../lib/report/counted";
import { markdownCode, markdownText } from "../../lib/report/markdown-text";
import { plainText } from "../../lib/report/plain-text";
import { NOT_LOOKED_AT } from "../judge/beyond-plan/not-looked-at";
import {
  type DriftFinding,
  type LinkReport,
  NO_STRAY_STATES,
  type StateFinding,
  type StatesReport,
} from "../judge/finding";
import {
  acceptedText,
  accountText,
  notLookedAtLine,
  statesHeadline,
  uncheckedText,
  unseenText,
  uselessText,
} from "./report-text";

const HEADLINES: Readonly<Record<LinkReport["status"], string>> = {
  clean: "no drift",
  drift: "drift",
  "could-not-check": "could not check",
};

/** The reports as the body of an issue: what a reader must know first, values folded away. */
export function reportMarkdown(
  reports: readonly LinkReport[],
  states: StatesReport = NO_STRAY_STATES,
): string {
  const parts = [...reports.map(linkMarkdown), ...statesMarkdown(states), notLookedAtMarkdown()];
  return `${parts.join("\n\n")}\n`;
}

function statesMarkdown(states: StatesReport): readonly string[] {
  const headline = statesHeadline(states);
  if (headline === undefined) return [];
  return [
    `## ${markdownText(headline)}`,
    ...states.unchecked.map((reason) => `**Could not check** ${markdownText(reason)}`),
    ...states.notes.map((note) => markdownText(note)),
    ...states.findings.map(stateFindingMarkdown),
  ];
}

function stateFindingMarkdown({ severity, summary, addresses, meaning, repair }: StateFinding): string {
  return [
    `### ${severity}: ${markdownText(summary)}`,
    [
      `- holds ${addresses.map(markdownCode).join(", ")}`,
      ...meaning.map((sentence) => `- **${markdownText(sentence)}**`),
      `- repair: ${markdownText(repair)}`,
    ].join("\n"),
  ].join("\n\n");
}

function notLookedAtMarkdown(): string {
  const lines = NOT_LOOKED_AT.map((entry) => `- ${markdownText(notLookedAtLine(entry))}`);
  return ["## Not looked at", lines.join("\n")].join("\n\n");
}

function linkMarkdown(report: LinkReport): string {
  const { link, status, findings, unchecked, unseen = [], accepted = [], useless = [] } = report;
  const count = findings.length === 0 ? "" : ` (${counted(findings.length, "finding")})`;
  return [
    `## ${markdownText(link)}: ${HEADLINES[status]}${count}`,
    ...unchecked.map((part) => `**Could not check** ${markdownText(uncheckedText(part))}`),
    ...unseen.map((part) => markdownText(unseenText(part))),
    ...accepted.map((finding) => markdownText(acceptedText(finding))),
    ...useless.map((part) => markdownText(uselessText(part))),
    ...findings.map(findingMarkdown),
  ].join("\n\n");
}

function findingMarkdown(finding: DriftFinding): string {
  const { severity, summary, address, attribute, account, before, after, meaning, meaningUnknown } = finding;
  const place = attribute === undefined ? address : `${address}.${attribute}`;
  return [
    `### ${severity}: ${markdownText(summary)}`,
    [
      `- ${markdownCode(place)} in the ${markdownText(accountText(account))}`,
      ...meaning.map((sentence) => `- **${markdownText(sentence)}**`),
      ...(meaningUnknown === undefined
        ? []
        : [`- could not check what it means: ${markdownText(meaningUnknown)}`]),
      `- repair: ${markdownText(finding.repair)}`,
      ...(finding.fingerprint === undefined
        ? []
        : [
            `- accept: fingerprint ${markdownCode(finding.fingerprint)} under \`drift.accept\` in \`links.yaml\``,
          ]),
    ].join("\n"),
    `<details><summary>before and now</summary>\n\n${fenced("before", before)}\n\n${fenced("now", after)}\n\n</details>`,
  ].join("\n\n");
}

/** Values keep their lines; no other control character of theirs. */
function fenced(label: string, value: string | null): string {
  const text = plainText(value ?? "(nothing)");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${label}:\n\n${fence}\n${text}\n${fence}`;
}
