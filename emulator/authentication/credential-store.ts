import { randomBytes } from "node:crypto";
import type { Caller } from "./caller";
import { CredentialError } from "./credential-error";
import type { Operator } from "./operator";
import type { CredentialScope } from "./sigv4-scope";

/** Temporary credentials as STS hands them out. */
export interface IssuedCredentials {
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

/** Every access key that is valid, in memory only. */
export class CredentialStore {
  private readonly credentials = new Map<string, StoredCredentials>();

  /** @param now current time, for expiry */
  constructor(private readonly now: () => Date = () => new Date()) {}

  addLongTerm({ accessKeyId, secretAccessKey, caller }: Operator): void {
    this.credentials.set(accessKeyId, { secretAccessKey, caller });
  }

  /** Makes credentials of a new session. */
  issue(caller: Caller, durationSeconds: number): IssuedCredentials {
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

  /** Makes the session expire now. Long-term keys do not expire. */
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
