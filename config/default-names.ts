/** AWS managed policy of the article, for the data role in mode `managed` when the user names none. */
export const DEFAULT_MANAGED_POLICY = "AmazonRedshiftFullAccess";

/** Name of the function and, apart from it, of the query role, when the user gives none. */
export function defaultQueryName(linkName: string): string {
  return `${linkName}-query`;
}

/** Name of the data role when the user gives none. */
export function defaultDataRoleName(linkName: string): string {
  return `${linkName}-data`;
}

/** Name of the copy role when the user gives none. */
export function defaultCopyRoleName(linkName: string): string {
  return `${linkName}-copy`;
}

/** Name of the bucket role when the user gives none. */
export function defaultBucketRoleName(linkName: string): string {
  return `${linkName}-bucket`;
}

/** S3 object key of the state when the user gives none: below a folder of the environment, where there is one. */
export function defaultStateKey(linkName: string, environment?: string): string {
  return `${environment === undefined ? "" : `${environment}/`}${linkName}/terraform.tfstate`;
}

/** Folder of a state in Google Cloud Storage when the user gives none. */
export function defaultStatePrefix(linkName: string, environment?: string): string {
  return environment === undefined ? linkName : `${environment}/${linkName}`;
}

/** Workspace of HCP Terraform when the user gives none. Between the two is a sign that neither has: `a` and `b-c` are not `a-b` and `c`. */
export function defaultWorkspace(linkName: string, environment?: string): string {
  return environment === undefined ? linkName : `${environment}_${linkName}`;
}

/** Path of the link's outputs in Parameter Store when the user gives none. */
export function defaultParameterPath(linkName: string, environment?: string): string {
  return `/links/${environment === undefined ? "" : `${environment}/`}${linkName}`;
}
