import type { Statement } from "./statement";

/** Temporary credentials of one existing database user, for one database of a cluster. */
export function connectAsDbUser(arns: { dbUserArn: string; dbNameArn: string }): Statement {
  return {
    sid: "ConnectAsDbUser",
    actions: ["redshift:GetClusterCredentials"],
    resources: [arns.dbNameArn, arns.dbUserArn],
  };
}

/** Credentials of the database user that mirrors the role (`IAMR:<role name>`), for one database of a cluster. */
export function connectAsIamIdentity(dbNameArn: string): Statement {
  return {
    sid: "ConnectAsIamIdentity",
    actions: ["redshift:GetClusterCredentialsWithIAM"],
    resources: [dbNameArn],
  };
}

/** Credentials of the database user that mirrors the role, for one serverless workgroup. */
export function connectToWorkgroup(workgroupArn: string): Statement {
  return {
    sid: "ConnectToWorkgroup",
    actions: ["redshift-serverless:GetCredentials"],
    resources: [workgroupArn],
  };
}
