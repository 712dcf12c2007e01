import type { Link } from "../config/link";
import type { LinkProblem } from "../config/problem";
import { localStateFolder } from "./local-state";
import { ownStateCheck } from "./own-state-check";
import { sharedStates } from "./shared-states";
import { unownedStateWarnings } from "./unowned-states";

/** What a synth says of states, without asking anybody: from local ones, and from the other links files of the project. */
export interface StatesOfLinks {
  /** Checks of a links file: no state is of other accounts, or of another file's link. */
  readonly checks: readonly ((link: Link) => readonly LinkProblem[])[];
  /** What may be meant, one sentence each. */
  warnings(links: readonly Link[]): readonly string[];
}

/** The states of a links file in the project that the process works in. */
export function statesOfLinks(linksFile: string): StatesOfLinks {
  const folder = localStateFolder();
  const shared = sharedStates(linksFile, process.cwd());
  return {
    checks: [ownStateCheck(folder), shared.check],
    warnings: (links) => [...unownedStateWarnings({ folder, linksFile, links }), ...shared.warnings(links)],
  };
}
