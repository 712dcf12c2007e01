import { partitionOf } from "../../aws/partition";
import type { LinkDraft } from "../link-draft";
import { type Path, shownValue } from "../problem";
import type { IndexedLinkProblem, ShowPlace } from "./collision-check";

/** A bucket as a link names it. */
interface NamedBucket {
  readonly name: string | undefined;
  readonly region: string | undefined;
  /** Of the region, or of the bucket where it has the lambda account's. */
  readonly path: Path;
}

/** A bucket's name is one bucket's in a partition, and that is in one region. The later link that says another one is reported. */
export function checkBucketRegions(
  links: readonly (LinkDraft | undefined)[],
  showPlace: ShowPlace,
): IndexedLinkProblem[] {
  const first = new Map<string, { readonly region: string; readonly place: string }>();
  return links.flatMap((link, linkIndex) =>
    bucketsOf(link).flatMap(({ name, region, path }): IndexedLinkProblem[] => {
      if (name === undefined || region === undefined) return [];
      const key = `${partitionOf(region)} ${name}`;
      const known = first.get(key);
      if (known === undefined) first.set(key, { region, place: showPlace(linkIndex, path) });
      if (known === undefined || known.region === region) return [];
      const message =
        `says that bucket ${shownValue(name)} is in ${region}, expected one region for it; ` +
        `${known.place} says ${known.region}, so correct one of the two`;
      return [{ linkIndex, path, message }];
    }),
  );
}

function bucketsOf(link: LinkDraft | undefined): readonly NamedBucket[] {
  const { backend, buckets, lambdaAccount } = link ?? {};
  return [
    ...(backend?.type === "s3"
      ? [{ name: backend.bucket, region: backend.region, path: ["backend", "region"] }]
      : []),
    ...Object.values(buckets ?? {}).map((bucket, index) => ({
      name: bucket?.name,
      // A region that was refused is told by itself.
      region: bucket !== undefined && "region" in bucket ? bucket.region : lambdaAccount?.region,
      path: ["buckets", index, bucket !== undefined && "region" in bucket ? "region" : "name"],
    })),
  ];
}
