import { assumeRoleInput } from "../../../emulator/sts/assume-role-input";

const VALID = { RoleArn: "arn:aws:iam::222222222222:role/links/data", RoleSessionName: "analytics-query" };

const read = (changes: Readonly<Record<string, string>>) =>
  assumeRoleInput(new URLSearchParams({ ...VALID, ...changes }));

/** Code and message of the refusal. */
function refusal(changes: Readonly<Record<string, string>>): [string, string] {
  try {
    read(changes);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return [code, message];
  }
  throw new Error("the input was accepted, expected a refusal");
}

test("defaults to an hour and no external id", () => {
  expect(read({})).toEqual({
    roleArn: VALID.RoleArn,
    sessionName: VALID.RoleSessionName,
    durationSeconds: 3600,
    ...{ policyArns: [], tags: {}, transitiveTagKeys: [] },
  });
});

test("keeps what is sent", () => {
  expect(read({ DurationSeconds: "900", ExternalId: "link:1" })).toMatchObject({
    durationSeconds: 900,
    externalId: "link:1",
  });
});

test.each<[Readonly<Record<string, string>>, string, string]>([
  [{ RoleArn: "short" }, "ValidationError", "at 'roleArn'.*greater than or equal to 20"],
  [{ RoleArn: "arn:aws:iam::222222222222:user/somebody" }, "ValidationError", "is invalid$"],
  [{ RoleSessionName: "a" }, "ValidationError", "at 'roleSessionName'.*greater than or equal to 2"],
  [{ RoleSessionName: "a b" }, "ValidationError", "at 'roleSessionName'.*regular expression pattern"],
  [{ RoleSessionName: "a".repeat(65) }, "ValidationError", "less than or equal to 64"],
  [{ DurationSeconds: "899" }, "ValidationError", "at 'durationSeconds'.*greater than or equal to 900"],
  [{ DurationSeconds: "43201" }, "ValidationError", "less than or equal to 43200"],
  [{ DurationSeconds: "soon" }, "MalformedInput", "is not an integer"],
  [{ ExternalId: "x" }, "ValidationError", "at 'externalId'.*greater than or equal to 2"],
])("refuses %j", (changes, code, text) => {
  expect(refusal(changes)).toEqual([code, expect.stringMatching(text)]);
});

test("shows no external id in a refusal", () => {
  const [, message] = refusal({ ExternalId: "a secret!" });
  expect(message).toContain("Value '***' at 'externalId'");
  expect(message.includes("secret")).toBe(false);
});

test.each(["TokenCode", "SerialNumber", "ProvidedContexts.member.1.ProviderArn"])(
  "refuses %s, without which a session would be allowed too much",
  (name) => {
    expect(refusal({ [name]: "x" })[0]).toBe("NotImplemented");
  },
);
