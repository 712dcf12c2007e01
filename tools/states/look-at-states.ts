import type { Link } from "../../config/link";
import type { LinkProblem } from "../../config/problem";
import { type StateContents, stateContents } from "../../states/local-state";
import { foreignStateProblems } from "../../states/own-state-check";
import { unownedStateWarning } from "../../states/unowned-states";
import { awsErrorText } from "../lib/aws/aws-error";
import { inParallel } from "../lib/process/in-parallel";
import { type StateBucketOptions, searchBuckets } from "../lib/states/search-buckets";

const READS_AT_A_TIME = 8;

/** Which states in S3 are looked at, and how. */
export interface StateLookOptions extends StateBucketOptions {
  /** Links whose own state is looked at. States of no link are looked for beside those of every link. */
  readonly chosen: readonly Link[];
}

/** What was found in S3. */
export interface StateLook {
  /** A check of a links file: the link's state, as it was read, is of the link's accounts. */
  readonly check: (link: Link) => readonly LinkProblem[];
  /** States that no link owns, a sentence each. */
  readonly warnings: readonly string[];
  /** What could not be read, and why. */
  readonly unread: readonly string[];
}

/**
 * Reads the states of links in S3 as Terraform would find them, and looks for those that no link owns. What may not be read, for
 * want of credentials or otherwise, is no problem of a link: Terraform asks next, and says so.
 */
export async function lookAtStates(options: StateLookOptions): Promise<StateLook> {
  const { chosen, linksFile, openBucket } = options;
  const [search, own] = await Promise.all([
    searchBuckets(options),
    inParallel(
      chosen.flatMap(({ name, backend }) => (backend.type === "s3" ? [{ name, backend }] : [])),
      READS_AT_A_TIME,
      async ({ name, backend }) => {
        const place = `s3://${backend.bucket}/${backend.key}`;
        try {
          return {
            name,
            place,
            contents: stateContents((await openBucket(backend).read(backend.key)) ?? ""),
          };
        } catch (error) {
          return { name, place, why: `s3:GetObject: ${awsErrorText(error)}` };
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

/** States that only Terraform itself reads. */
function elsewhere(links: readonly Link[]): readonly string[] {
  return links
    .filter(({ backend }) => backend.type !== "local" && backend.type !== "s3")
    .map(
      ({ name, backend }) =>
        `the state of link ${name} is kept by backend ${backend.type}, which only Terraform reads: npm run doctor -- ${name} compares its accounts`,
    );
}
