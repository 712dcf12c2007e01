/**
 * The AWS managed policies for Amazon Redshift that can be attached to a role (AWS Managed Policy Reference, policies whose name
 * starts with `AmazonRedshift`; the one of the service-linked role is left out, because IAM attaches it to nothing else).
 */
export const REDSHIFT_MANAGED_POLICIES: readonly string[] = [
  "AmazonRedshiftAllCommandsFullAccess",
  "AmazonRedshiftDataFullAccess",
  "AmazonRedshiftFederatedAuthorization",
  "AmazonRedshiftFullAccess",
  "AmazonRedshiftQueryEditor",
  "AmazonRedshiftQueryEditorV2FullAccess",
  "AmazonRedshiftQueryEditorV2NoSharing",
  "AmazonRedshiftQueryEditorV2ReadSharing",
  "AmazonRedshiftQueryEditorV2ReadWriteSharing",
  "AmazonRedshiftReadOnlyAccess",
];
