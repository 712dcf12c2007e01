import type { Caller } from "../../../emulator/authentication/caller";
import { CredentialStore, type IssuedCredentials } from "../../../emulator/authentication/credential-store";
import type { CredentialScope } from "../../../emulator/authentication/sigv4-scope";

const CALLER: Caller = {
  accountId: "111111111111",
  arn: "arn:aws:iam::111111111111:user/o",
  userId: "AIDAO",
};

function scope(accessKeyId: string, sessionToken?: string): CredentialScope {
  return {
    accessKeyId,
    date: "20261125",
    region: "ap-northeast-1",
    service: "sts",
    signedHeaders: ["host"],
    signature: "",
    presigned: false,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  };
}

describe("CredentialStore", () => {
  const time = { now: new Date("2026-11-25T00:00:00Z") };
  const store = new CredentialStore(() => time.now);
  store.addLongTerm({ accessKeyId: "AKIAOPERATOR", secretAccessKey: "long-term-secret", caller: CALLER });
  let session: IssuedCredentials;
  beforeEach(() => {
    time.now = new Date("2026-11-25T00:00:00Z");
    session = store.issue(CALLER, 900);
  });
  const problem = (accessKeyId: string, token?: string) => {
    try {
      return store.authenticate(scope(accessKeyId, token)).caller;
    } catch (error) {
      return (error as { problem: string }).problem;
    }
  };

  it("knows a long-term key without a token, and not with one", () => {
    expect(problem("AKIAOPERATOR")).toBe(CALLER);
    expect(problem("AKIAOPERATOR", "token")).toBe("unknown");
  });

  it("knows a session by its own token only, and since when", () => {
    const issued = { ...CALLER, session: { issuedAt: new Date("2026-11-25T00:00:00Z") } };
    expect(problem(session.accessKeyId, session.sessionToken)).toEqual(issued);
    expect(problem(session.accessKeyId)).toBe("unknown");
    expect(problem(session.accessKeyId, store.issue(CALLER, 900).sessionToken)).toBe("unknown");
  });

  it("gives sessions what looks like AWS's", () => {
    expect(session.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(session.secretAccessKey).toMatch(/^[A-Za-z0-9+/]{40}$/);
    expect(session.sessionToken).toMatch(/^FQoGZXIvYXdzE[A-Za-z0-9+/=]{343}$/);
  });

  it("refuses a session at its expiration, not before", () => {
    time.now = new Date(session.expiresAt.getTime() - 1);
    expect(problem(session.accessKeyId, session.sessionToken)).toMatchObject(CALLER);
    time.now = session.expiresAt;
    expect(problem(session.accessKeyId, session.sessionToken)).toBe("expired");
  });

  it("forgets a revoked session at once", () => {
    store.revoke(session.accessKeyId);
    expect(problem(session.accessKeyId, session.sessionToken)).toBe("unknown");
  });
});
