import type { StateContents } from "../../../states/local-state";

/** A state that is of no link of the links file in use, and that holds something. */
export interface StrayState {
  /** As a reader finds it: the name of a file beside the project, or `s3://<bucket>/<key>`. */
  readonly place: string;
  /** The link that it is, or was, of. */
  readonly linkName: string;
  readonly contents: StateContents;
  /** What makes it the state of another link. */
  readonly move: string;
  /** Whose it is, where it is somebody's: `links.production.yaml`, or another deployment of this project. Absent: nobody's. */
  readonly owner?: string;
}

/** What a search for states came to. */
export interface StateSearch {
  readonly states: readonly StrayState[];
  /** Places that could not be searched, and why. */
  readonly refusals: readonly string[];
  /** Objects that may be states and that this role may not read, and why: other people's, most of the time. */
  readonly unread: readonly string[];
}

/** A search that found nothing. */
export const NO_STATES: StateSearch = { states: [], refusals: [], unread: [] };
