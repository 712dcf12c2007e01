import type { Link } from "../../config/link";
import { operatorIn } from "../../emulator/authentication/operator";
import { LOCAL_CLIENT } from "../../emulator/protocol/local-client";
import { type ReadBucket, s3Bucket } from "../../tools/lib/aws/s3-bucket";
import { signedClient, uriComponent } from "../../tools/lib/aws/signed-client";
import type { Owners } from "../others/owners";

type Bucket = NonNullable<Link["dataTransfer"]>["buckets"][number];

/** S3's answers to a bucket that is there already, of this account. */
const IS_THERE = "BucketAlreadyOwnedByYou";

/** A bucket of the lambda account, as its owner has it. */
export interface OwnersBucket extends ReadBucket {
  /** Makes it, encrypted as the link says, unless another link of the run has made it. */
  make(): Promise<void>;
  put(key: string, text: string): Promise<void>;
}

/** The bucket by the administrator of its account. */
export function ownersBucket(
  { url, operators }: Pick<Owners, "url" | "operators">,
  accountId: string,
  { name, region, kmsKeyArn }: Bucket,
  signal: AbortSignal,
): OwnersBucket {
  const { accessKeyId, secretAccessKey } = operatorIn(operators, accountId);
  const caller = { endpoint: url, credentials: { accessKeyId, secretAccessKey } };
  const client = signedClient({ service: "s3", config: { ...LOCAL_CLIENT, region, ...caller }, signal });
  const encryption =
    kmsKeyArn === undefined
      ? {}
      : {
          "x-amz-server-side-encryption": "aws:kms",
          "x-amz-server-side-encryption-aws-kms-key-id": kmsKeyArn,
        };
  return {
    ...readable(s3Bucket({ bucket: name, account: { region }, sessionName: "owner", caller, signal })),
    async make() {
      const at = `<LocationConstraint>${region}</LocationConstraint>`;
      // The oldest region takes no constraint.
      const body =
        region === "us-east-1" ? "" : `<CreateBucketConfiguration>${at}</CreateBucketConfiguration>`;
      await client.call({ method: "PUT", path: `/${name}`, body }).catch((error: unknown) => {
        if (!(error instanceof Error) || error.name !== IS_THERE) throw error;
      });
      if (kmsKeyArn === undefined) return;
      const rule = `<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>${kmsKeyArn}</KMSMasterKeyID>`;
      await client.call({
        ...{ method: "PUT", path: `/${name}`, query: { encryption: "" } },
        body: `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>${rule}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`,
      });
    },
    async put(key, text) {
      const path = `/${[name, ...key.split("/")].map(uriComponent).join("/")}`;
      await client.call({ method: "PUT", path, headers: encryption, body: text });
    },
  };
}

function readable(bucket: ReadBucket): ReadBucket {
  return {
    namesBelow: (prefix, suffix) => bucket.namesBelow(prefix, suffix),
    read: (key) => bucket.read(key),
  };
}
