import { AwsError } from "../../protocol/aws-error";

/**
 * An opaque `NextToken` that stands for an offset into one list.
 *
 * @param scope what is paged, for example a statement id
 */
export function writePageToken(scope: string, offset: number): string {
  return Buffer.from(JSON.stringify([scope, offset])).toString("base64url");
}

function parsed(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * The offset a token stands for; 0 without a token.
 *
 * @throws AwsError ValidationException when the token is not one of this scope (the text is ours)
 */
export function readPageToken(scope: string, token: string | undefined): number {
  if (token === undefined || token === "") return 0;
  const value = parsed(token);
  const [tokenScope, offset] = Array.isArray(value) ? value : [];
  if (tokenScope === scope && Number.isInteger(offset) && offset >= 0) return offset;
  throw new AwsError("ValidationException", "NextToken is invalid.");
}
