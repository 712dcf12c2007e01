import { z } from "zod";
import type { AuthMode } from "../link";
import { kmsKeyArn, secretArnField } from "./arns";
import { name, section, text } from "./fields";

/** Redshift identifiers that stay one plain segment of an ARN: no wildcard, variable, slash, colon or blank. */
const IDENTIFIER = /^[A-Za-z_][\w.@+-]{0,126}$/;
const IDENTIFIER_ALLOWED = "1 to 127 letters, digits and _.@+- that start with a letter or _";

/** PUBLIC is the group of all users, whatever its case. */
const DATABASE_USER = new RegExp(`^(?![Pp][Uu][Bb][Ll][Ii][Cc]$)${IDENTIFIER.source.slice(1)}`);
const DATABASE_USER_ALLOWED = `${IDENTIFIER_ALLOWED}, not PUBLIC`;
const EXISTING_USER = `${DATABASE_USER_ALLOWED}; write the name of an existing database user`;

/** How Redshift names the users of IAM identities. */
const IAM_USER = /^IAMR?:/i;

/** Name of a database user. */
export const databaseUserField = text(DATABASE_USER, EXISTING_USER);

/** The same, where an IAM identity is had by naming none. */
const assumedUser = z.string({ error: EXISTING_USER }).regex(DATABASE_USER, {
  error: ({ input }) =>
    IAM_USER.test(String(input))
      ? `${DATABASE_USER_ALLOWED}; leave dbUser out: SQL then runs as the data role's own user, IAMR:<data role name>`
      : EXISTING_USER,
});

const CLUSTER = /^(?=.{1,63}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Where SQL runs and as whom. Which fields go together is asked in `checks/target-check.ts`. */
export const targetSchema = section({
  cluster: name(
    CLUSTER,
    "1 to 63 lowercase letters, digits and single hyphens that start with a letter and end with none; " +
      "write the cluster identifier, not an ARN or an endpoint",
  )
    .describe("Identifier of the provisioned cluster (its name, not an ARN). Excludes workgroup.")
    .exactOptional(),
  workgroup: name(
    /^[a-z0-9-]{3,63}$/,
    "3 to 63 lowercase letters, digits and hyphens; write the workgroup's name, not an ARN",
  )
    .describe("Name of the Redshift Serverless workgroup (not an ARN). Needs workgroupId. Excludes cluster.")
    .exactOptional(),
  workgroupId: text(
    UUID,
    "a UUID like 01234567-89ab-cdef-0123-456789abcdef; copy the workgroup id from the Redshift Serverless console",
  )
    .describe(
      "Id (UUID) of the workgroup: IAM names a workgroup by id, the Data API by name. Only with workgroup.",
    )
    .exactOptional(),
  database: text(IDENTIFIER, `${IDENTIFIER_ALLOWED}; write the database's name`).describe(
    "Name of the database. Required.",
  ),
  dbUser: assumedUser
    .describe(
      "Existing database user that SQL runs as, with temporary credentials. Only with cluster. Excludes secretArn.",
    )
    .exactOptional(),
  secretArn: secretArnField
    .describe(
      "Full ARN of the Secrets Manager secret with the database credentials, in the redshift account and region. " +
        "Excludes dbUser.",
    )
    .exactOptional(),
  secretKmsKeyArn: kmsKeyArn
    .describe(
      "Customer managed KMS key that encrypts the secret. Only with secretArn. " +
        "Default: none, the AWS managed key, which needs no permission.",
    )
    .exactOptional(),
}).describe("Where SQL runs and as whom. The auth mode follows from the fields. Required.");

/** A field of `target`. */
export type TargetField = keyof z.input<typeof targetSchema>;

interface AuthModeFields {
  readonly description: string;
  readonly required: readonly TargetField[];
  readonly optional: readonly TargetField[];
}

/** Which fields each auth mode takes; the mode follows from the fields that are there. */
export const AUTH_MODES: Readonly<Record<AuthMode, AuthModeFields>> = {
  "cluster-db-user": {
    description: "Provisioned cluster, as an existing database user with temporary credentials.",
    required: ["cluster", "database", "dbUser"],
    optional: [],
  },
  "cluster-iam": {
    description: "Provisioned cluster, as the database user IAMR:<data role name>.",
    required: ["cluster", "database"],
    optional: [],
  },
  "cluster-secret": {
    description: "Provisioned cluster, with the credentials of a secret.",
    required: ["cluster", "database", "secretArn"],
    optional: ["secretKmsKeyArn"],
  },
  "serverless-iam": {
    description: "Redshift Serverless, as the database user IAMR:<data role name>.",
    required: ["workgroup", "workgroupId", "database"],
    optional: [],
  },
  "serverless-secret": {
    description: "Redshift Serverless, with the credentials of a secret.",
    required: ["workgroup", "workgroupId", "database", "secretArn"],
    optional: ["secretKmsKeyArn"],
  },
};
