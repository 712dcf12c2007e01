/**
 * One link as the rest of the project sees it: validated, every default applied.
 * The loader produces it (`load-links.ts`); stacks read only its types.
 */

import type { Partition } from "../aws/partition";
import type { DataTransfer } from "./data-transfer/data-transfer";
import type { FunctionDemands } from "./function-demands";
import type { ExistingRole } from "./parts/existing-part";

/** One of the two accounts of a link, and how Terraform reaches it. */
export interface LinkAccount {
  /** Twelve digits, as text: a leading zero is significant. */
  readonly id: string;
  readonly region: string;
  /** Role the provider assumes before it touches the account. Excludes `profile`. */
  readonly deployRoleArn?: string;
  /** Named profile of the shared AWS configuration. Excludes `deployRoleArn`. */
  readonly profile?: string;
}

interface ClusterTarget {
  /** Cluster identifier (the name, not an ARN). */
  readonly cluster: string;
  readonly database: string;
}

interface WorkgroupTarget {
  readonly workgroup: string;
  /** UUID of the workgroup: IAM names a workgroup by id, the Data API by name. */
  readonly workgroupId: string;
  readonly database: string;
}

interface SecretCredentials {
  /** Full ARN of the Secrets Manager secret, with its six character suffix, in the redshift account. */
  readonly secretArn: string;
  /** Customer managed KMS key that encrypts the secret. Absent: the AWS managed key, which needs no permission. */
  readonly secretKmsKeyArn?: string;
}

/** Where SQL runs and as whom; `auth` is one of the five modes of the Data API. */
export type Target =
  | (ClusterTarget & { readonly auth: "cluster-db-user"; readonly dbUser: string })
  | (ClusterTarget & { readonly auth: "cluster-iam" })
  | (ClusterTarget & SecretCredentials & { readonly auth: "cluster-secret" })
  | (WorkgroupTarget & { readonly auth: "serverless-iam" })
  | (WorkgroupTarget & SecretCredentials & { readonly auth: "serverless-secret" });

/** How the Data API logs in to the database; the fields of the target decide. */
export type AuthMode = Target["auth"];

/** Identity of one of the two roles. */
interface RoleConfig {
  readonly name: string;
  /** IAM path, starting and ending with a slash. */
  readonly path: string;
  readonly permissionsBoundaryArn?: string;
  /** Absent: the link makes the role. */
  readonly existing?: ExistingRole;
}

/** How the two roles trust each other. */
interface Trust {
  /** `role`: exact principal. `account`: account root narrowed by `aws:PrincipalArn`. */
  readonly mode: "role" | "account";
  /** The query role trusts the data role too, as in the article. */
  readonly mutual: boolean;
  /** `sts:ExternalId`, asked for by the data role and sent by the function. */
  readonly externalId?: string;
  /** Hop 1 only from this function (`lambda:SourceFunctionArn`). */
  readonly bindToFunction: boolean;
}

/** What the data role may do: derived statements, or the article's AWS managed policy. */
export type Permissions =
  | { readonly mode: "least-privilege" }
  | { readonly mode: "managed"; readonly managedPolicy: string };

type Architecture = "arm64" | "x86_64";

/** Code that a user brings. */
export type OwnCode =
  /** A source file with `export const handler`, which the project bundles. From the working directory. */
  | { readonly kind: "entry"; readonly file: string }
  /** A zip archive, from the working directory, and what Lambda calls in it. */
  | { readonly kind: "archive"; readonly file: string; readonly handler: string };

