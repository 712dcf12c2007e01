import { AwsError } from "../protocol/aws-error";

/** Operations of STS that nobody signs, since they bring the proof of another identity provider. */
const UNSIGNED: ReadonlySet<string> = new Set(["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"]);

/** That the operation is not there; `undefined` when it is one that has to be signed. */
export function unsignedRefusal(operation: string | undefined): AwsError | undefined {
  if (operation === undefined || !UNSIGNED.has(operation)) return undefined;
  return new AwsError("NotImplemented", `the local accounts do not have ${operation} of STS`, 501);
}
