import type { LinkDraft } from "../link-draft";
import type { LinkProblem } from "../problem";

/** The user's variables take no name that the project sets itself. */
export function checkEnvironment(link: LinkDraft, reservedNames: readonly string[]): LinkProblem[] {
  return Object.keys(link.function?.environment ?? {})
    .filter((name) => reservedNames.includes(name))
    .map((name) => ({
      path: ["function", "environment", name],
      message: "is a name the project sets itself, expected another one; rename it",
    }));
}
