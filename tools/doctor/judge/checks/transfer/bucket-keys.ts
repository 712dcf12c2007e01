import { type LinkCheck, ok, problem } from "../../check";
import { permitted } from "../../permitted";
import { transferOf } from "./transferring";

/** The keys of the buckets can be used. Whom their policies let, COPY alone shows: reading a policy is its owner's right. */
export const bucketKeys: LinkCheck = {
  id: "bucket-keys",
  lookedAt: ({ link }) => {
    const keys = transferOf(link).buckets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
    return keys.length === 0 ? "keys of the buckets: links.yaml names none" : `state of ${keys.join(", ")}`;
  },
  expected: () => "every key is enabled",
  run: async ({ link, transfer }) => {
    const keys = transferOf(link).buckets.flatMap(({ kmsKeyArn }) => kmsKeyArn ?? []);
    for (const key of keys) {
      const state = await permitted(transfer.keyState(key), `kms:DescribeKey on ${key}`, "lambda account");
      if (state !== "Enabled") {
        return problem(
          `${key} is ${state}: nothing is read or written`,
          "enable it, or correct kmsKeyArn of links.yaml",
        );
      }
    }
    return ok(keys.length === 0 ? "no bucket has a key of its own" : `${keys.join(", ")}: enabled`);
  },
};
