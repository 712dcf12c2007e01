import { relative, resolve } from "node:path";
import { isJson, type Json } from "../aws/json";
import { otherStatePlaces } from "../config/checks/collision-check";
import { defaultStateKey } from "../config/default-names";
import type { Link } from "../config/link";
import type { LinkDraft } from "../config/link-draft";
import { type OtherLinksFile, otherLinksFiles } from "../config/other-links-files";
import type { LinkProblem, Path } from "../config/problem";
import { localStateName } from "./local-state";

/** Another links file whose link keeps its state where a link of the file in use does. */
interface SharedState {
  /** As a reader finds it. */
  readonly place: string;
  /** From the project. */
  readonly otherFile: string;
  /** That the other link is of. Absent: none. */
  readonly otherEnvironment: string | undefined;
  /** The other link says that it is of other accounts. */
  readonly isOfOthers: boolean;
}

/** What says where a link's state is, and whose. */
type StatedLink = Pick<Link, "name" | "environment" | "backend" | "lambdaAccount" | "redshiftAccount">;

/** What two links files keep in one state. */
export interface SharedStates {
  /** A check of a links file: no state but a local one is that of another environment, or of other accounts, in another file. */
  readonly check: (link: Link) => readonly LinkProblem[];
  /** What may be meant, such as a second file for a trial: one sentence for the files with which the same links do. */
  warnings(links: readonly StatedLink[]): readonly string[];
}

/**
 * Looks whether another links file of the project keeps a state where a link of this one does. Two files with one link would deploy
 * over each other, and Terraform would not know.
 *
 * @param project folder of the project
 */
export function sharedStates(linksFile: string, project: string): SharedStates {
  // Read once, and only where there are links.
  let files: readonly OtherLinksFile[] | undefined;
  const sharing = (link: StatedLink): readonly SharedState[] => {
    files ??= otherLinksFiles(linksFile, project);
    return files
      .filter((other) => other.mayKeepStateOf(link.name))
      .flatMap((other) => sharedWith(link, other, project));
  };
  const isRefused = (link: StatedLink, { isOfOthers, otherEnvironment }: SharedState) =>
    link.backend.type !== "local" && (isOfOthers || otherEnvironment !== link.environment);
  return {
    check: (link) =>
      sharing(link)
        .filter((shared) => isRefused(link, shared))
        .slice(0, 1)
        .map((shared) => ({ path: chosenPart(link), message: refusalText(link, shared) })),
    warnings: (links) => {
      const byFile = new Map<string, { readonly name: string; readonly place: string }[]>();
      for (const link of links) {
        for (const shared of sharing(link)) {
          if (isRefused(link, shared)) continue;
          const found = byFile.get(shared.otherFile) ?? [];
          byFile.set(shared.otherFile, [...found, { name: link.name, place: shared.place }]);
        }
      }
      const thisFile = relative(resolve(project), resolve(linksFile));
      const alike = new Map<string, readonly string[]>();
      for (const [otherFile, found] of byFile) {
        const key = JSON.stringify(found);
        alike.set(key, [...(alike.get(key) ?? []), otherFile]);
      }
      return [...alike.values()].map((others) =>
        warningText(thisFile, others, byFile.get(others[0] ?? "") ?? []),
      );
    },
  };
}

/** Names that one sentence has at most: of a copied file with a hundred links the first few tell it. */
const MOST_NAMES = 3;

function warningText(
  thisFile: string,
  otherFiles: readonly string[],
  found: readonly { readonly name: string; readonly place: string }[],
): string {
  const names = listed(found.map(({ name }) => name));
  const others = listed(otherFiles);
  const place = found[0]?.place;
  const which =
    found.length === 1
      ? `link ${names} of ${thisFile} and that of ${others} keep one state, ${place}`
      : `links ${names} of ${thisFile} and those of ${others} keep one state each, the first ${place}`;
  return `${which}: whichever is deployed later changes what the other one deployed. Where they are two, give one another name, environment or backend`;
}

function listed(names: readonly string[]): string {
  const further = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (further > 0 ? ` and ${further} more` : "");
}

/** The part of a state's place that the link chooses. */
function chosenPart({ backend, name, environment }: StatedLink): Path {
  return otherStatePlaces({ name, backend }, environment)[0]?.path ?? ["backend", "key"];
}

function refusalText({ backend }: StatedLink, { place, otherFile, otherEnvironment }: SharedState): string {
  const found = backend.type === "s3" ? JSON.stringify(backend.key) : `in backend ${backend.type}`;
  // An address has no default.
  const leaveOut = backend.type === "http" ? "" : "leave it out, ";
  const whose = otherEnvironment === undefined ? "" : ` for environment ${otherEnvironment}`;
  return `is ${found}, expected a state of its own; a link of ${otherFile} keeps its state in ${place} too${whose}, and each deploy would take the other one's resources for its own; ${leaveOut}write \${environment} into it, or give one of the two another one`;
}

function sharedWith(link: StatedLink, other: OtherLinksFile, project: string): readonly SharedState[] {
  const otherEnvironment = other.environment ?? link.environment;
  const place = placeOf(link.backend, link);
  return other.linksIn(link.environment).flatMap((raw) => {
    if (typeof raw.name !== "string") return [];
    const otherPlace = placeOf(raw.backend, { name: raw.name, environment: otherEnvironment });
    if (place === undefined || otherPlace !== place) return [];
    const isOfOthers =
      isOther(raw.lambdaAccount, link.lambdaAccount.id) ||
      isOther(raw.redshiftAccount, link.redshiftAccount.id);
    return [{ place, otherFile: relative(resolve(project), other.file), otherEnvironment, isOfOthers }];
  });
}

/** Where a state is kept; undefined where what is written does not say. */
function placeOf(
  backend: unknown,
  { name, environment }: { readonly name: string; readonly environment?: string | undefined },
): string | undefined {
  const {
    type = "local",
    bucket,
    key = defaultStateKey(name, environment),
  }: Json = isJson(backend) ? backend : {};
  if (type === "local")
    return localStateName({ name, ...(environment === undefined ? {} : { environment }) });
  if (type === "s3") return `s3://${String(bucket)}/${String(key)}`;
  // As it is written: what the schema would refuse is of no other kind, or has no place.
  const [place] = otherStatePlaces({ name, backend: backend as LinkDraft["backend"] }, environment);
  return place === undefined ? undefined : `${JSON.stringify(place.compared)} (${place.space})`;
}

function isOther(account: unknown, id: string): boolean {
  return isJson(account) && typeof account.id === "string" && account.id !== id;
}
