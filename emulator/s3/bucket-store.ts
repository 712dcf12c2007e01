import type { IamAccount } from "../../aws/iam";
import type { MotoClient } from "../moto/moto-client";
import type { AwsResponse } from "../protocol/aws-request";
import { unescapeXml } from "../protocol/xml";

/** A bucket of one of the local accounts. */
export interface StoredBucket {
  readonly name: string;
  /** Account that owns it. */
  readonly accountId: string;
  readonly region: string;
  /** Its policy, decoded. Absent: it has none. */
  readonly policy?: unknown;
}

/** An object and how it is encrypted. */
export interface StoredObject {
  readonly bytes: Buffer;
  /** Absent: with S3's own key. */
  readonly kmsKey?: string;
}

/** An object in a list. */
export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
}

/** What S3 says of a default key that nobody chose. */
const AWS_MANAGED_KEY = "alias/aws/s3";

/** Buckets and objects as moto keeps them. Asks nobody for permission. */
export class BucketStore {
  constructor(
    private readonly moto: Pick<MotoClient, "call">,
    private readonly accounts: readonly IamAccount[],
  ) {}

  /** The bucket of this name, whoever owns it; names are one account's within a partition. */
  async find(
    name: string,
    { partition, region }: { readonly partition: string; readonly region: string },
  ): Promise<StoredBucket | undefined> {
    for (const { accountId } of this.accounts.filter((account) => account.partition === partition)) {
      const buckets = await this.moto.call({ accountId, region, service: "s3", method: "GET" });
      if (!elements(buckets.body.toString(), "Name").includes(name)) continue;
      const at = { name, accountId, region };
      const location = await this.call(at, "GET", "?location");
      const [constraint = ""] = elements(location.body.toString(), "LocationConstraint");
      const owned = { name, accountId, region: constraint === "" ? "us-east-1" : constraint };
      const policy = await this.policyOf(owned);
      return { ...owned, ...(policy === undefined ? {} : { policy: JSON.parse(policy) }) };
    }
    return undefined;
  }

  /** Key of KMS that the bucket's objects are encrypted with by default. Absent: S3's own. */
  async defaultKeyOf(bucket: StoredBucket): Promise<string | undefined> {
    const { status, body } = await this.call(bucket, "GET", "?encryption");
    const text = body.toString();
    if (status !== 200 || !elements(text, "SSEAlgorithm").includes("aws:kms")) return undefined;
    return elements(text, "KMSMasterKeyID")[0] ?? AWS_MANAGED_KEY;
  }

  /** All objects whose keys begin so, in the order of their keys' bytes. */
  async list(bucket: StoredBucket, prefix: string): Promise<readonly ListedObject[]> {
    const found: ListedObject[] = [];
    let next = "";
    do {
      const query = `?list-type=2&encoding-type=url&prefix=${encodeURIComponent(prefix)}${next}`;
      const text = (await this.call(bucket, "GET", query)).body.toString();
      for (const content of elements(text, "Contents")) {
        const [key = ""] = elements(content, "Key");
        const [size = "0"] = elements(content, "Size");
        found.push({ key: decodeURIComponent(key.replaceAll("+", " ")), bytes: Number(size) });
      }
      const [token = ""] = elements(text, "NextContinuationToken");
      next = token === "" ? "" : `&continuation-token=${encodeURIComponent(token)}`;
    } while (next !== "");
    return found;
  }

  /** Absent: there is no such object. */
  async read(bucket: StoredBucket, key: string): Promise<StoredObject | undefined> {
    const { status, body, headers } = await this.beyondPolicy(bucket, () =>
      this.call(bucket, "GET", objectPath(key)),
    );
    if (status === 404) return undefined;
    requireSuccess(status, `GET ${bucket.name}/${key}`);
    const isKms = headers["x-amz-server-side-encryption"] === "aws:kms";
    const kmsKey = headers["x-amz-server-side-encryption-aws-kms-key-id"];
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    return { bytes, ...(isKms ? { kmsKey: String(kmsKey ?? AWS_MANAGED_KEY) } : {}) };
  }

  /** @param kmsKey absent: S3's own key */
  async write(bucket: StoredBucket, key: string, bytes: Buffer, kmsKey?: string): Promise<void> {
    const headers =
      kmsKey === undefined
        ? { "x-amz-server-side-encryption": "AES256" }
        : {
            "x-amz-server-side-encryption": "aws:kms",
            ...(isManaged(kmsKey) ? {} : { "x-amz-server-side-encryption-aws-kms-key-id": kmsKey }),
          };
    const put = () => this.call(bucket, "PUT", objectPath(key), { headers, bytes });
    requireSuccess((await this.beyondPolicy(bucket, put)).status, `PUT ${bucket.name}/${key}`);
  }

  async remove(bucket: StoredBucket, key: string): Promise<void> {
    const remove = () => this.call(bucket, "DELETE", objectPath(key));
    requireSuccess((await this.beyondPolicy(bucket, remove)).status, `DELETE ${bucket.name}/${key}`);
  }

  /**
   * Moto takes every denial of a bucket's policy for everybody's, whatever its conditions and principals say. What was decided before
   * is done without the policy, which is put back at once.
   */
  private async beyondPolicy(
    bucket: StoredBucket,
    request: () => Promise<AwsResponse>,
  ): Promise<AwsResponse> {
    const answer = await request();
    if (answer.status !== 403) return answer;
    const policy = await this.policyOf(bucket);
    if (policy === undefined) return answer;
    await this.call(bucket, "DELETE", "?policy");
    try {
      return await request();
    } finally {
      await this.call(bucket, "PUT", "?policy", { body: policy });
    }
  }

  private async policyOf(bucket: StoredBucket): Promise<string | undefined> {
    const { status, body } = await this.call(bucket, "GET", "?policy");
    return status === 200 ? body.toString() : undefined;
  }

  private call(
    { name, accountId, region }: Pick<StoredBucket, "name" | "accountId" | "region">,
    method: string,
    path: string,
    more: { readonly headers?: Record<string, string>; readonly body?: string; readonly bytes?: Buffer } = {},
  ): Promise<AwsResponse> {
    return this.moto.call({ accountId, region, service: "s3", method, path: `/${name}${path}`, ...more });
  }
}

/** Whether a key is AWS's own of the account, of which only S3's users have the use. */
export function isManaged(kmsKey: string): boolean {
  return kmsKey.endsWith(AWS_MANAGED_KEY);
}

function objectPath(key: string): string {
  return `/${key.split("/").map(encodeURIComponent).join("/")}`;
}

function requireSuccess(status: number, what: string): void {
  if (status >= 300) throw new Error(`moto answered ${what} with ${status}, expected success`);
}

/** The contents of all elements of a name, in their order. */
function elements(xml: string, name: string): readonly string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`, "g");
  return [...xml.matchAll(pattern)].map(([, content = ""]) =>
    content.includes("<") ? content : unescapeXml(content),
  );
}
