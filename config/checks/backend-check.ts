import { defaultStateKey } from "../default-names";
import type { LinkDraft } from "../link-draft";
import { type LinkProblem, shownValue } from "../problem";
import { givenOrDefault, type IndexedLinkProblem, type ShowPlace } from "./collision-check";

/** A lock that is only released is none. */
export function checkBackend({ backend }: LinkDraft): LinkProblem[] {
  if (backend?.type !== "http" || !("unlockAddress" in backend) || "lockAddress" in backend) return [];
  const message =
    "is set without lockAddress, expected both: Terraform would not lock the state; add lockAddress, or take it out";
  return [{ path: ["backend", "unlockAddress"], message }];
}

/** A lock that is another link's state locks that one, and leaves its own state open to two deploys at once. */
export function checkLockPlaces(
  links: readonly (LinkDraft | undefined)[],
  showPlace: ShowPlace,
): IndexedLinkProblem[] {
  const addressOf = (link: LinkDraft | undefined) =>
    link?.backend?.type === "http" ? link.backend.address : undefined;
  return links.flatMap((link, linkIndex) => {
    const { backend } = link ?? {};
    if (backend?.type !== "http") return [];
    return (["lockAddress", "unlockAddress"] as const).flatMap((field): IndexedLinkProblem[] => {
      const value = backend[field];
      if (value === undefined || value === backend.address) return [];
      const other = links.findIndex((one, index) => index !== linkIndex && addressOf(one) === value);
      if (other === -1) return [];
      const message =
        `is ${shownValue(value)}, expected a lock of this link's state; ${showPlace(other, ["backend", "address"])} is the same, ` +
        "so Terraform would lock that state and not this one: correct it";
      return [{ linkIndex, path: ["backend", field], message }];
    });
  });
}

/** What SQL may do at a prefix, to a state that is there. */
const CONSEQUENCES = {
  copyFrom: "COPY could read it",
  unloadTo: "UNLOAD could overwrite or delete it",
} as const;

/** No link lets SQL at the state of a link of the file: it holds external ids, and decides what the next deploy does. */
export function checkStatePrefixes(
  links: readonly (LinkDraft | undefined)[],
  showPlace: ShowPlace,
  environment?: string,
): IndexedLinkProblem[] {
  const states = links.flatMap((link, linkIndex) => {
    if (link?.backend?.type !== "s3") return [];
    const key = givenOrDefault(link, link.backend, "key", (name) =>
      defaultStateKey(name, environment),
    )?.value;
    return key === undefined ? [] : [{ bucket: link.backend.bucket, key, linkIndex }];
  });
  return links.flatMap((link, linkIndex) =>
    Object.values(link?.buckets ?? {}).flatMap((bucket, index) =>
      (["copyFrom", "unloadTo"] as const).flatMap((field) =>
        Object.values(bucket?.[field] ?? {}).flatMap((prefix, at): IndexedLinkProblem[] => {
          const state = states.find(
            (one) => prefix !== undefined && one.bucket === bucket?.name && one.key.startsWith(prefix),
          );
          if (state === undefined) return [];
          const message =
            `is ${shownValue(prefix)}, where the state ${shownValue(state.key)} of ${showPlace(state.linkIndex, [])} is, ` +
            `expected a place without one: ${CONSEQUENCES[field]}; choose another prefix or bucket`;
          return [{ linkIndex, path: ["buckets", index, field, at], message }];
        }),
      ),
    ),
  );
}
