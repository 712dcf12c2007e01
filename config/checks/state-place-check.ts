import type { LinkDraft } from "../link-draft";
import { type LinkProblem, type Path, shownValue } from "../problem";
import { otherStatePlaces } from "./collision-check";

/** Where the name of the environment comes from. */
export interface EnvironmentOrigin {
  /** The run names it, so that the file is read for others too. */
  readonly isOfRun: boolean;
  /** Places of the link, as it is written, that say `${environment}`. */
  readonly places: readonly Path[];
}

/** Fields of a backend that say where the state is, and not how it is reached. */
const FIELDS_OF_PLACE: ReadonlySet<string | number | undefined> = new Set([
  ...[
    "bucket",
    "key",
    "prefix",
    "storageAccountName",
    "containerName",
    "organization",
    "workspace",
    "address",
  ],
]);

/**
 * Where the links are of an environment, the place of each state says which: one file may be read for several environments, and would
 * otherwise keep all of them in one state. Where the run names it, a place without `${environment}` holds it as a whole word, of which
 * a hyphen is part: `dev-eu` is no place of `dev`, since the same file is one for `dev-eu` too.
 */
export function checkStatePlace(
  link: LinkDraft,
  environment: string | undefined,
  { isOfRun, places }: EnvironmentOrigin,
): LinkProblem[] {
  if (environment === undefined) return [];
  if (isOfRun && places.some(([map, field]) => map === "backend" && FIELDS_OF_PLACE.has(field))) return [];
  const letters = isOfRun ? "[A-Za-z0-9-]" : "[A-Za-z0-9]";
  const word = new RegExp(`(?<!${letters})${environment}(?!${letters})`);
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
