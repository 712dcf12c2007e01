import { basename } from "node:path";
import { accountOf } from "../aws/arn";
import { presentMembers } from "../aws/json";
import { fileOfLink, linksFileItself, otherLinksFiles } from "../config/other-links-files";
import {
  type LocalState,
  localStateName,
  localStatesIn,
  type NamedLink,
  type StateContents,
} from "./local-state";

/** Where local states are looked for, and whose they may be. */
export interface LocalStateSearch {
  /** Folder of the local states. */
  readonly folder: string;
  /** The links file in use. */
  readonly linksFile: string;
  /** All of its links. */
  readonly links: readonly NamedLink[];
}

/** A local state that is of no link of the links file in use. */
interface StrangeState extends LocalState {
  /** Another links file of the project, which has a link of that name. Absent: no links file has one. */
  readonly otherLinksFile?: string;
}

/** A state that no link owns. */
interface UnownedState {
  /** As a reader finds it: the name of a file beside the project, or `s3://<bucket>/<key>`. */
  readonly place: string;
  /** The link that it was of. */
  readonly linkName: string;
  readonly contents: StateContents;
  /** What makes it the state of another link. */
  readonly move: string;
}

/**
 * The local states that hold something, or may, and are named after no link of the links file: a link was removed or renamed, and
 * what it deployed is still in both accounts; or it is a link of another links file of the project. A link that keeps its state
 * elsewhere now is still a link.
 */
export function strangeLocalStates({ folder, linksFile, links }: LocalStateSearch): readonly StrangeState[] {
  const names = new Set(links.map(localStateName));
  const environment = environmentIn(links);
  const strange = localStatesIn(folder).filter(
    ({ file, contents }) => !names.has(basename(file)) && mayHold(contents),
  );
  if (strange.length === 0) return [];
  // Only now: it reads every YAML file of the project.
  const others = otherLinksFiles(linksFile, folder);
  const itself = linksFileItself(linksFile);
  return strange.map((state) => {
    // What the links file in use says of its own environment is in its links.
    const files =
      state.environment === environment || state.environment === undefined ? others : [...others, itself];
    const otherLinksFile = fileOfLink(files, { name: state.linkName, environment: state.environment });
    return otherLinksFile === undefined ? state : { ...state, otherLinksFile };
  });
}

/**
 * What makes a local state that of another link of the links file in use.
 *
 * @param place name of the state's file
 */
export function moveText(place: string, links: readonly NamedLink[]): string {
  return `mv ${place} ${localStateName({ name: "<new name>", ...presentMembers({ environment: environmentIn(links) }) })}`;
}

/** All links of a file are of one. */
function environmentIn([first]: readonly NamedLink[]): string | undefined {
  return first?.environment;
}

/** Whether a state holds resources, as far as one can tell. */
export function mayHold(contents: StateContents): boolean {
  return contents.kind === "unreadable" || contents.resources.length > 0;
}

/** For example `still holds 11 resources in accounts 111111111111, 222222222222`; reads on after the state's name. */
export function heldText(contents: StateContents): string {
  if (contents.kind === "unreadable") return `cannot be read: ${contents.why}`;
  const { length } = contents.resources;
  const ids = accountsHeld(contents);
  const accounts = ids.length === 0 ? "" : ` in account${ids.length === 1 ? "" : "s"} ${ids.join(", ")}`;
  return `still holds ${length} resource${length === 1 ? "" : "s"}${accounts}`;
}

/** Ids of the accounts that the resources of a state say they are in, sorted. */
export function accountsHeld(contents: StateContents): readonly string[] {
  if (contents.kind === "unreadable") return [];
  const ids = new Set(contents.resources.map(({ values }) => accountOf(String(values.arn ?? ""))));
  ids.delete("");
  return [...ids].sort();
}

/** What a synth warns of: the states that no link owns, one sentence each, with what to do. */
export function unownedStateWarnings(search: LocalStateSearch): readonly string[] {
  return strangeLocalStates(search)
    .filter(({ otherLinksFile }) => otherLinksFile === undefined)
    .map(({ file, linkName, contents }) => {
      const place = basename(file);
      const move = moveText(place, search.links);
      return unownedStateWarning({ place, linkName, contents, move }, search.linksFile);
    });
}

/** One state that no link owns, in a sentence, with what to do. */
export function unownedStateWarning(
  { place, linkName, contents, move }: UnownedState,
  linksFile: string,
): string {
  return `${place} is the state of no link of ${basename(linksFile)} and ${heldText(contents)}, which nothing plans, changes or removes. ${unownedStateAdvice(linkName, move)}`;
}

/**
 * What to do about a state that no link owns.
 *
 * @param move what makes it the state of another link
 */
export function unownedStateAdvice(linkName: string, move: string): string {
  return `If link ${linkName} was removed: put it back, npm run destroy -- ${linkName}, remove it again. If it was renamed: ${move}, before the new name is deployed`;
}
