import { z } from "zod";
import { profile, region } from "../account-schema";
import { kmsKeyArn, roleArnField } from "../arns";
import { bucketName } from "../bucket-name";
import { objectPath, section } from "../fields";
import { azurermBackend, gcsBackend, httpBackend, remoteBackend } from "./other-backends-schema";

const STATE_KEY = objectPath(1024);

const localBackend = section({
  type: z.literal("local").describe("A state file on this machine, beside the project."),
});

const s3Backend = section({
  type: z.literal("s3").describe("An object in an S3 bucket, with a lock file beside it."),
  bucket: bucketName.describe("Bucket of the state. It must exist. Required."),
  key: STATE_KEY.describe("Object key of the state. Default: <link name>/terraform.tfstate.").exactOptional(),
  region: region.describe("Region of the bucket. Required."),
  roleArn: roleArnField
    .describe("Role that reads and writes the state. Default: none, the caller's credentials.")
    .exactOptional(),
  profile: profile
    .describe(
      "Profile of the shared AWS configuration for the state. Default: none, the caller's credentials.",
    )
    .exactOptional(),
  kmsKeyArn: kmsKeyArn
    .describe(
      "KMS key that encrypts the state, in the bucket's region. Default: none, the bucket's own encryption.",
    )
    .exactOptional(),
});

/** Where Terraform keeps the state of the link. */
export const backendSchema = z
  .discriminatedUnion(
    "type",
    [localBackend, s3Backend, remoteBackend, gcsBackend, azurermBackend, httpBackend],
    {
      error: ({ code }) =>
        code === "invalid_union"
          ? "local, s3, remote, gcs, azurerm or http; choose one of them"
          : "a map with the field type; indent it below",
    },
  )
  .describe("Where Terraform keeps the state of the link.")
  .default({ type: "local" });
