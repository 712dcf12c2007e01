import { type OwnText, serviceSays } from "../../../aws/failure/own-words";
import { clusterArn, dbNameArn, dbUserArn } from "../../../aws/redshift";
import {
  dataRole,
  type LinkContext,
  lambdaSide,
  redshiftSide,
  targetLocation,
} from "../../link/link-context";
import { DATA_API_PHASES } from "../error-codes";
import type { ErrorRule } from "../error-rule";
import { IAM_SETTLES } from "./iam-settles";

const BOUNDARY = `a permissions boundary or a service control policy can refuse too. ${IAM_SETTLES}`;

/** The second error of everyone: a ValidationException that is a denial of the database credentials. */
export const clusterCredentialsDenied: ErrorRule = {
  code: "CREDENTIALS_DENIED",
  hop: "authorize",
  summary: "the data role may not get database credentials for the database user",
  phases: DATA_API_PHASES,
  says: deniedTo("redshift:GetClusterCredentials(?!WithIAM)"),
  advice: (link) => allow(link, "redshift:GetClusterCredentials", clusterResources(link)),
};

/** @param action as a regular expression */
function deniedTo(action: string): OwnText {
  return serviceSays(`not authorized to perform: ${action}`);
}

function allow(link: LinkContext, action: string, resource: string): string {
  return `${dataRole(link)}: the inline policy must allow ${action} on ${resource}; ${BOUNDARY}`;
}

function clusterResources(link: LinkContext): string {
  const { ClusterIdentifier = "", DbUser = "" } = link.settings.target;
  return `${dbUserArn(targetLocation(link), ClusterIdentifier, DbUser)} and ${databaseResource(link)}`;
}

function databaseResource(link: LinkContext): string {
  const { ClusterIdentifier = "", Database } = link.settings.target;
  return dbNameArn(targetLocation(link), ClusterIdentifier, Database);
}

/** IAM names a workgroup by its id, which nobody but AWS knows. */
function workgroupResource(link: LinkContext): string {
  return `the ARN of workgroup ${link.settings.target.WorkgroupName}, which ends in the workgroup's id, not its name`;
}

/** Statement calls made as another account than the configured one. */
export const foreignResource: ErrorRule = {
  code: "WRONG_ACCOUNT",
  hop: "authorize",
  summary: "AWS looked for the resource in another account than the redshift account",
  phases: DATA_API_PHASES,
  says: deniedTo(""),
  foreignResource: true,
  advice: (link) =>
    `the account in the resource ARN of AWS's text is not ${link.settings.redshiftAccountId}: the call did not carry the credentials of ${link.settings.dataRoleArn}; ${lambdaSide(link)}, environment of function ${link.functionName}: check DATA_ROLE_ARN and REDSHIFT_ACCOUNT_ID`,
};

/** The other ways hop 2 is refused, the more specific first. */
export const otherCredentialRules: readonly ErrorRule[] = [
  {
    code: "CREDENTIALS_DENIED",
    hop: "authorize",
    summary: "the data role may not get database credentials for its own identity",
    phases: DATA_API_PHASES,
    says: deniedTo("redshift:GetClusterCredentialsWithIAM"),
    advice: (link) => allow(link, "redshift:GetClusterCredentialsWithIAM", databaseResource(link)),
  },
  {
    code: "CREDENTIALS_DENIED",
    hop: "authorize",
    summary: "the data role may not get database credentials of the workgroup",
    phases: DATA_API_PHASES,
    says: deniedTo("redshift-serverless:GetCredentials"),
    advice: (link) => allow(link, "redshift-serverless:GetCredentials", workgroupResource(link)),
  },
  {
    code: "SECRET_DENIED",
    hop: "authorize",
    summary: "the data role may not read the secret with the database credentials",
    phases: DATA_API_PHASES,
    says: deniedTo("secretsmanager:"),
    advice: (link) =>
      allow(
        link,
        "secretsmanager:GetSecretValue",
        `${link.settings.target.SecretArn}, with its six character suffix`,
      ),
  },
  {
    code: "KMS_DENIED",
    hop: "authorize",
    summary: "a KMS key refused the data role",
    phases: DATA_API_PHASES,
    says: serviceSays(
      "not authorized to perform: kms:",
      "\\bKMS (?:key|grant|access)",
      "\\b(?:AWS|Amazon) KMS\\b",
      "\\bKMS\\w*Exception",
    ),
    awsCodes: ["AccessDeniedException", "ValidationException"],
    advice: (link) =>
      `${dataRole(link)}: for the key of the secret allow kms:Decrypt; ${redshiftSide(link)}, key policy of the cluster's own key: allow kms:CreateGrant and kms:DescribeKey through redshift.amazonaws.com`,
  },
  {
    code: "CREDENTIALS_DENIED",
    hop: "authorize",
    summary: "the data role may not get database credentials",
    phases: DATA_API_PHASES,
    says: deniedTo("redshift(?:-serverless)?:"),
    advice: (link) =>
      `${dataRole(link)}: the inline policy must allow the action on the resource that AWS's text names; ${BOUNDARY}`,
  },
  {
    code: "DATA_API_DENIED",
    hop: "authorize",
    summary: "the data role may not run statements on the target",
    phases: ["submit"],
    awsCodes: ["AccessDeniedException"],
    advice: (link) => {
      const { ClusterIdentifier } = link.settings.target;
      const resource =
        ClusterIdentifier === undefined
          ? workgroupResource(link)
          : clusterArn(targetLocation(link), ClusterIdentifier);
      return allow(
        link,
        "redshift-data:ExecuteStatement (for sqls redshift-data:BatchExecuteStatement, which AmazonRedshiftFullAccess lacks)",
        resource,
      );
    },
  },
  {
    code: "STATEMENT_DENIED",
    hop: "authorize",
    summary: "the data role may not follow up the statement",
    phases: ["describe", "result", "cancel"],
    awsCodes: ["AccessDeniedException"],
    advice: (link) =>
      `${dataRole(link)}: the inline policy must allow redshift-data:DescribeStatement, GetStatementResult and CancelStatement on *; if it compares redshift-data:statement-owner-iam-userid, the statement must have been started with the role session name ${link.settings.roleSessionName}, and a statement id that does not exist is refused the same way`,
  },
  {
    code: "CREDENTIALS_EXPIRED",
    hop: "authorize",
    summary: "the session of the data role was not accepted, also after it was renewed",
    phases: DATA_API_PHASES,
    kind: "expired-credentials",
    advice: (link) =>
      `${dataRole(link)}: its sessions may have been revoked (policy AWSRevokeOlderSessions), or the role was deleted`,
  },
];