/** The query function. */
export interface QueryFunctionConfig extends FunctionDemands {
  readonly name: string;
  /** Somebody else deploys the function. Absent: the link does. */
  readonly existing?: true;
  /** Also the role session name of hop 1: the same in every container (see docs/architecture.md). */
  readonly roleSessionName: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** A statement that runs longer is cancelled. Absent: as long as the invocation has. */
  readonly statementTimeoutSeconds?: number;
  readonly runtime: string;
  readonly architecture: Architecture;
  readonly logRetentionDays: number;
  /** Absent: the account's unreserved pool. */
  readonly reservedConcurrency?: number;
  /** Absent: the project's own function, which runs the SQL of its event. */
  readonly code?: OwnCode;
  /** JSON file with the event that a rehearsal sends, from the working directory. */
  readonly sampleEventFile?: string;
  /** Variables beside those the project sets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The named queries of a link. */
interface NamedQueriesConfig {
  /** Folder of the .sql files, from the working directory. */
  readonly folder: string;
  /** Whether the function runs SQL that an event brings, too. */
  readonly rawSql: boolean;
}

/** Where Terraform keeps the state of the link. */
export type Backend =
  | { readonly type: "local" }
  | {
      readonly type: "s3";
      readonly bucket: string;
      readonly key: string;
      readonly region: string;
      /** Role that reads and writes the state. Absent: the caller's credentials. */
      readonly roleArn?: string;
      readonly profile?: string;
      readonly kmsKeyArn?: string;
    }
  | {
      readonly type: "remote";
      /** Absent: app.terraform.io. */
      readonly hostname?: string;
      readonly organization: string;
      readonly workspace: string;
    }
  | { readonly type: "gcs"; readonly bucket: string; readonly prefix: string }
  | {
      readonly type: "azurerm";
      readonly resourceGroupName?: string;
      readonly storageAccountName: string;
      readonly containerName: string;
      readonly key: string;
    }
  | {
      readonly type: "http";
      readonly address: string;
      readonly lockAddress?: string;
      readonly unlockAddress?: string;
    };

/** Which AWS provider of Terraform's deploys the link. */
interface ProviderChoice {
  /** Three numbers with dots between them. Absent: any that deploys the link. */
  readonly version?: string;
  /** For which the link's lock file must have checksums, as Terraform calls them. Absent: none are asked for. */
  readonly platforms?: readonly string[];
}

/** A finding of `npm run review` that is accepted. */
interface Suppression {
  /** Id of the rule. */
  readonly rule: string;
  /** Terraform address of the finding. */
  readonly address: string;
  /** Part of the finding's message. Required for rules of severity `error`. */
  readonly message?: string;
  readonly reason: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** Something that no plan holds and that is in the accounts on purpose. */
export interface AcceptedPart {
  /** Of the finding of `npm run drift`, 32 hexadecimal digits. */
  readonly fingerprint: string;
  readonly reason: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** One lambda account → redshift account path: two roles, one function, one stack, one state. */
export interface Link {
  readonly name: string;
  /** Part of the place of the state. Absent: the links file is of no environment. */
  readonly environment?: string;
  readonly partition: Partition;
  readonly lambdaAccount: LinkAccount;
  readonly redshiftAccount: LinkAccount;
  readonly target: Target;
  readonly queryRole: RoleConfig;
  readonly dataRole: RoleConfig;
  readonly trust: Trust;
  readonly permissions: Permissions;
  /** Documents of policies that the link names and somebody else writes: ARN → decoded document. */
  readonly policyTexts: Readonly<Record<string, object>>;
  readonly function: QueryFunctionConfig;
  /** Absent: the link has no named queries, and any SQL is allowed. */
  readonly queries?: NamedQueriesConfig;
  /** Absent: the link has no buckets. */
  readonly dataTransfer?: DataTransfer<RoleConfig>;
  /** Tags of every resource, in both accounts. */
  readonly tags: Readonly<Record<string, string>>;
  readonly backend: Backend;
  /** The AWS provider of Terraform's. Absent: any version that deploys the link. */
  readonly provider?: ProviderChoice;
  /** Where Parameter Store has the link's outputs; the path begins with a slash. Without a key they are not encrypted. Absent: nowhere. */
  readonly ssmOutputs?: { readonly path: string; readonly kmsKeyArn?: string };
  /** TypeScript file that adds to the stack, from the working directory. Absent: none. */
  readonly extend?: string;
  readonly review: { readonly suppress: readonly Suppression[] };
  readonly drift: { readonly accept: readonly AcceptedPart[] };
}
