import {
  GetParameterCommand,
  type GetParameterHistoryCommand,
  ParameterNotFound,
  SSMClient,
} from "@aws-sdk/client-ssm";
import { ENCRYPTED_OUTPUTS, SSM_OUTPUTS } from "../../../testing/links/demanded-link";
import { linkWith } from "../../../testing/links/links";
import { Synth } from "../../../testing/links/synth-stack";
import { facts } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runChecks } from "../../../tools/doctor/judge/run-check";
import type { ParameterFacts } from "../../../tools/doctor/read/parameter-facts";
import { declaredIn } from "../../../tools/doctor/read/read-declared";
import { readDecrypted, readLiveParameter, readParameterKey } from "../../../tools/lib/aws/live-parameter";

const KEY = ENCRYPTED_OUTPUTS.ssmOutputs.kmsKeyArn;
const PATH = "/links/analytics";
const NAMES = ["data-role-arn", "query-function-arn", "query-function-name", "query-role-arn"].map(
  (output) => `${PATH}/${output}`,
);
const FUNCTION_NAME = `${PATH}/query-function-name`;
const ARN = `arn:aws:ssm:ap-northeast-1:111111111111:parameter${FUNCTION_NAME}`;
/** Stands in a parameter that must not be told of. */
const SECRET = "hunter2";

/** What the check says of a link's parameters, with one of them, the function's name, otherwise. */
async function told(outputs: object, changes: Partial<ParameterFacts> = {}) {
  const link = linkWith(outputs);
  const declared = declaredIn(new Synth(link).json);
  const of = (name: string) => {
    const found = declared.parameters.find((parameter) => parameter.name === name);
    if (found === undefined) throw new Error(`nobody declares ${name}`);
    return found;
  };
  const asDeclared: ParameterFacts = {
    read: async (name) => {
      const { value, keyArn } = of(name);
      return keyArn === undefined ? { type: "String", value } : { type: "SecureString" };
    },
    keyOf: async (name) => of(name).keyArn,
    decrypt: async (name) => of(name).value,
  };
  const parameters = Object.fromEntries(
    Object.entries(asDeclared).map(([look, answer]) => {
      const { [look as keyof ParameterFacts]: changed = answer } = changes;
      return [look, (name: string) => (name === FUNCTION_NAME ? changed(name) : answer(name))];
    }),
  ) as unknown as ParameterFacts;
  const checks = linkChecks(false, undefined, {}, { parameters: true }).filter(
    ({ id }) => id === "output-parameters",
  );
  const [result] = await runChecks(checks, facts({ link, declared: async () => declared, parameters }));
  expect(JSON.stringify(result)).not.toContain(SECRET);
  return [result?.status, result?.found, result?.next];
}

const refused =
  (name: string, message = "not you") =>
  async (): Promise<never> => {
    throw Object.assign(new Error(message), { name });
  };

const DEPLOY = "npm run deploy -- analytics puts back what the stack declares";
const DECLARES_STRING = `${FUNCTION_NAME} is of type SecureString; the stack declares String`;

test("a link without parameters has no such check", () => {
  expect(linkChecks(false).map(({ id }) => id)).not.toContain("output-parameters");
});

test.each<[string, object, Partial<ParameterFacts>]>([
  ["in the open", SSM_OUTPUTS, {}],
  ["encrypted", ENCRYPTED_OUTPUTS, {}],
  ["encrypted with the key, named by its id", ENCRYPTED_OUTPUTS, { keyOf: async () => KEY.split("/")[1] }],
])("parameters as declared are ok: %s", async (_, outputs, changes) => {
  expect(await told(outputs, changes)).toEqual(["ok", `${NAMES.join(", ")}: as declared`, undefined]);
});

test.each<[string, object, Partial<ParameterFacts>, string]>([
  ["is gone", SSM_OUTPUTS, { read: async () => undefined }, `${FUNCTION_NAME} is not there`],
  ["is gone, encrypted", ENCRYPTED_OUTPUTS, { read: async () => undefined }, `${FUNCTION_NAME} is not there`],
  [
    "says something else",
    SSM_OUTPUTS,
    { read: async () => ({ type: "String", value: "other-query" }) },
    `${FUNCTION_NAME} says other-query; the stack declares analytics-query`,
  ],
  [
    "is encrypted, and should not be",
    SSM_OUTPUTS,
    { read: async () => ({ type: "SecureString" }), decrypt: async () => SECRET },
    DECLARES_STRING,
  ],
  [
    "is in the open, and should be encrypted",
    ENCRYPTED_OUTPUTS,
    { read: async () => ({ type: "String", value: SECRET }) },
    `${FUNCTION_NAME} is of type String; the stack declares SecureString`,
  ],
  [
    "has another key",
    ENCRYPTED_OUTPUTS,
    { keyOf: async () => "alias/aws/ssm", decrypt: refused("AccessDeniedException") },
    `${FUNCTION_NAME} is encrypted with alias/aws/ssm; the stack declares ${KEY}`,
  ],
  [
    "says something else, encrypted",
    ENCRYPTED_OUTPUTS,
    { decrypt: async () => SECRET },
    `${FUNCTION_NAME} has another value than the stack declares (not shown)`,
  ],
])("a parameter that %s is a problem", async (_, outputs, changes, found) => {
  expect(await told(outputs, changes)).toEqual(["problem", found, DEPLOY]);
});

