import { randomBytes } from "node:crypto";
import { newAccessKeyId } from "./access-key-id";
import type { Caller } from "./caller";
import { CredentialError } from "./credential-error";
import type { CredentialScope } from "./sigv4-scope";

/** Temporary credentials as STS hands them out. */
export interface IssuedCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: Date;
}

/** A key of a user, which does not expire. */
interface LongTermKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly caller: Caller;
}

/** How AWS's session tokens begin, by which programs that look for leaked ones know them, and the length of a short one. */
const TOKEN_START = "FQoGZXIvYXdzE";
const TOKEN_CHARACTERS = 356;

interface StoredCredentials {
  readonly secretAccessKey: string;
  readonly caller: Caller;
  /** Both absent for a long-term key. */
  readonly sessionToken?: string;
  readonly expiresAt?: Date;
  /** The key is deactivated; it may be activated again. @default false */
  readonly inactive?: boolean;
}

/** Every access key that is valid, in memory only. */
export class CredentialStore {
  private readonly credentials = new Map<string, StoredCredentials>();

  /** @param now current time, for expiry */
  constructor(private readonly now: () => Date = () => new Date()) {}

  addLongTerm({ accessKeyId, secretAccessKey, caller }: LongTermKey): void {
    this.credentials.set(accessKeyId, { secretAccessKey, caller });
  }

  /** Makes credentials of a new session, which is issued now. */
  issue(caller: Caller, durationSeconds: number): IssuedCredentials {
    const accessKeyId = newAccessKeyId("ASIA", caller.accountId);
    const secretAccessKey = randomBytes(30).toString("base64");
    const sessionToken = `${TOKEN_START}${randomBytes(256).toString("base64")}`.slice(0, TOKEN_CHARACTERS);
    const issuedAt = this.now();
    const expiresAt = new Date(issuedAt.getTime() + durationSeconds * 1000);
    const issued: Caller = { ...caller, session: { ...caller.session, issuedAt } };
    this.credentials.set(accessKeyId, { secretAccessKey, caller: issued, sessionToken, expiresAt });
    return { accessKeyId, secretAccessKey, sessionToken, expiresAt };
  }

  /** Accepts a long-term key, or no longer until it is active again. Unknown keys stay unknown. */
  setActive(accessKeyId: string, active: boolean): void {
    const stored = this.credentials.get(accessKeyId);
    if (stored !== undefined) this.credentials.set(accessKeyId, { ...stored, inactive: !active });
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
    if (stored === undefined || stored.inactive === true || stored.sessionToken !== scope.sessionToken)
      throw new CredentialError("unknown");
    if (stored.expiresAt !== undefined && stored.expiresAt <= this.now())
      throw new CredentialError("expired");
    return stored;
  }
}
