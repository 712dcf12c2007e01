import { environmentCredentials } from "../../../../redshift-data/client/sdk/environment-credentials";

const NAMES = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] as const;

function given(values: Partial<Record<(typeof NAMES)[number], string>>): void {
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, values);
}

describe("environmentCredentials", () => {
  afterEach(() => given({}));

  it("are what Lambda set, with the session token", async () => {
    given({ AWS_ACCESS_KEY_ID: "ASIA", AWS_SECRET_ACCESS_KEY: "secret", AWS_SESSION_TOKEN: "token" });
    expect(await environmentCredentials()).toEqual({
      accessKeyId: "ASIA",
      secretAccessKey: "secret",
      sessionToken: "token",
    });
  });

  it("have no session token when there is none", async () => {
    given({ AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "secret" });
    expect(await environmentCredentials()).toEqual({ accessKeyId: "AKIA", secretAccessKey: "secret" });
  });

  it.each([
    [{}, "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are absent"],
    [{ AWS_SECRET_ACCESS_KEY: "secret" }, "AWS_ACCESS_KEY_ID is absent"],
    [{ AWS_ACCESS_KEY_ID: "AKIA", AWS_SECRET_ACCESS_KEY: "" }, "AWS_SECRET_ACCESS_KEY is absent"],
  ])("fail under the SDK's own name and say what is absent, never a value: %j", async (values, text) => {
    given(values);
    await expect(environmentCredentials()).rejects.toMatchObject({
      name: "CredentialsProviderError",
      message: `${text}; Lambda sets both from the execution role`,
    });
  });
});
