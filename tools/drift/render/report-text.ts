import { counted } from "../../lib/report/counted";
import { plainLine, plainLines } from "../../lib/report/plain-text";
import type { Styled } from "../../lib/terminal/styled";
import { NOT_LOOKED_AT, type NotLookedAt } from "../judge/beyond-plan/not-looked-at";
import type {
  AcceptedFindingOfDrift,
  Account,
  DriftFinding,
  LinkReport,
  StateFinding,
  StatesReport,
  UncheckedPart,
  UselessAcceptance,
} from "../judge/finding";
import { NO_STRAY_STATES } from "../judge/finding";

const HEADLINES: Readonly<Record<LinkReport["status"], readonly ["red" | "yellow" | "green", string]>> = {
  clean: ["green", "no drift"],
  drift: ["red", "drift"],
  "could-not-check": ["yellow", "could not check"],
};

/** The reports for a person at a terminal. */
export function reportText(
  reports: readonly LinkReport[],
  styled: Styled,
  states: StatesReport = NO_STRAY_STATES,
): string {
  const links = reports.map((report) => linkText(report, styled));
  return `${[...links, ...statesText(states, styled), notLookedAtText(styled)].join("\n\n")}\n`;
}

/** The headline of the states beside those of the links; absent where there is nothing to say. */
export function statesHeadline({ findings, unchecked, notes }: StatesReport): string | undefined {
  if (findings.length + unchecked.length + notes.length === 0) return undefined;
  const verdict = unchecked.length > 0 ? "could not check" : findings.length > 0 ? "drift" : "no drift";
  return `states of other links: ${verdict}${findings.length === 0 ? "" : `, ${counted(findings.length, "finding")}`}`;
}

function statesText(states: StatesReport, styled: Styled): readonly string[] {
  const headline = statesHeadline(states);
  if (headline === undefined) return [];
  const lines = [
    styled("bold", headline),
    ...states.unchecked.map((reason) => `  ${styled("yellow", "could not check")} ${plainLine(reason)}`),
    ...states.notes.map((note) => `  ${styled("dim", plainLine(note))}`),
    ...states.findings.flatMap((finding) => ["", ...stateFindingText(finding, styled)]),
  ];
  return [lines.join("\n")];
}

function stateFindingText(finding: StateFinding, styled: Styled): readonly string[] {
  const { severity, summary, addresses, meaning, repair } = finding;
  return [
    `  ${styled("red", severity)}  ${plainLine(summary)}`,
    `    holds:  ${plainLine(addresses.join(", "))}`,
    ...meaning.map((sentence) => `    means:  ${plainLine(sentence)}`),
    `    repair: ${plainLine(repair)}`,
  ];
}

function notLookedAtText(styled: Styled): string {
  const lines = NOT_LOOKED_AT.map((entry) => `  ${plainLine(notLookedAtLine(entry))}`);
  return [styled("dim", "not looked at, whatever is reported above"), ...lines].join("\n");
}

const PLACES: Readonly<Record<NotLookedAt["account"], string>> = {
  lambda: "lambda account",
  redshift: "redshift account",
  both: "both accounts",
  neither: "outside both accounts",
};

/** One thing that is not looked at, after where it is. */
export function notLookedAtLine({ account, what }: NotLookedAt): string {
  return `${PLACES[account]}: ${what}`;
}

function linkText(report: LinkReport, styled: Styled): string {
  const { link, status, findings, unchecked, unseen = [], accepted = [], useless = [] } = report;
  const [style, headline] = HEADLINES[status];
  const count = findings.length === 0 ? "" : `, ${counted(findings.length, "finding")}`;
  return [
    `${styled("bold", plainLine(link))}: ${styled(style, headline)}${count}`,
    ...unchecked.map((part) => `  ${styled("yellow", "could not check")} ${plainLine(uncheckedText(part))}`),
    ...unseen.map((part) => `  ${styled("dim", plainLine(unseenText(part)))}`),
    ...accepted.map((finding) => `  ${styled("dim", plainLine(acceptedText(finding)))}`),
    ...useless.map((part) => `  ${styled("yellow", plainLine(uselessText(part)))}`),
    ...findings.flatMap((finding) => ["", ...findingText(finding, styled)]),
  ].join("\n");
}

/** For example `redshift account 222222222222`. */
export function accountText({ id, role }: Account): string {
  return `${role} account ${id}`;
}

/** That nobody looked at a part, whatever else the report says, and who looks. */
export function unseenText(part: string): string {
  return `not looked at, because others make it: ${part}; npm run doctor looks there`;
}

/** What the links file accepts, why and until when. */
export function acceptedText({ summary, reason, expires }: AcceptedFindingOfDrift): string {
  return `accepted until ${expires}: ${summary} (${reason})`;
}

/** Which acceptance accepts nothing, why, and what to do with it. */
export function uselessText({ fingerprint, reason, expires, why }: UselessAcceptance): string {
  const because =
    why === "expired"
      ? `its last day was ${expires}: decide again and set a later expires`
      : "nothing that was found has it";
  return `drift.accept ${fingerprint} (${reason}) accepts nothing, ${because}, or remove it from the links file`;
}

/** Why something was not read, after the account it is in, if one is known. */
export function uncheckedText({ account, reason }: UncheckedPart): string {
  return account === undefined ? reason : `${accountText(account)}: ${reason}`;
}

function findingText(finding: DriftFinding, styled: Styled): readonly string[] {
  const { severity, summary, address, attribute, account, before, after, meaning, meaningUnknown } = finding;
  const place = attribute === undefined ? address : `${address}.${attribute}`;
  return [
    `  ${styled(severity === "critical" || severity === "high" ? "red" : "yellow", severity)}  ${plainLine(summary)}`,
    `    ${styled("dim", plainLine(`${place} in ${accountText(account)}`))}`,
    ...valueText("before", before),
    ...valueText("now", after),
    ...meaning.map((sentence) => `    means:  ${plainLine(sentence)}`),
    ...(meaningUnknown === undefined
      ? []
      : [`    could not check what it means: ${plainLine(meaningUnknown)}`]),
    `    repair: ${plainLine(finding.repair)}`,
    ...(finding.fingerprint === undefined
      ? []
      : [
          `    accept: if it is meant to be there, fingerprint ${finding.fingerprint} under drift.accept in links.yaml`,
        ]),
  ];
}

function valueText(label: string, value: string | null): readonly string[] {
  const [first = "", ...rest] = plainLines(value ?? "(nothing)");
  return [`    ${`${label}:`.padEnd(8)}${first}`, ...rest.map((line) => `            ${line}`)];
}
