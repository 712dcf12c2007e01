import type { CopySettings } from "../../redshift-data/link/copy-settings";
import type { LinkContext } from "../../redshift-data/link/link-context";
import type { LinkSettings, StatementTarget } from "../../redshift-data/link/link-settings";

const CLUSTER_TARGET: StatementTarget = {
  ClusterIdentifier: "warehouse",
  Database: "dev",
  DbUser: "analyst",
};

export const SETTINGS: LinkSettings = {
  linkName: "analytics",
  dataRoleArn: "arn:aws:iam::222222222222:role/analytics-data",
  roleSessionName: "analytics-query",
  redshiftAccountId: "222222222222",
  redshiftRegion: "ap-northeast-1",
  lambdaRegion: "eu-west-1",
  target: CLUSTER_TARGET,
};

/** {@link SETTINGS} with a bucket in the region of the warehouse, an encrypted one, and one in another region. */
export const COPY_SETTINGS: LinkSettings & { readonly copy: CopySettings } = {
  ...SETTINGS,
  copy: {
    copyRoleArn: "arn:aws:iam::222222222222:role/analytics-copy",
    buckets: [
      {
        name: "acme-landing",
        region: "ap-northeast-1",
        bucketRoleArn: "arn:aws:iam::111111111111:role/analytics-landing",
        copyFrom: ["incoming/"],
        unloadTo: ["exports/", "scratch/"],
        cleanPath: true,
      },
      {
        name: "acme-sealed",
        region: "ap-northeast-1",
        bucketRoleArn: "arn:aws:iam::111111111111:role/analytics-sealed",
        copyFrom: [],
        unloadTo: ["exports/"],
        kmsKeyArn: "arn:aws:kms:ap-northeast-1:111111111111:key/5f0c5b64-0000-4000-8000-000000000000",
      },
      {
        name: "acme-europe",
        region: "eu-west-1",
        bucketRoleArn: "arn:aws:iam::111111111111:role/analytics-europe",
        copyFrom: ["incoming/"],
        unloadTo: ["exports/"],
      },
    ],
  },
};

export const LINK_CONTEXT: LinkContext = {
  settings: SETTINGS,
  lambdaAccountId: "111111111111",
  functionName: "analytics-query",
};

export function linkContextWith(settings: Partial<LinkSettings>): LinkContext {
  return { ...LINK_CONTEXT, settings: { ...SETTINGS, ...settings } };
}
