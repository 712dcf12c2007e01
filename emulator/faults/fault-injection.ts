import { CredentialError } from "../authentication/credential-error";
import type { CredentialStore } from "../authentication/credential-store";
import type { AwsResponse } from "../protocol/aws-request";
import type { Fault } from "./fault-plan";

/** Tells the server to give no answer: to reset the connection, or to leave it open and silent. */
export class ConnectionFault extends Error {
  constructor(readonly kind: "reset" | "silence") {
    super(`the connection is to end in ${kind}`);
    this.name = "ConnectionFault";
  }
}

/**
 * Makes a request fail as the fault says.
 *
 * @param answer does the request's work
 * @throws AwsError, CredentialError or {@link ConnectionFault}, always
 */
export async function answerWithFault(
  fault: Fault,
  answer: () => Promise<AwsResponse>,
  credentials: Pick<CredentialStore, "expire" | "revoke">,
  accessKeyId: string,
): Promise<never> {
  switch (fault.kind) {
    case "expire":
      credentials.expire(accessKeyId);
      throw new CredentialError("expired");
    case "revoke":
      credentials.revoke(accessKeyId);
      throw new CredentialError("unknown");
    case "error":
      if (fault.executes) await answer();
      throw fault.error;
    case "reset":
    case "silence":
      if (fault.executes) await answer();
      throw new ConnectionFault(fault.kind);
  }
}
