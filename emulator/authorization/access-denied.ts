import { AwsError } from "../protocol/aws-error";
import type { Protocol } from "../protocol/protocol";

/** The error a service of this protocol answers when IAM does not allow a request. */
export function accessDenied(protocol: Protocol, message: string): AwsError {
  switch (protocol) {
    case "json":
      return new AwsError("AccessDeniedException", message, 400);
    case "rest-json":
      return new AwsError("AccessDeniedException", message, 403);
    case "ec2":
      return new AwsError("UnauthorizedOperation", message, 403);
    case "query":
    case "rest-xml":
      return new AwsError("AccessDenied", message, 403);
  }
}
