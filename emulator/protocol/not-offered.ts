import { AwsError } from "./aws-error";

/**
 * What the local accounts answer to a call that AWS has and they have not. No SDK repeats it, as they repeat other errors of
 * a server.
 *
 * @param service signing name
 * @param operation as its service calls it, or method and path where nothing names it
 */
export function notOffered(service: string, operation: string): AwsError {
  return new AwsError("NotImplemented", `the local accounts do not offer ${operation} of ${service}`, 501);
}
