import type { UsedBucket } from "./transfer/transfer-access";

/** What the function's environment says, as far as access rests on it. Every value may be missing: it is as deployed. */
export interface FunctionSettings {
  /** Name of the link in `links.yaml`. */
  readonly linkName?: string;
  /** Role that the function assumes on hop 1. */
  readonly dataRoleArn?: string;
  /** Session name it asks for there. */
  readonly roleSessionName?: string;
  /** What it sends as `sts:ExternalId` there. */
  readonly externalId?: string;
  /** Twelve digits. */
  readonly redshiftAccountId?: string;
  readonly redshiftRegion?: string;
  /** What COPY and UNLOAD go through. Absent: the link has no buckets. */
  readonly copy?: {
    readonly copyRoleArn: string;
    readonly buckets: readonly (UsedBucket & { readonly bucketRoleArn: string })[];
  };
  /** As the Data API takes it. */
  readonly target: {
    readonly ClusterIdentifier?: string;
    readonly WorkgroupName?: string;
    readonly Database?: string;
    readonly DbUser?: string;
    readonly SecretArn?: string;
  };
}

/** Reads the environment of the function. Handed in: this room knows no function, and keeps no copy of its variables. */
export interface SettingsCodec {
  /** Names of variables, for messages. */
  readonly variables: Readonly<
    Record<"dataRoleArn" | "redshiftRegion" | "database" | "clusterIdentifier" | "workgroupName", string>
  >;
  /** Never fails. An empty variable counts as absent. */
  decode(environment: Readonly<Record<string, string>>): FunctionSettings;
}
