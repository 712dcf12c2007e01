import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";
import { otherStatePlaces } from "./collision-check";

/**
 * Where the links are of an environment, the place of each state says which: one file may be read for several environments, and would
 * otherwise keep all of them in one state.
 */
export function checkStatePlace(link: LinkDraft, environment: string | undefined): LinkProblem[] {
  if (environment === undefined) return [];
  const word = new RegExp(`(?<![A-Za-z0-9])${environment}(?![A-Za-z0-9])`);
  return chosenPlaces(link, environment)
    .filter(({ value, around }) => !word.test(value) && !word.test(around))
    .map(({ path, value }) => ({
      path,
      message: `is ${shownValue(value)}, expected ${path[1]} with the environment ${shownValue(environment)}, whose states it is kept apart by; write it as \${environment}${path[1] === "address" ? "" : ", or leave it out"}`,
    }));
}

/** What a link chose itself: a place by default holds the environment. */
function chosenPlaces(link: LinkDraft, environment: string) {
  const { backend } = link;
  if (backend?.type !== "s3") {
    return otherStatePlaces(link, environment)
      .filter(({ isDefault }) => !isDefault)
      .map(({ path, value, space }) => ({ path, value, around: space }));
  }
  const { bucket, key } = backend;
  return key === undefined || bucket === undefined
    ? []
    : [{ path: ["backend", "key"], value: key, around: bucket }];
}
