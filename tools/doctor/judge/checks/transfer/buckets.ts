import { couldNotCheck, type LinkCheck, ok } from "../../check";
import { bucketProblem, oneBelow, transferOf } from "./transferring";

/** The buckets are there, in their regions, and below each prefix of copyFrom lies something to load. */
export const buckets: LinkCheck = {
  id: "buckets",
  lookedAt: ({ link }) => {
    const prefixes = transferOf(link).buckets.flatMap((bucket) =>
      prefixesOf(bucket).map((prefix) => `s3://${bucket.name}/${prefix}`),
    );
    return `one object below ${prefixes.join(", ")}, as the deploy credentials see it`;
  },
  expected: () =>
    "each bucket is there, in the region of links.yaml, with a file below each prefix of copyFrom",
  run: async (facts) => {
    const { link } = facts;
    const empty: string[] = [];
    for (const bucket of transferOf(link).buckets) {
      for (const prefix of prefixesOf(bucket)) {
        const found = await oneBelow(facts, bucket, prefix);
        if (found === "no bucket" || found === "other region") return bucketProblem(link, bucket, found);
        if (found === "nothing" && bucket.copyFrom.includes(prefix))
          empty.push(`s3://${bucket.name}/${prefix}`);
      }
    }
    if (empty.length === 0) return ok("the buckets are there, with something to load");
    return couldNotCheck(
      `the buckets are there, and nothing lies below ${empty.join(", ")} yet`,
      "put a file there, or correct copyFrom of links.yaml",
    );
  },
};

/** Each prefix once, whatever is done below it. */
function prefixesOf({ copyFrom, unloadTo }: ReturnType<typeof transferOf>["buckets"][number]): string[] {
  return [...new Set([...copyFrom, ...unloadTo])];
}
