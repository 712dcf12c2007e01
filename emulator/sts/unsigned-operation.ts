import type { AwsError } from "../protocol/aws-error";
import { notOffered } from "../protocol/not-offered";

/** Operations of STS that nobody signs, since they bring the proof of another identity provider. */
const UNSIGNED: ReadonlySet<string> = new Set(["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"]);

/** That the operation is not there; `undefined` when it is one that has to be signed. */
export function unsignedRefusal(operation: string | undefined): AwsError | undefined {
  if (operation === undefined || !UNSIGNED.has(operation)) return undefined;
  return notOffered("sts", operation);
}
