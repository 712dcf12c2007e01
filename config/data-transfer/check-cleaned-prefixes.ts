import { partitionOf } from "../../aws/partition";
import type { IndexedLinkProblem, ShowPlace } from "../checks/collision-check";
import type { LinkDraft } from "../link-draft";
import { type Path, shownValue } from "../problem";

/** Where a link's UNLOAD writes. */
interface WrittenPrefix {
  readonly linkIndex: number;
  readonly path: Path;
  /** The bucket, by what makes its name one bucket's. */
  readonly bucket: string;
  readonly prefix: string;
  readonly isCleaned: boolean;
}

/**
 * UNLOAD with CLEANPATH removes what is at its prefix, whoever wrote it. So no link cleans where another one writes. What another link
 * only loads from may be cleaned: an export that is made anew each time, and loaded elsewhere, is that.
 *
 * @see https://docs.aws.amazon.com/redshift/latest/dg/r_UNLOAD.html
 */
export function checkCleanedPrefixes(
  links: readonly (LinkDraft | undefined)[],
  showPlace: ShowPlace,
): IndexedLinkProblem[] {
  const written = links.flatMap(writtenPrefixes);
  return written.flatMap((cleaned): IndexedLinkProblem[] => {
    if (!cleaned.isCleaned) return [];
    const { linkIndex, prefix, bucket, path } = cleaned;
    const other = written.find(
      (one) => one.linkIndex !== linkIndex && one.bucket === bucket && one.prefix.startsWith(prefix),
    );
    if (other === undefined) return [];
    const message =
      `is ${shownValue(prefix)} with cleanPath, expected a place where no other link writes; ${showPlace(other.linkIndex, other.path)} is ` +
      `${shownValue(other.prefix)}, whose files UNLOAD with CLEANPATH would delete: choose another prefix, or take cleanPath out`;
    return [{ linkIndex, path, message }];
  });
}

function writtenPrefixes(link: LinkDraft | undefined, linkIndex: number): readonly WrittenPrefix[] {
  return Object.values(link?.buckets ?? {}).flatMap((bucket, index) => {
    const region = bucket?.region ?? link?.lambdaAccount?.region;
    if (bucket?.name === undefined || region === undefined) return [];
    const of = {
      linkIndex,
      bucket: `${partitionOf(region)} ${bucket.name}`,
      isCleaned: bucket.cleanPath === true,
    };
    return Object.values(bucket.unloadTo ?? {}).flatMap((prefix, at): WrittenPrefix[] =>
      prefix === undefined ? [] : [{ ...of, prefix, path: ["buckets", index, "unloadTo", at] }],
    );
  });
}
