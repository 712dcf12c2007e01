import type { MotoClient } from "../moto/moto-client";
import { AwsError } from "../protocol/aws-error";
import type { FunctionReference } from "../protocol/function-reference";

/** Where the code of a function is: in the request, or in a bucket. */
export interface FunctionCode {
  /** Base64. */
  readonly ZipFile?: string;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
}

const NOT_THERE: Readonly<Record<string, string>> = {
  NoSuchBucket: "The specified bucket does not exist",
  NoSuchKey: "The specified key does not exist.",
};

/**
 * Looks whether an archive that is in a bucket is there.
 *
 * @throws AwsError InvalidParameterValueException, in Lambda's words
 */
export async function checkStoredArchive(
  moto: Pick<MotoClient, "call">,
  { accountId, region }: Pick<FunctionReference, "accountId" | "region">,
  { S3Bucket, S3Key }: FunctionCode,
): Promise<void> {
  if (typeof S3Bucket !== "string" || typeof S3Key !== "string") return;
  const asked = { accountId, region, service: "s3", method: "GET", path: pathOf(S3Bucket, S3Key) };
  const { status, body } = await moto.call({ ...asked, headers: { range: "bytes=0-0" } });
  const [, code = "NoSuchKey"] = /<Code>([^<]+)<\/Code>/.exec(body.toString()) ?? [];
  if (status !== 404) return;
  throw new AwsError(
    "InvalidParameterValueException",
    `Error occurred while GetObject. S3 Error Code: ${code}. S3 Error Message: ${NOT_THERE[code] ?? code}`,
  );
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
  const path = pathOf(S3Bucket, S3Key);
  const { status, body } = await moto.call({ accountId, region, service: "s3", method: "GET", path });
  return status === 200 ? Buffer.from(body) : undefined;
}

function pathOf(bucket: string, key: string): string {
  return `/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
}
