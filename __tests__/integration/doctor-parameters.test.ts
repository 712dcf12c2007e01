import { DeleteParameterCommand, PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { operatorIn } from "../../emulator/authentication/operator";
import { type Emulator, startEmulator } from "../../emulator/start-emulator";
import { describeWith } from "../../testing/deployment/required-programs";
import { startMotoServer } from "../../testing/emulator/moto-server";
import { ENCRYPTED_OUTPUTS } from "../../testing/links/demanded-link";
import { linkWith } from "../../testing/links/links";
import { Synth } from "../../testing/links/synth-stack";
import { facts } from "../../testing/tools/doctor-facts";
import { deployPolicies } from "../../tools/deploy-policy/judge/deploy-policies";
import { outputParametersCheck } from "../../tools/doctor/judge/checks/surroundings/output-parameters";
import { runCheck } from "../../tools/doctor/judge/run-check";
import { awsParameterFacts } from "../../tools/doctor/read/parameter-facts";
import { declaredIn } from "../../tools/doctor/read/read-declared";
import { openSession } from "../../tools/lib/aws/account-session";

const ACCOUNT = "111111111111";
const REGION = "ap-northeast-1";
const LINK = linkWith(ENCRYPTED_OUTPUTS);
const STACK = new Synth(LINK).json;
const { parameters: DECLARED } = declaredIn(STACK);
const { doctor: DOCTOR } = deployPolicies(STACK, "lambda");
const [FIRST = { address: "", name: "", value: "", keyArn: "" }] = DECLARED;
const NAMES = DECLARED.map(({ name }) => name);
const ARNS = NAMES.map((name) => `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter${name}`);

/** What `npm run deploy-policy` prints for the doctor, without these actions. */
const without = (...actions: readonly string[]) => ({
  ...DOCTOR,
  Statement: DOCTOR.Statement.map((statement) => ({
    ...statement,
    Action: statement.Action.filter((action) => !actions.includes(action)),
  })).filter(({ Action }) => Action.length > 0),
});

/** Roles that run the doctor, each with its policy. */
const HOLDERS = {
  doctor: DOCTOR,
  "no-reader": without("ssm:GetParameter"),
  "no-history": without("ssm:GetParameterHistory"),
  "no-key": without("kms:Decrypt"),
} as const;

const roleArn = (holder: string) => `arn:aws:iam::${ACCOUNT}:role/${holder}`;

/** Parameter Store itself: Terraform's share in it is another test's. */
describeWith(["moto_server"], "the doctor reads the link's outputs with exactly the printed rights", () => {
  let moto: Awaited<ReturnType<typeof startMotoServer>>;
  let emulator: Emulator;

  beforeAll(async () => {
    moto = await startMotoServer();
    emulator = await startEmulator({
      motoSocket: moto.socket,
      accounts: [{ partition: "aws", accountId: ACCOUNT }],
      roles: Object.entries(HOLDERS).map(([holder, policy]) => ({
        arn: roleArn(holder),
        policies: [policy],
      })),
    });
    for (const { name } of DECLARED) await put(name);
  });
  afterAll(async () => {
    await emulator?.close();
    await moto?.stop();
  });

  const caller = () => {
    const { accessKeyId, secretAccessKey } = operatorIn(emulator.operators, ACCOUNT);
    return { endpoint: emulator.url, credentials: { accessKeyId, secretAccessKey } };
  };
  const admin = () => new SSMClient({ region: REGION, ...caller() });

  /** Writes a parameter as the stack declares it, some of it otherwise. */
  async function put(Name: string, changes: object = {}): Promise<void> {
    const { value, keyArn } = DECLARED.find(({ name }) => name === Name) ?? FIRST;
    await admin().send(
      new PutParameterCommand({
        ...{ Name, Value: value, Type: "SecureString", KeyId: keyArn, Overwrite: true },
        ...changes,
      }),
    );
  }

  async function told(holder: keyof typeof HOLDERS) {
    const account = { ...LINK.lambdaAccount, deployRoleArn: roleArn(holder) };
    const session = openSession(account, { sessionName: "cdktf-doctor", caller: caller() });
    const parameters = awsParameterFacts(async () => (await session).config);
    const declared = async () => declaredIn(STACK);
    return runCheck(outputParametersCheck, facts({ link: LINK, declared, parameters }));
  }

  test("as declared", async () => {
    expect(await told("doctor")).toMatchObject({ status: "ok", found: `${NAMES.join(", ")}: as declared` });
  });

  test.each<[keyof typeof HOLDERS, string, readonly string[]]>([
    ["no-reader", "ssm:GetParameter", ARNS],
    ["no-history", "ssm:GetParameterHistory", ARNS],
    ["no-key", "kms:Decrypt", [ENCRYPTED_OUTPUTS.ssmOutputs.kmsKeyArn]],
  ])("%s: the right that is missing is named", async (holder, action, resources) => {
    const { status, found, next = "" } = await told(holder);
    expect({
      status,
      refused: found.match(/is not authorized to perform: \S+ on resource: [^\s;]+/g),
    }).toEqual({
      status: "could-not-check",
      refused: NAMES.map(
        (_, index) =>
          `is not authorized to perform: ${action} on resource: ${resources[index] ?? resources[0]}`,
      ),
    });
    for (const resource of resources) expect(next).toContain(`need ${action} on ${resource}`);
  });

  test("what somebody changed by hand is told, and no value of an encrypted one", async () => {
    const [first = "", second = "", third = "", fourth = ""] = NAMES;
    await put(first, { Value: "hunter2" });
    await put(second, { KeyId: "alias/theirs" });
    await admin().send(new DeleteParameterCommand({ Name: third }));
    await admin().send(new DeleteParameterCommand({ Name: fourth }));
    await put(fourth, { Type: "String", KeyId: undefined });
    const result = await told("doctor");
    expect(result).toMatchObject({
      status: "problem",
      found: [
        `${first} has another value than the stack declares (not shown)`,
        `${second} is encrypted with alias/theirs; the stack declares ${FIRST.keyArn}`,
        `${third} is not there`,
        `${fourth} is of type String; the stack declares SecureString`,
      ].join("; "),
    });
    expect(JSON.stringify(result)).not.toContain("hunter2");
  });
});
