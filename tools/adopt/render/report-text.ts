import { presentMembers } from "../../../aws/json";
import { linkCommand, synthCommand } from "../../../states/link-command";
import { counted } from "../../lib/report/counted";
import { plainLine } from "../../lib/report/plain-text";
import { RESULT_MARKS } from "../../lib/terminal/result-mark";
import type { Styled } from "../../lib/terminal/styled";
import type { RemovedPolicy } from "../judge/adoption";
import { isStopped, type LinkAdoption } from "../judge/link-adoption";
import type { OlderState } from "../judge/older-states";

/** The report for people. @param unread places that may hold states and could not be read, in words */
export function reportText(
  links: readonly LinkAdoption[],
  unread: readonly string[],
  styled: Styled,
): string {
  const lines = [
    ...links.flatMap((link) => linkLines(link, styled)),
    ...unread.map((text) => plainLine(`note: ${text}`)),
  ];
  return `${lines.join("\n")}\n`;
}

function linkLines(link: LinkAdoption, styled: Styled): readonly string[] {
  const [color, mark] = RESULT_MARKS[isStopped(link) ? "problem" : "ok"];
  return [
    styled("bold", plainLine(`link ${link.link}`)),
    `  ${styled(color, mark)} ${summary(link)}`,
    ...partLines(link).map(plainLine),
    "",
  ];
}

/** Without styles: what accounts, states and files say is in it. */
function partLines(link: LinkAdoption): readonly string[] {
  return [
    ...link.imports.map(({ to, id }) => `      ${to} is ${id}`),
    ...section(
      "the next apply changes, where it is",
      link.changed.map(({ address, attributes }) => `${address}: ${attributes.join(", ")}`),
    ),
    ...section(
      "takes away, because the role has exactly the policies that the link declares",
      link.removed.map(removedText),
    ),
    ...section("makes", link.created),
    ...section(
      "and would destroy and make again, with a time without access",
      link.replaced.map(
        ({ address, because }) =>
          `${address}, for another ${because.join(", ")}: write what exists into the links file`,
      ),
    ),
    ...section(
      "and AWS would refuse to change",
      link.unchangeable.map(
        ({ address, because }) =>
          `${address}, to another ${because.join(", ")}: remove what exists, so that the apply makes it, or write other names into the links file`,
      ),
    ),
    ...link.olderStates.flatMap((state) => olderStateLines(link.link, state)),
    ...nextLines(link),
  ];
}

function summary({ imports, held }: LinkAdoption): string {
  const inState = `${counted(held, "resource")} in the state`;
  if (imports.length === 0) return `${inState}; nothing else exists under the link's names`;
  return `${inState}; ${imports.length} more ${imports.length === 1 ? "exists" : "exist"} under the link's names`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`    ${title}:`, ...lines.map((line) => `      ${line}`)];
}

function removedText({ role, kind, policy }: RemovedPolicy): string {
  return kind === "inline" ? `inline policy ${policy} of role ${role}` : `policy ${policy} from role ${role}`;
}

function olderStateLines(link: string, { place, linkName, move, keep }: OlderState): readonly string[] {
  return [
    `    ${place} is the state of link ${linkName}, which no links file has, in the same accounts. If ${link} is its new name: ${move}`,
    ...(keep.length === 0 ? [] : ["      and keep the names, or the next apply makes everything again:"]),
    ...keep.map(([field, name]) => `        ${field}: ${name}`),
  ];
}

function nextLines(adoption: LinkAdoption): readonly string[] {
  const { link: name, stops, wrote, removedFile, imports } = adoption;
  const link = { name, ...presentMembers({ environment: adoption.environment }) };
  if (removedFile !== undefined) return [`    removed ${removedFile}: all of it is in the state`];
  if (stops.length > 0) {
    const first = stops.includes("in-another-state")
      ? "move the state, which has them already"
      : "correct the links file or what exists";
    return [`    wrote nothing: ${first}, and run ${linkCommand("adopt", link)} again`];
  }
  if (wrote === undefined || imports.length === 0) return [];
  return [
    `    wrote ${wrote}, which ${synthCommand(link)} puts into the stack`,
    `    next: ${linkCommand("plan", link)}; ${linkCommand("deploy", link)}; then ${linkCommand("adopt", link)} again, which removes the file`,
  ];
}
