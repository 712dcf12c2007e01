import { CredentialError } from "../authentication/credential-error";
import type { CredentialStore } from "../authentication/credential-store";
import type { AwsResponse } from "../protocol/aws-request";
import type { Fault } from "./fault-plan";

/** The client gets no answer: its connection is reset, or silent for good. */
export class ConnectionFault extends Error {
  constructor(readonly kind: "reset" | "silence") {
    super(`the connection is to end in ${kind}`);
    this.name = "ConnectionFault";
  }
}

/**
 * Lets a request go wrong.
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
