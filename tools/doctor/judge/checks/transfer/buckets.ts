import { couldNotCheck, type LinkCheck, type Outcome, ok, problem } from "../../check";
import { permitted } from "../../permitted";
import { transferOf } from "./transferring";

/** S3's code for a bucket that is not there. */
const NO_BUCKET = "NoSuchBucket";

/** The buckets are there, and below each prefix of copyFrom lies something to load. */
export const buckets: LinkCheck = {
  id: "buckets",
  lookedAt: ({ link }) => {
    const prefixes = transferOf(link).buckets.flatMap(({ name, copyFrom, unloadTo }) =>
      [...copyFrom, ...unloadTo].map((prefix) => `s3://${name}/${prefix}`),
    );
    return `one object below ${prefixes.join(", ")}, as the deploy credentials see it`;
  },
  expected: () => "each bucket is there, with a file below each prefix of copyFrom",
  run: async ({ link, transfer }) => {
    const empty: string[] = [];
    const account = `lambda account ${link.lambdaAccount.id}`;
    for (const bucket of transferOf(link).buckets) {
      const permission = `s3:ListBucket on arn:${link.partition}:s3:::${bucket.name}`;
      for (const prefix of [...bucket.copyFrom, ...bucket.unloadTo]) {
        const found = await transfer
          .oneObjectBelow(bucket, prefix)
          .catch<string | undefined | Outcome>((error: unknown) => {
            if (error instanceof Error && error.name === NO_BUCKET) return missing(bucket.name, account);
            return permitted<string | undefined>(Promise.reject(error), permission, "lambda account");
          });
        if (typeof found === "object") return found;
        if (found === undefined && bucket.copyFrom.includes(prefix))
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

function missing(name: string, account: string): Outcome {
  return problem(
    `there is no bucket ${name}`,
    `create it in the ${account}, or correct buckets of links.yaml`,
  );
}
