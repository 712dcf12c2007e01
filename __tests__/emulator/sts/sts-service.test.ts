import type { Caller } from "../../../emulator/authentication/caller";
import { CredentialStore } from "../../../emulator/authentication/credential-store";
import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import { SIMULATED_DECISIONS } from "../../../emulator/authorization/access-decisions";
import { StsService } from "../../../emulator/sts/sts-service";
import { unsignedRefusal } from "../../../emulator/sts/unsigned-operation";
import { CALLERS, OWN_ACCOUNT, SOURCES, storedIam } from "../../../testing/emulator/local-decisions";

const SCOPE = {
  date: "",
  region: "eu-west-1",
  service: "sts",
  signedHeaders: [],
  signature: "",
  presigned: false,
};
const BOB = `arn:aws:sts::${OWN_ACCOUNT}:federated-user/bob`;
const NOT_ALLOWED = `User: ${CALLERS.user.arn} is not authorized to perform: sts:GetFederationToken on resource: ${BOB}`;

/** Code and text of the refusal, or the elements of the answer without the credentials, and who the credentials are of. */
async function answer(
  caller: Caller,
  parameters: Readonly<Record<string, string>>,
  denial?: string,
): Promise<unknown> {
  const credentials = new CredentialStore();
  const sts = new StsService({
    ...{ iam: storedIam([]), credentials, decisions: SIMULATED_DECISIONS, log: () => undefined },
    authorizer: { denial: async () => denial },
  });
  const request: SignedRequest = {
    ...{ method: "POST", url: "/", path: "/", query: new URLSearchParams(), caller },
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(new URLSearchParams(parameters).toString()),
    scope: { ...SCOPE, accessKeyId: "" },
  };
  try {
    const { body } = await sts.handle(request);
    const element = (name: string) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(body.toString())?.[1];
    const [accessKeyId, sessionToken] = [element("AccessKeyId"), element("SessionToken")];
    const issued =
      accessKeyId === undefined || sessionToken === undefined
        ? undefined
        : credentials.authenticate({ ...SCOPE, accessKeyId, sessionToken }).caller;
    const shown = ["Arn", "UserId", "Account", "FederatedUserId", "PackedPolicySize"].flatMap((name) => {
      const value = element(name);
      return value === undefined ? [] : [`${name} ${value}`];
    });
    return [...shown, ...(issued === undefined ? [] : [`signs as ${issued.arn} ${issued.userId}`])];
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
}

const USER = CALLERS.user.arn;

test.each<[string, Caller, Readonly<Record<string, string>>, unknown, string]>([
  [
    "a user",
    CALLERS.user,
    { Action: "GetCallerIdentity" },
    [`Arn ${USER}`, "UserId AIDAANN", `Account ${OWN_ACCOUNT}`],
    SOURCES.stsModel,
  ],
  [
    "a role session",
    CALLERS.role,
    { Action: "GetCallerIdentity" },
    [`Arn ${CALLERS.role.arn}`, "UserId AROADATA:query", `Account ${OWN_ACCOUNT}`],
    SOURCES.stsModel,
  ],
  [
    "the account of a key",
    CALLERS.user,
    { Action: "GetAccessKeyInfo", AccessKeyId: "ASIAY34FZKBOKMUTVV7A" },
    ["Account 609629065308"],
    SOURCES.stsModel,
  ],
  [
    "a session token",
    CALLERS.user,
    { Action: "GetSessionToken" },
    [`signs as ${USER} AIDAANN`],
    SOURCES.sessionToken,
  ],
  [
    "a session token of a role session",
    CALLERS.role,
    { Action: "GetSessionToken" },
    "AccessDenied: Cannot call GetSessionToken with session credentials",
    SOURCES.sessionToken,
  ],
  [
    "a session token of a session token",
    CALLERS["user session"],
    { Action: "GetSessionToken" },
    "AccessDenied: Cannot call GetSessionToken with session credentials",
    SOURCES.sessionToken,
  ],
  [
    "a second factor",
    CALLERS.user,
    { Action: "GetSessionToken", TokenCode: "123456" },
    "NotImplemented: the local accounts do not offer GetSessionToken with TokenCode of sts",
    SOURCES.sessionToken,
  ],
  [
    "a federated user",
    CALLERS.user,
    {
      Action: "GetFederationToken",
      Name: "bob",
      Policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    },
    [
      `Arn ${BOB}`,
      `FederatedUserId ${OWN_ACCOUNT}:bob`,
      "PackedPolicySize 3",
      `signs as ${BOB} ${OWN_ACCOUNT}:bob`,
    ],
    SOURCES.federationToken,
  ],
  [
    "a federated user of a role session",
    CALLERS.role,
    { Action: "GetFederationToken", Name: "bob" },
    "AccessDenied: Cannot call GetFederationToken with session credentials",
    SOURCES.federationToken,
  ],
  [
    "what is not here",
    CALLERS.user,
    { Action: "AssumeRoleWithSAML" },
    "NotImplemented: the local accounts do not offer AssumeRoleWithSAML of sts",
    SOURCES.stsModel,
  ],
])("%s", async (_, caller, parameters, expected) => {
  expect(await answer(caller, parameters)).toEqual(expected);
});

test("a user who may not make a federated one is told so", async () => {
  const parameters = { Action: "GetFederationToken", Name: "bob" };
  expect(await answer(CALLERS.user, parameters, NOT_ALLOWED)).toBe(`AccessDenied: ${NOT_ALLOWED}`);
});

test.each([
  ["AssumeRoleWithSAML", "NotImplemented"],
  ["AssumeRoleWithWebIdentity", "NotImplemented"],
  ["AssumeRole", undefined],
  [undefined, undefined],
])("%s, which nobody signed, is refused with %s before anybody asks who signed", (operation, code) => {
  expect(unsignedRefusal(operation)?.code).toBe(code);
});
