import type { AuthMode, Link } from "../../config/link";
import { parseLinks } from "../../config/parse-links";

/** The `target` of each auth mode, as a user writes it. */
export const TARGETS: Readonly<Record<AuthMode, object>> = {
  "cluster-db-user": { cluster: "warehouse", database: "dev", dbUser: "analyst" },
  "cluster-iam": { cluster: "warehouse", database: "dev" },
  "cluster-secret": {
    cluster: "warehouse",
    database: "dev",
    secretArn: "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:warehouse/analyst-AbCdEf",
    secretKmsKeyArn: "arn:aws:kms:ap-northeast-1:222222222222:key/11111111-2222-3333-4444-555555555555",
  },
  "serverless-iam": {
    workgroup: "analytics",
    workgroupId: "0f4f3a5e-1111-2222-3333-444455556666",
    database: "dev",
  },
  "serverless-secret": {
    workgroup: "analytics",
    workgroupId: "0f4f3a5e-1111-2222-3333-444455556666",
    database: "dev",
    secretArn: "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:warehouse/analyst-AbCdEf",
  },
};

export const EVERY_AUTH_MODE = Object.keys(TARGETS) as AuthMode[];

/** A small valid link as a user writes it. */
export const BASE = {
  name: "analytics",
  lambdaAccount: {
    id: "111111111111",
    region: "ap-northeast-1",
    deployRoleArn: "arn:aws:iam::111111111111:role/deployer",
  },
  redshiftAccount: {
    id: "222222222222",
    region: "ap-northeast-1",
    deployRoleArn: "arn:aws:iam::222222222222:role/deployer",
  },
  target: TARGETS["cluster-db-user"],
  trust: { externalId: "analytics-link-2026" },
};

/** A link through the real loader: {@link BASE} with some of its fields replaced. JSON is YAML. */
export function linkWith(changes: object = {}): Link {
  const [link] = parseLinks(JSON.stringify({ links: [{ ...BASE, ...changes }] }), "links.yaml", {});
  if (link === undefined) throw new Error("the fixture holds no link");
  return link;
}
