import { accountOf, parseArn, regionalArn } from "../../aws/arn";
import { dnsSuffix } from "../../aws/partition";
import type { Caller } from "../authentication/caller";
import type { AuthorizationRequest, Authorizer } from "../authorization/authorizer";
import { detailedFailure } from "../redshift-data/copy/error-detail";
import type { FileAccess, FileRequest, ListedFile } from "../redshift-data/copy/file-access";
import { type S3Location, s3Url } from "../redshift-data/copy/statement/s3-location";
import type { UnloadEncryption } from "../redshift-data/copy/statement/unload-statement";
import { type BucketStore, isManaged, type StoredBucket } from "./bucket-store";
import { s3FailureText } from "./s3-failure";

/** Redshift's code for what S3 refuses. */
const S3_FAILURE = 8001;

/** Condition keys of a request over HTTPS with a signature in its headers. */
const REQUEST_KEYS = {
  "s3:authType": "REST-HEADER",
  "s3:signatureversion": "AWS4-HMAC-SHA256",
  "s3:TlsVersion": "1.2",
};

const S3_SERVICE = "s3.amazonaws.com";

/** The buckets of all local accounts for the session of one statement: each action is decided before moto is asked. */
export class DecidedFiles implements FileAccess {
  /** Looked up once for all files of the statement: each look is four requests to moto. */
  private readonly buckets = new Map<string, Promise<StoredBucket | undefined>>();

  constructor(
    private readonly caller: Caller,
    private readonly request: FileRequest,
    private readonly store: BucketStore,
    private readonly authorizer: Authorizer,
  ) {}

  async list({ bucket: name, key }: S3Location): Promise<readonly ListedFile[]> {
    const context = `Listing bucket=${name} prefix=${key}`;
    const bucket = await this.bucket(name, context);
    const keys = { "s3:prefix": key, "s3:max-keys": "1000" };
    await this.require(
      bucket,
      { action: "s3:ListBucket", resource: this.bucketArn(bucket), context: keys },
      context,
    );
    const listed = await this.store.list(bucket, key);
    return listed.map((object) => ({ location: { bucket: name, key: object.key }, bytes: object.bytes }));
  }

  async read(location: S3Location): Promise<Buffer | undefined> {
    const context = `S3 key being read : ${s3Url(location)}`;
    const bucket = await this.bucket(location.bucket, context);
    const resource = `${this.bucketArn(bucket)}/${location.key}`;
    await this.require(bucket, { action: "s3:GetObject", resource }, context);
    const object = await this.store.read(bucket, location.key);
    if (object?.kmsKey !== undefined)
      await this.requireKey(bucket, "kms:Decrypt", object.kmsKey, resource, context);
    return object?.bytes;
  }

  async write(location: S3Location, bytes: Buffer, encryption: UnloadEncryption): Promise<void> {
    const context = `S3 key being written : ${s3Url(location)}`;
    const bucket = await this.bucket(location.bucket, context);
    const resource = `${this.bucketArn(bucket)}/${location.key}`;
    const kmsKey =
      typeof encryption === "string"
        ? encryption === "bucket"
          ? await this.store.defaultKeyOf(bucket)
          : undefined
        : encryption.kmsKeyId;
    const keys =
      kmsKey === undefined
        ? {}
        : {
            "s3:x-amz-server-side-encryption": "aws:kms",
            "s3:x-amz-server-side-encryption-aws-kms-key-id": this.keyArn(bucket, kmsKey),
          };
    await this.require(bucket, { action: "s3:PutObject", resource, context: keys }, context);
    if (kmsKey !== undefined) {
      await this.requireKey(bucket, "kms:GenerateDataKey", kmsKey, resource, context);
      // The parts of a large file are put together again.
      await this.requireKey(bucket, "kms:Decrypt", kmsKey, resource, context);
    }
    await this.store.write(
      bucket,
      location.key,
      bytes,
      kmsKey === undefined ? undefined : this.keyArn(bucket, kmsKey),
    );
    // UNLOAD needs GetObject, too (r_UNLOAD, "Required privileges and permissions"): it looks at what it has written.
    await this.require(bucket, { action: "s3:GetObject", resource }, context);
  }