test("one whose key is disabled is a problem that no deploy mends", async () => {
  expect(await told(ENCRYPTED_OUTPUTS, { decrypt: refused("InvalidKeyId", "it is disabled") })).toEqual([
    "problem",
    `${FUNCTION_NAME} cannot be decrypted by anybody: InvalidKeyId: it is disabled`,
    `enable key ${KEY}, or name another in ssmOutputs.kmsKeyArn`,
  ]);
});

test.each<[string, object, Partial<ParameterFacts>, string]>([
  ["itself", SSM_OUTPUTS, { read: refused("AccessDeniedException") }, `ssm:GetParameter on ${ARN}`],
  [
    "the key of",
    ENCRYPTED_OUTPUTS,
    { keyOf: refused("AccessDeniedException") },
    `ssm:GetParameterHistory on ${ARN}`,
  ],
  [
    "the value of",
    ENCRYPTED_OUTPUTS,
    { decrypt: refused("AccessDeniedException") },
    `kms:Decrypt on ${KEY}, by their policy and the key's,`,
  ],
])(
  "where %s a parameter may not be read, the right that is missing is named",
  async (_, outputs, changes, right) => {
    expect(await told(outputs, changes)).toEqual([
      "could-not-check",
      `${FUNCTION_NAME}: AccessDeniedException: not you`,
      `the deploy credentials of the lambda account need ${right} to look at this: npm run deploy-policy -- analytics has the doctor's policy`,
    ]);
  },
);

test("one that could not be asked is no matter of rights", async () => {
  expect(await told(SSM_OUTPUTS, { read: refused("ThrottlingException", "too many") })).toEqual([
    "could-not-check",
    "ThrottlingException: too many",
    expect.stringMatching(/^the text is the answer's own/),
  ]);
});

describe("what is asked of Parameter Store", () => {
  const sent: object[] = [];
  const answering = (...answers: (object | Error)[]): SSMClient => {
    const ssm = new SSMClient({ region: "eu-west-1", credentials: { accessKeyId: "", secretAccessKey: "" } });
    sent.length = 0;
    const send = async ({ input }: GetParameterCommand | GetParameterHistoryCommand) => {
      sent.push({ ...input });
      const answer = answers[sent.length - 1];
      if (answer instanceof Error) throw answer;
      return answer;
    };
    return Object.assign(ssm, { send });
  };

  test("type and value, and of an encrypted one nothing that is decrypted", async () => {
    const open = answering({ Parameter: { Type: "String", Value: "a" } });
    expect(await readLiveParameter(open, "/a")).toEqual({ type: "String", value: "a" });
    const closed = answering({ Parameter: { Type: "SecureString", Value: "AQICAHg" } });
    expect(await readLiveParameter(closed, "/a")).toEqual({ type: "SecureString" });
    expect(sent).toEqual([{ Name: "/a" }]);
  });

  test("none, where there is none; another refusal as it is", async () => {
    const gone = new ParameterNotFound({ message: "", $metadata: {} });
    expect(await readLiveParameter(answering(gone), "/a")).toBeUndefined();
    await expect(readLiveParameter(answering(new Error("no")), "/a")).rejects.toThrow("no");
  });

  test("the key of the newest version, on whichever page", async () => {
    const ssm = answering(
      {
        Parameters: [
          { Version: 1, KeyId: "old" },
          { Version: 3, KeyId: "newest" },
        ],
        NextToken: "more",
      },
      { Parameters: [{ Version: 2, KeyId: "old" }] },
    );
    expect(await readParameterKey(ssm, "/a")).toBe("newest");
    expect(sent).toEqual([{ Name: "/a" }, { Name: "/a", NextToken: "more" }]);
  });

  test("a value, decrypted", async () => {
    expect(await readDecrypted(answering({ Parameter: { Value: "a" } }), "/a")).toBe("a");
    expect(sent).toEqual([new GetParameterCommand({ Name: "/a", WithDecryption: true }).input]);
  });
});
