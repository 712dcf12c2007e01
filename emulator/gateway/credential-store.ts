import { randomBytes } from "node:crypto";
import { CredentialError } from "../protocol/credential-error";
import type { CredentialScope } from "../protocol/sigv4-scope";
import type { Caller } from "./caller";

/** Temporary credentials as STS hands them out. */
export interface SessionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: Date;
}

interface StoredCredentials {
  readonly secretAccessKey: string;
  readonly caller: Caller;
  /** Both absent for a long-term key. */
  readonly sessionToken?: string;
  readonly expiresAt?: Date;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Every access key the rehearsal knows, in memory only. */
export class CredentialStore {
  private readonly credentials = new Map<string, StoredCredentials>();

  /** @param now current time, for expiry */
  constructor(private readonly now: () => Date = () => new Date()) {}

  addLongTerm(accessKeyId: string, secretAccessKey: string, caller: Caller): void {
    this.credentials.set(accessKeyId, { secretAccessKey, caller });
  }

  /** Makes credentials of a new session. */
  issue(caller: Caller, durationSeconds: number): SessionCredentials {
    const accessKeyId = `ASIA${[...randomBytes(16)].map((byte) => BASE32[byte % 32]).join("")}`;
    const secretAccessKey = randomBytes(30).toString("base64");
    const sessionToken = randomBytes(96).toString("base64");
    const expiresAt = new Date(this.now().getTime() + durationSeconds * 1000);
    this.credentials.set(accessKeyId, { secretAccessKey, caller, sessionToken, expiresAt });
    return { accessKeyId, secretAccessKey, sessionToken, expiresAt };
  }

  /** Makes the credentials invalid at once. */
  revoke(accessKeyId: string): void {
    this.credentials.delete(accessKeyId);
  }

  /** Ends the session now, as if its time were over. Long-term keys do not end. */
  expire(accessKeyId: string): void {
    const stored = this.credentials.get(accessKeyId);
    if (stored?.sessionToken === undefined) return;
    this.credentials.set(accessKeyId, { ...stored, expiresAt: this.now() });
  }

  /**
   * Who signed, and with which secret.
   *
   * @throws CredentialError when the key is unknown, the session token is not its own, or the session has expired
   */
  authenticate(scope: CredentialScope): { readonly caller: Caller; readonly secretAccessKey: string } {
    const stored = this.credentials.get(scope.accessKeyId);
    if (stored === undefined || stored.sessionToken !== scope.sessionToken)
      throw new CredentialError("unknown");
    if (stored.expiresAt !== undefined && stored.expiresAt <= this.now())
      throw new CredentialError("expired");
    return stored;
  }
}
