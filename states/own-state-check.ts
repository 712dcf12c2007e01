import { basename } from "node:path";
import type { Link } from "../config/link";
import type { LinkProblem } from "../config/problem";
import { foreignResources, foreignStateAdvice } from "./foreign-resources";
import { readLocalState } from "./local-state";

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
    const { file, contents } = readLocalState(folder, link.name);
    const [first, ...others] =
      contents.kind === "resources" ? foreignResources(link, contents.resources) : [];
    if (first === undefined) return [];
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    const message = `is ${JSON.stringify(link.name)}, expected a name whose state is of the link's accounts; ${basename(file)} holds ${first}${more}; ${foreignStateAdvice(link.name)}`;
    return [{ path: ["name"], message }];
  };
}
