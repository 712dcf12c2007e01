import type { MotoClient } from "../moto/moto-client";
import type { FunctionReference } from "../protocol/function-reference";

/** Where the code of a function is: in the request, or in a bucket. */
export interface FunctionCode {
  /** Base64. */
  readonly ZipFile?: string;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
}

/** The archive of a function that was just deployed; absent when the request brings none, or names none that is there. */
export async function archiveOf(
  moto: Pick<MotoClient, "call">,
  { accountId, region }: Pick<FunctionReference, "accountId" | "region">,
  code: FunctionCode = {},
): Promise<Buffer | undefined> {
  const { ZipFile, S3Bucket, S3Key } = code;
  if (ZipFile !== undefined) return Buffer.from(ZipFile, "base64");
  if (S3Bucket === undefined || S3Key === undefined) return undefined;
  const path = `/${S3Bucket}/${S3Key.split("/").map(encodeURIComponent).join("/")}`;
  const { status, body } = await moto.call({ accountId, region, service: "s3", method: "GET", path });
  return status === 200 ? Buffer.from(body) : undefined;
}
