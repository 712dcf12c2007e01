import { basename } from "node:path";
import type { Backend, Link } from "../../config/link";
import type { LinkProblem } from "../../config/problem";
import { linkCommand } from "../../states/link-command";
import { readLocalState, type StateContents, stateContents } from "../../states/local-state";
import { foreignStateProblems } from "../../states/own-state-check";
import { unownedStateWarning } from "../../states/unowned-states";
import { awsErrorText } from "../lib/aws/aws-error";
import { inParallel } from "../lib/process/in-parallel";
import { type StateBucketOptions, searchBuckets } from "../lib/states/search-buckets";

const READS_AT_A_TIME = 8;

/** Which states are looked at, and how. */
export interface StateLookOptions extends StateBucketOptions {
  /** Links whose own state is looked at. States of no link are looked for beside those of every link. */
  readonly chosen: readonly Link[];
  /** Reads a state that is kept over HTTP. `undefined`: there is none. */
  readonly readAddress: (address: string) => Promise<string | undefined>;
}

/** A state that is read here, not by Terraform alone. */
interface ReadableState {
  readonly name: string;
  /** As a reader finds it. */
  readonly place: string;
  read(): Promise<string | undefined>;
  /** What a failure is told after. */
  readonly asked: string;
}

/** What was found in S3 and over HTTP. */
export interface StateLook {
  /** A check of a links file: the link's state, as it was read, is of the link's accounts. */
  readonly check: (link: Link) => readonly LinkProblem[];
  /** States that no link owns, a sentence each. */
  readonly warnings: readonly string[];
  /** What could not be read, and why. */
  readonly unread: readonly string[];
}

/**
 * Reads the states of links in S3 and over HTTP as Terraform would find them, and looks in S3 for those that no link owns. What may
 * not be read, for want of credentials or otherwise, is no problem of a link: Terraform asks next, and says so.
 */
export async function lookAtStates(options: StateLookOptions): Promise<StateLook> {
  const { chosen, linksFile } = options;
  const [search, own] = await Promise.all([
    searchBuckets(options),
    inParallel(
      chosen.flatMap(({ name, backend }) => readableState(name, backend, options)),
      READS_AT_A_TIME,
      async ({ name, place, read, asked }) => {
        try {
          return { name, place, contents: stateContents((await read()) ?? "") };
        } catch (error) {
          return { name, place, why: `${asked}: ${awsErrorText(error)}` };
        }
      },
    ),
  ]);
  const states = new Map<string, { place: string; contents: StateContents }>();
  const unread: string[] = [];
  for (const { name, place, contents, why } of own) {
    if (contents?.kind === "resources") states.set(name, { place, contents });
    else unread.push(`${place}, the state of link ${name}, could not be read: ${contents?.why ?? why}`);
  }
  return {
    check: (link) => {
      const state = states.get(link.name);
      return state === undefined ? [] : foreignStateProblems(link, state.place, state.contents);
    },
    warnings: search.states
      .filter(({ owner }) => owner === undefined)
      .map((state) => unownedStateWarning(state, linksFile)),
    unread: [...unread, ...elsewhere(chosen), ...search.refusals, ...search.unread],
  };
}

/** None: the state is a local file, or Terraform alone reads it. */
function readableState(
  name: string,
  backend: Backend,
  { openBucket, readAddress }: StateLookOptions,
): readonly ReadableState[] {
  if (backend.type === "http") {
    const { address } = backend;
    return [{ name, place: address, read: () => readAddress(address), asked: "GET" }];
  }
  if (backend.type !== "s3") return [];
  const { bucket, key } = backend;
  const place = `s3://${bucket}/${key}`;
  return [{ name, place, read: () => openBucket(backend).read(key), asked: "s3:GetObject" }];
}

/** Whether a state is kept where this looks before Terraform does: over a network, and readable. */
export function isReadableElsewhere({ type }: Backend): boolean {
  return type === "s3" || type === "http";
}

/** Local states that are there and cannot be read, a sentence each: what they hold, nobody has looked at. */
export function unreadLocalStates(folder: string, links: readonly Link[]): readonly string[] {
  return links.flatMap((link) => {
    if (link.backend.type !== "local") return [];
    const { file, contents } = readLocalState(folder, link);
    if (contents.kind !== "unreadable") return [];
    return [`${basename(file)}, the state of link ${link.name}, could not be read: ${contents.why}`];
  });
}

/** States that only Terraform itself reads. */
function elsewhere(links: readonly Link[]): readonly string[] {
  return links
    .filter(({ backend }) => backend.type !== "local" && !isReadableElsewhere(backend))
    .map(
      (link) =>
        `the state of link ${link.name} is kept by backend ${link.backend.type}, which only Terraform reads: ${linkCommand("doctor", link)} compares its accounts`,
    );
}
