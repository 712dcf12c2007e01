import { SIMULATED_DECISIONS } from "../../emulator/authorization/access-decisions";
import { IdentityAuthorizer } from "../../emulator/authorization/identity-authorizer";
import type { EmulatorEvent } from "../../emulator/emulator-event";
import type { StoredRole } from "../../emulator/iam/stored-role";
import type { AwsResponse } from "../../emulator/protocol/aws-request";
import { AttachedRoles } from "../../emulator/redshift/attached-roles";
import type { RoleClause } from "../../emulator/redshift-data/copy/statement/authorization-clause";
import type { WarehouseSpec } from "../../emulator/redshift-data/warehouse/warehouse-spec";
import { BucketStore } from "../../emulator/s3/bucket-store";
import { FilesOfRoles } from "../../emulator/s3/files-of-roles";

const [L, R] = ["111111111111", "222222222222"];
const COPY = `arn:aws:iam::${R}:role/copy`;
const BUCKET = `arn:aws:iam::${L}:role/bucket`;
const KEY = `arn:aws:kms:eu-central-1:${L}:key/k`;
const CLUSTER: WarehouseSpec = {
  ...{ accountId: R, region: "eu-central-1", partition: "aws", cluster: "warehouse", databases: ["dev"] },
  ...{ users: [], secrets: [], iamRoles: [COPY] },
};
const { cluster: _, ...SERVERLESS_REST } = CLUSTER;
const SERVERLESS: WarehouseSpec = { ...SERVERLESS_REST, workgroup: { name: "analytics", id: "w-1" } };

const document = (...statements: object[]) => ({ Version: "2012-10-17", Statement: statements });
const allow = (action: string | string[], resource: string, more: object = {}) => ({
  ...{ Effect: "Allow", Action: action, Resource: resource },
  ...more,
});

function role(arn: string, trust: object, ...statements: object[]): StoredRole {
  const [, , , , accountId = ""] = arn.split(":");
  const name = arn.split("/").at(-1) ?? "";
  return {
    ...{ arn, id: `AROA${name.toUpperCase()}`, name, accountId, trust: document(trust) },
    policies: { identity: [{ name: "p", document: document(...statements) }] },
    ...{ maxSessionSeconds: 3600, description: "", tags: {} },
  };
}

const externalId = (cluster: string, user = "analyst") =>
  `arn:aws:redshift:eu-central-1:${R}:dbuser:${cluster}/${user}`;

function trusting(services: string | string[], conditions: object = {}): object {
  return {
    ...{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: services } },
    Condition: {
      StringEquals: { "aws:SourceAccount": R, "sts:ExternalId": externalId("warehouse"), ...conditions },
    },
  };
}

const COPY_ROLE = role(COPY, trusting("redshift.amazonaws.com"), allow("sts:AssumeRole", BUCKET));
const TRUSTS_COPY = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: COPY } };
const LIST = allow("s3:ListBucket", "arn:aws:s3:::landing", {
  Condition: { StringLike: { "s3:prefix": "in/*" } },
});
const READ = allow("s3:GetObject", "arn:aws:s3:::landing/in/*");
const WRITE = allow(["s3:PutObject", "s3:GetObject"], "arn:aws:s3:::landing/out/*");
const USE_KEY = allow(["kms:Decrypt", "kms:GenerateDataKey"], KEY);

/** Moto with one bucket in the lambda account: `in/a` in the open, `in/secret` under the key. */
class FakeMoto {
  readonly written: string[] = [];
  /** How often somebody has looked for a bucket. */
  looks = 0;
  policy: string | undefined;
  /** Whether a policy refuses everybody, as moto reads a denial. */
  refusesByPolicy = false;
  /** Whether lists come in two pages. */
  isPaged = false;
  encryption = "";
  region = "eu-central-1";

  async call({
    accountId,
    method = "POST",
    path = "/",
    headers = {},
    body,
  }: {
    accountId: string;
    method?: string;
    path?: string;
    headers?: object;
    body?: string;
  }): Promise<AwsResponse> {
    const answer = (body: string, status = 200, more = {}): AwsResponse => ({ status, headers: more, body });
    if (path === "/") {
      this.looks++;
      return answer(accountId === L ? "<Name>landing</Name>" : "");
    }
    if (path.endsWith("?location"))
      return answer(`<LocationConstraint xmlns="x">${this.region}</LocationConstraint>`);
    if (path.endsWith("?policy")) {
      if (method !== "GET") this.policy = body;
      return this.policy === undefined ? answer("", 404) : answer(this.policy);
    }
    if (this.refusesByPolicy && this.policy !== undefined) return answer("", 403);
    if (path.endsWith("?encryption"))
      return this.encryption === "" ? answer("", 404) : answer(this.encryption);
    if (path.includes("?list-type")) {
      const isFirst = !path.includes("continuation-token=more");
      const more = this.isPaged && isFirst ? "<NextContinuationToken>more</NextContinuationToken>" : "";
      return answer(`<Contents><Key>in/${isFirst ? "a" : "b"}</Key><Size>3</Size></Contents>${more}`);
    }
    if (method !== "GET") {
      this.written.push(`${method} ${path} ${JSON.stringify(headers)}`);
      return answer("", 204);
    }
    if (path === "/landing/in/secret") {
      const kms = {
        "x-amz-server-side-encryption": "aws:kms",
        "x-amz-server-side-encryption-aws-kms-key-id": KEY,
      };
      return answer("abc", 200, kms);
    }
    return path === "/landing/in/a" ? answer("abc") : answer("", 404);
  }
}

/** Who asks, with which roles; what is left out is as an honest link has it. */
export interface CopyAccounts {
  readonly roles?: readonly StoredRole[];
  readonly warehouse?: WarehouseSpec;
  readonly user?: string;
  readonly role?: RoleClause;
  readonly moto?: FakeMoto;
  readonly region?: string;
}

const events: EmulatorEvent[] = [];

function open({
  roles = [COPY_ROLE, role(BUCKET, TRUSTS_COPY, LIST, READ, WRITE)],
  moto = new FakeMoto(),
  ...more
}: CopyAccounts = {}) {
  const iam = {
    role: async (arn: string) => roles.find((one) => one.arn === arn),
    user: async () => undefined,
    managedPolicy: async () => undefined,
  };
  const log = (event: EmulatorEvent) => void events.push(event);
  const authorizer = new IdentityAuthorizer(iam, SIMULATED_DECISIONS, { of: async () => undefined }, log);
  const accounts = [L, R].map((accountId) => ({ partition: "aws", accountId }));
  const files = new FilesOfRoles(new BucketStore(moto, accounts), authorizer, {
    ...{ iam, decisions: SIMULATED_DECISIONS, attached: new AttachedRoles(), log },
  });
  const { warehouse = CLUSTER, user = "analyst", role: chain = [COPY, BUCKET], region } = more;
  return files.open({
    warehouse,
    user,
    role: chain,
    queryId: 7,
    pid: 8,
    ...(region === undefined ? {} : { region }),
  });
}

/** A link's two accounts with a copy role and a bucket role, moto with one bucket, and what opens its files. */
export const copyAccounts = {
  L,
  R,
  COPY,
  BUCKET,
  KEY,
  SERVERLESS,
  CLUSTER,
  COPY_ROLE,
  TRUSTS_COPY,
  LIST,
  READ,
  WRITE,
  USE_KEY,
  document,
  allow,
  role,
  externalId,
  trusting,
  events,
  open,
  FakeMoto,
};