  async remove(location: S3Location): Promise<void> {
    const context = `S3 key being deleted : ${s3Url(location)}`;
    const bucket = await this.bucket(location.bucket, context);
    const resource = `${this.bucketArn(bucket)}/${location.key}`;
    await this.require(bucket, { action: "s3:DeleteObject", resource }, context);
    await this.store.remove(bucket, location.key);
  }

  private get region(): string {
    return this.request.region ?? this.request.warehouse.region;
  }

  private async bucket(name: string, context: string): Promise<StoredBucket> {
    const { partition } = this.request.warehouse;
    const known = this.buckets.get(name) ?? this.store.find(name, { partition, region: this.region });
    this.buckets.set(name, known);
    const bucket = await known;
    if (bucket === undefined)
      throw this.failure("The specified bucket does not exist", 404, "NoSuchBucket", context);
    if (bucket.region !== this.region) {
      const message =
        "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.";
      throw this.failure(message, 301, "PermanentRedirect", context);
    }
    return bucket;
  }

  private async require(
    bucket: StoredBucket,
    asked: Pick<AuthorizationRequest, "action" | "resource" | "context" | "calledVia">,
    context: string,
    resourceAccountId = bucket.accountId,
  ): Promise<void> {
    const isS3 = asked.action.startsWith("s3:");
    const denial = await this.authorizer.denial(this.caller, {
      ...asked,
      resourceAccountId,
      context: {
        "aws:RequestedRegion": this.region,
        ...(isS3 ? { ...REQUEST_KEYS, "s3:ResourceAccount": bucket.accountId } : {}),
        ...asked.context,
      },
      ...(isS3 && bucket.policy !== undefined
        ? { resourcePolicy: { name: "bucket policy", document: bucket.policy } }
        : {}),
    });
    if (denial === undefined) return;
    // S3 says why within one account only (S3 User Guide, "Troubleshoot access denied").
    const message = this.caller.accountId === bucket.accountId ? denial : "Access Denied";
    throw this.failure(message, 403, "AccessDenied", context);
  }

  private async requireKey(
    bucket: StoredBucket,
    action: "kms:Decrypt" | "kms:GenerateDataKey",
    kmsKey: string,
    object: string,
    context: string,
  ): Promise<void> {
    if (isManaged(kmsKey)) {
      // The key that AWS manages is for its own account alone.
      if (this.caller.accountId === bucket.accountId) return;
      throw this.failure("Access Denied", 403, "AccessDenied", context);
    }
    const resource = this.keyArn(bucket, kmsKey);
    const keys = {
      "kms:ViaService": `s3.${bucket.region}.${dnsSuffix(this.request.warehouse.partition)}`,
      "kms:CallerAccount": this.caller.accountId,
      "kms:EncryptionContextKeys": ["aws:s3:arn"],
      "kms:EncryptionContext:aws:s3:arn": object,
    };
    await this.require(
      bucket,
      { action, resource, context: keys, calledVia: [S3_SERVICE] },
      context,
      accountOf(resource),
    );
  }

  private bucketArn({ name }: StoredBucket): string {
    return `arn:${this.request.warehouse.partition}:s3:::${name}`;
  }

  /** The key by its ARN: an id alone is one of the caller's account. */
  private keyArn({ accountId, region }: StoredBucket, kmsKey: string): string {
    if (parseArn(kmsKey) !== undefined || isManaged(kmsKey)) return kmsKey;
    const { partition } = this.request.warehouse;
    return regionalArn({ partition, region, accountId }, "kms", `key/${kmsKey}`);
  }

  private failure(message: string, status: number, code: string, context: string): Error {
    return detailedFailure(
      s3FailureText(message, status, code),
      { code: S3_FAILURE, context, location: "s3_utility.cpp:545" },
      this.request,
    );
  }
}
