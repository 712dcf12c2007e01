import { z } from "zod";
import { bucketRoleSchema, copyRoleSchema } from "./access-schema";
import { region } from "./account-schema";
import { kmsKeyArn } from "./arns";
import { bucketName } from "./bucket-name";
import { flag, section, text } from "./fields";

/**
 * No slash at the beginning, one at the end, and no sign that an ARN, a statement or a URL reads as something else. The function takes no
 * location with two dots in a row.
 */
const PREFIX = text(
  /^(?=.{2,512}$)(?!.*\.\.)(?:(?!\.\/)[A-Za-z0-9!_.()=+@,:~&-]+\/)+$/,
  "the beginning of keys, ending with a slash, like incoming/: letters, digits and !_.()=+@,:~&- between slashes, without ..; correct it",
);
const PREFIXES = "a list of 1 to 20 prefixes, each like incoming/; correct it";

function prefixes() {
  return z.array(PREFIX, { error: PREFIXES }).min(1, { error: PREFIXES }).max(20, { error: PREFIXES });
}

const BUCKETS = "a list of 1 to 10 buckets; begin each with `- name:`";

const bucketSchema = section({
  name: bucketName.describe("Name of the bucket, which exists and is the lambda account's. Required."),
  region: region.describe("Region of the bucket. Default: the lambda account's.").exactOptional(),
  copyFrom: prefixes()
    .describe("Prefixes of the keys that COPY may read. Default: none, no COPY.")
    .exactOptional(),
  unloadTo: prefixes()
    .describe("Prefixes of the keys that UNLOAD may write. Default: none, no UNLOAD.")
    .exactOptional(),
  kmsKeyArn: kmsKeyArn
    .describe(
      "Customer managed KMS key that encrypts the bucket, in the lambda account and the bucket's region. Its key policy must " +
        "leave the decision to IAM. Default: none, the bucket is not encrypted by a key of its own.",
    )
    .exactOptional(),
  cleanPath: flag()
    .describe(
      "Whether UNLOAD may delete what is at its prefixes (CLEANPATH). Only with unloadTo. Default: false.",
    )
    .exactOptional(),
});

/** Buckets of the lambda account that SQL loads from and unloads to. */
export const bucketsSchema = z
  .array(bucketSchema, { error: BUCKETS })
  .min(1, { error: BUCKETS })
  .max(10, { error: BUCKETS })
  .describe(
    "Buckets of the lambda account that COPY loads from and UNLOAD writes to (docs/copy.md). They make two more roles. Default: none.",
  )
  .exactOptional();

/** The role that Redshift assumes for them, in the redshift account. */
export const copyRoleField = copyRoleSchema
  .describe(
    "Role that Redshift assumes for COPY and UNLOAD, in the redshift account. Only with buckets. Default: one of its own name at path /.",
  )
  .exactOptional();

/** The role that may use them, in the lambda account. */
export const bucketRoleField = bucketRoleSchema
  .describe(
    "Role that may use the buckets, in the lambda account. Only with buckets. Default: one of its own name at path /.",
  )
  .exactOptional();
