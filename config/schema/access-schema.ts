import { policyArn } from "./arns";
import { flag, name, oneOf, section, text } from "./fields";
import { EXISTING_QUERY_ROLE_FIELDS, EXISTING_ROLE_FIELDS } from "./parts/existing-schema";
import { databaseUserField } from "./target-schema";

const ROLE_NAME = name(
  /^[\w+=,.@-]{1,64}$/,
  "1 to 64 letters, digits and _+=,.@- (IAM's limit); shorten or correct it",
);

/** Segments without `*`, `?` and `$`: the path becomes part of ARNs in policies. */
const ROLE_PATH = text(
  /^(?=.{1,512}$)\/(?:[\w+=,.@-]+\/)*$/,
  "a path of up to 512 characters that starts and ends with a slash, like /data/; correct it",
);

function roleFields(which: string, nameSuffix: string) {
  return {
    name: ROLE_NAME.describe(
      `Name of the ${which}, up to 64 characters. Default: <link name>-${nameSuffix}.`,
    ).exactOptional(),
    path: ROLE_PATH.describe(`IAM path of the ${which}.`).default("/"),
    permissionsBoundaryArn: policyArn
      .describe(`Managed policy that bounds the ${which}. Default: none.`)
      .exactOptional(),
  };
}

/** The function's execution role. */
export const queryRoleSchema = section({
  ...roleFields("query role (the function's role, in the lambda account)", "query"),
  ...EXISTING_QUERY_ROLE_FIELDS,
}).prefault({});

/** The role with the permissions on Redshift. */
export const dataRoleSchema = section({
  ...roleFields("data role (in the redshift account, assumed by the query role)", "data"),
  ...EXISTING_ROLE_FIELDS,
}).prefault({});

/** The role that Redshift assumes for COPY and UNLOAD. Without a default: a link without buckets has none. */
export const copyRoleSchema = section({
  ...roleFields("copy role (in the redshift account, assumed by Redshift for COPY and UNLOAD)", "copy"),
  dbUser: databaseUserField
    .describe(
      "Database user whose COPY and UNLOAD may use the role. Only with target.secretArn, which hides the user, and there required.",
    )
    .exactOptional(),
  ...EXISTING_ROLE_FIELDS,
});

/** The role that may use the buckets. Without a default: a link without buckets has none. */
export const bucketRoleSchema = section({
  ...roleFields("bucket role (in the lambda account, assumed by the copy role)", "bucket"),
  ...EXISTING_ROLE_FIELDS,
});

/** STS's pattern and length. */
const EXTERNAL_ID = text(
  /^[\w+=,.@:/-]{2,1224}$/,
  "2 to 1224 letters, digits and _+=,.@:/- (STS's pattern); correct it",
);

/** How the two roles trust each other. */
export const trustSchema = section({
  mode: oneOf("role", "account")
    .describe(
      "Principal of the data role's trust policy. role: exactly the query role. account: the lambda account's root, " +
        "narrowed to the query role by aws:PrincipalArn, which survives a recreated role.",
    )
    .default("role"),
  mutual: flag()
    .describe("Whether the query role trusts the data role too. Nothing here needs it; the article does it.")
    .default(false),
  externalId: EXTERNAL_ID.describe(
    "External id that the data role demands and the function sends, 2 to 1224 characters. Default: none.",
  ).exactOptional(),
  bindToFunction: flag()
    .describe(
      "Whether the query role may assume the data role only from this function (lambda:SourceFunctionArn).",
    )
    .default(true),
}).prefault({});

/** Policy name with its path, as it stands after `policy/` in the ARN. */
const AWS_POLICY = text(
  /^(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/,
  "the name of an AWS managed policy, like AmazonRedshiftDataFullAccess; write the name, not an ARN",
);

/** What the data role may do. */
export const permissionsSchema = section({
  mode: oneOf("least-privilege", "managed")
    .describe(
      "least-privilege: statements derived from the auth mode, on this target only. managed: an AWS managed policy, " +
        "as in the article.",
    )
    .default("least-privilege"),
  managedPolicy: AWS_POLICY.describe(
    "Name of the AWS managed policy. Only with mode: managed. Default: AmazonRedshiftFullAccess, which also lets the " +
      "role act as any database user.",
  ).exactOptional(),
}).prefault({});
