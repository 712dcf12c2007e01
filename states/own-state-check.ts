import { basename } from "node:path";
import type { Link } from "../config/link";
import type { LinkProblem } from "../config/problem";
import { foreignResources, foreignStateAdvice } from "./foreign-resources";
import { readLocalState, type StateContents } from "./local-state";

/**
 * A check of a links file: the local state that Terraform would take for a link's is of the link's accounts. Two links files with
 * one link name share that file, and the second deploy would lead the first one's function elsewhere. No state, an empty one, and
 * one that cannot be read without Terraform are no problem.
 *
 * @param folder of the local states
 */
export function ownStateCheck(folder: string): (link: Link) => readonly LinkProblem[] {
  return (link) => {
    if (link.backend.type !== "local") return [];
    const { file, contents } = readLocalState(folder, link);
    return foreignStateProblems(link, basename(file), contents);
  };
}

/**
 * What is wrong with a link whose state is of other accounts; one problem at most.
 *
 * @param place as a reader finds the state: a file's name, or `s3://<bucket>/<key>`
 */
export function foreignStateProblems(
  link: Link,
  place: string,
  contents: StateContents,
): readonly LinkProblem[] {
  const [first, ...others] = contents.kind === "resources" ? foreignResources(link, contents.resources) : [];
  if (first === undefined) return [];
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  const message = `is ${JSON.stringify(link.name)}, expected a name whose state is of the link's accounts; ${place} holds ${first}${more}; ${foreignStateAdvice(link)}`;
  return [{ path: ["name"], message }];
}
