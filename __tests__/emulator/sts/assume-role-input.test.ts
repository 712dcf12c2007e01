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

test("refuses the ARN of what is no role", () => {
  expect(refusal({ RoleArn: "arn:aws:iam::222222222222:user/somebody" })).toEqual([
    "ValidationError",
    "arn:aws:iam::222222222222:user/somebody is invalid",
  ]);
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
test.each([
  ["AWS:team", "aws: prefixed tag key names are not allowed for external use."],
  ["Cost", "Duplicate tag keys found. Please note that Tag keys are case insensitive."],
])("refuses the session tags cost and %s", (key, message) => {
  const tags = { "Tags.member.1.Key": "cost", "Tags.member.2.Key": key };
  expect(refusal(tags)).toEqual(["InvalidParameterValue", message]);
});

test.each(["TokenCode", "SerialNumber", "ProvidedContexts.member.1.ProviderArn"])(
  "refuses %s, without which a session would be allowed too much",
  (name) => {
    expect(refusal({ [name]: "x" })).toEqual([
      "NotImplemented",
      `the local accounts do not offer AssumeRole with ${name} of sts`,
    ]);
  },
);
