import { relative, resolve } from "node:path";
import { writtenLinks } from "../../../config/composition/written-links";
import { environmentOfRun } from "../../../config/links-file";
import { PROJECT_ROOT } from "../../lib/process/project-root";
import { causingField } from "../judge/causing-field";
import type { Finding } from "../judge/finding";
import type { ReviewInput } from "../read/read-input";
import { sourceLines } from "../read/source-lines";
import type { SourcePlace } from "./report-sarif";

/**
 * Finds the place of a finding in the links file, or one that it includes, the only ones that people edit and git has: the line of the field that
 * causes it. Where that file has no such link, the place is in what was reviewed: a line of the stack's JSON, or a plan as a
 * whole, which Terraform writes on one line.
 *
 * @param linksFile the one of which the stacks are. Absent: nobody knows
 * @param environment that the links are of, where the file names none; by default that of this run
 */
export function sourcePlaces(
  inputs: readonly Pick<ReviewInput, "name" | "file" | "text" | "origin">[],
  linksFile: string | undefined,
  environment: string | undefined = environmentOfRun(),
): (stack: string, finding: Finding) => SourcePlace {
  const linkNamed = linksFile === undefined ? () => undefined : writtenLinks(linksFile, environment);
  const lineIn = new Map(inputs.map(({ name, text }) => [name, sourceLines(text)]));
  return (stack, finding) => {
    const written = linkNamed(stack);
    if (written !== undefined) {
      const { fileName, position } = written.placeOf(causingField(finding, written.link));
      return { file: shownPath(fileName), line: position.line };
    }
    const input = inputs.find(({ name }) => name === stack);
    if (input === undefined || input.origin === "plan") return { file: input?.file ?? stack };
    return { file: input.file, line: lineIn.get(stack)?.(finding.address) ?? 1 };
  };
}

function shownPath(file: string): string {
  const path = resolve(file);
  const inside = relative(PROJECT_ROOT, path);
  return inside.startsWith("..") ? path : inside;
}
