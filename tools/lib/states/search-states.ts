import { basename, relative } from "node:path";
import type { Link } from "../../../config/link";
import { type LocalStateSearch, moveText, strangeLocalStates } from "../../../states/unowned-states";
import { type StateBucketOptions, searchBuckets } from "./search-buckets";
import { NO_STATES, type StateSearch, type StrayState } from "./stray-states";

/** Where states are looked for: beside the project, and in the buckets of the links. */
export interface StateSearchOptions extends LocalStateSearch, StateBucketOptions {
  readonly links: readonly Link[];
}

/**
 * Every state that is of no link of the links file: local ones, and objects in S3 with keys like those of the links.
 *
 * @throws what the signal was aborted with
 */
export async function searchStates(options: StateSearchOptions): Promise<StateSearch> {
  const inBuckets = options.links.some(({ backend }) => backend.type === "s3")
    ? await searchBuckets(options)
    : NO_STATES;
  return { ...inBuckets, states: [...localStates(options), ...inBuckets.states] };
}

function localStates(search: LocalStateSearch): readonly StrayState[] {
  return strangeLocalStates(search).map(({ file, linkName, contents, otherLinksFile }) => ({
    place: basename(file),
    linkName,
    contents,
    move: moveText(basename(file), search.links),
    ...(otherLinksFile === undefined ? {} : { owner: relative(search.folder, otherLinksFile) }),
  }));
}
