/** An error answered to an AWS client: a stable code, AWS's own text, an HTTP status. */
export class AwsError extends Error {
  constructor(
    /** AWS error code, for example `AccessDenied`. */
    readonly code: string,
    message: string,
    readonly httpStatus = 400,
    /** Modelled members beside the message, for example `ResourceId`. */
    readonly members: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "AwsError";
  }
}
