import { createHash, randomUUID } from "node:crypto";

/** What S3 refuses, as Redshift tells it: with the ids of the request, which support asks for. */
export function s3FailureText(message: string, status: number, code: string): string {
  const id = randomUUID();
  const requestId = id.replaceAll("-", "").slice(0, 16).toUpperCase();
  const extended = createHash("sha256").update(id).digest("base64");
  return `S3ServiceException:${message},Status ${status},Error ${code},Rid ${requestId},ExtRid ${extended},CanRetry 1`;
}
