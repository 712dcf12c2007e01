import {
  CreateRoleCommand,
  GetContextKeysForCustomPolicyCommand,
  GetRoleCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import { CreateFunctionCommand, GetAccountSettingsCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { zipSync } from "fflate";
import { operatorIn } from "../../emulator/authentication/operator";
import type { EmulatorEvent } from "../../emulator/emulator-event";
import { machineClock } from "../../emulator/redshift-data/server-clock";
import { startEmulator } from "../../emulator/start-emulator";
import { type LocalAccounts, startLocalAccounts } from "../../rehearsal/local-accounts";
import { onceSettled } from "../../rehearsal/settling";
import { describeWith } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { linkWith } from "../../testing/links/links";

const ACCOUNT = "111111111111";

/** With it, decisions see the new role of a test after five seconds. */
const SEED_OF_SECONDS = 29;

describeWith(["moto_server"], "the gateway's accounts", () => {
  let accounts: LocalAccounts;
  /** What failed where AWS would not have. */
  const failures: string[] = [];
  const folder = temporaryFolder();

  beforeAll(async () => {
    const { signal } = new AbortController();
    const onEvent = (event: EmulatorEvent) => {
      if (event.kind === "failure") failures.push(`${event.service} ${event.operation}`);
    };
    accounts = await startLocalAccounts({ links: [linkWith({})], folder, signal, onEvent });
  });
  afterAll(() => accounts?.close());

  function client() {
    const { accessKeyId, secretAccessKey } = operatorIn(accounts.operators, ACCOUNT);
    const credentials = { accessKeyId, secretAccessKey };
    return { endpoint: accounts.url, region: "ap-northeast-1", credentials };
  }

  it("say in the protocol of a service what they do not offer of it", async () => {
    const lambda = new LambdaClient(client());
    await expect(lambda.send(new GetAccountSettingsCommand({}))).rejects.toMatchObject({
      name: "NotImplemented",
      message: "the local accounts do not offer GetAccountSettings of lambda",
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
    const unknown = new GetContextKeysForCustomPolicyCommand({ PolicyInputList: ["{}"] });
    await expect(new IAMClient(client()).send(unknown)).rejects.toMatchObject({
      name: "NotImplemented",
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
    expect(failures).toEqual(["iam GetContextKeysForCustomPolicy"]);
    const decoding = new DecodeAuthorizationMessageCommand({ EncodedMessage: "x" });
    await expect(new STSClient(client()).send(decoding)).rejects.toMatchObject({
      name: "NotImplemented",
      message: "the local accounts do not offer DecodeAuthorizationMessage of sts",
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
  });

  it("say with a service's own code that AWS does not have an operation", async () => {
    const renamed = new STSClient(client());
    renamed.middlewareStack.add(
      (next) => (sent) => {
        Object.assign(Object(sent.request), { body: "Action=WhoAmI&Version=2011-06-15" });
        return next(sent);
      },
      { step: "build", priority: "high" },
    );
    await expect(renamed.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: "InvalidAction",
      message: "Could not find operation WhoAmI for version 2011-06-15",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it.each([
    [
      "no ARN",
      "somebody",
      "ValidationException",
      "1 validation error detected: Value 'somebody' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
    ],
    [
      "another account's",
      `arn:aws:iam::222222222222:role/other`,
      "AccessDeniedException",
      "Cross-account pass role is not allowed.",
    ],
    [
      "one that is not there",
      `arn:aws:iam::${ACCOUNT}:role/missing`,
      "InvalidParameterValueException",
      "The role defined for the function cannot be assumed by Lambda.",
    ],
  ])("refuse a function whose role is %s, in Lambda's words", async (_, Role, name, message) => {
    const ZipFile = zipSync({ "index.js": new Uint8Array(1) });
    const settings = { Runtime: "nodejs22.x", Handler: "index.handler", Code: { ZipFile } } as const;
    const creating = new CreateFunctionCommand({ FunctionName: "refused", Role, ...settings });
    await expect(new LambdaClient(client()).send(creating)).rejects.toMatchObject({
      name,
      message,
    });
  });

  it("refuse a hop to a new role while IAM propagates, and grant it once it is repeated", async () => {
    const account = { partition: "aws", accountId: "555555555555" };
    const decided: EmulatorEvent[] = [];
    const propagating = await startEmulator({
      motoSocket: accounts.motoSocket,
      accounts: [account],
      iamPropagationSeed: SEED_OF_SECONDS,
      onEvent: (event) => decided.push(event),
    });
    try {
      const [{ accessKeyId, secretAccessKey, caller }] = propagating.operators;
      const credentials = { accessKeyId, secretAccessKey };
      const client = { endpoint: propagating.url, region: "ap-northeast-1", credentials };
      const [iam, sts] = [new IAMClient(client), new STSClient(client)];
      const trust = { Effect: "Allow", Principal: { AWS: caller.arn }, Action: "sts:AssumeRole" };
      const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
      await iam.send(new CreateRoleCommand({ RoleName: "settling", AssumeRolePolicyDocument }));
      // IAM itself shows the role at once.
      const { Role } = await iam.send(new GetRoleCommand({ RoleName: "settling" }));
      const told: string[] = [];
      const refusals: string[] = [];
      const { AssumedRoleUser } = await onceSettled(
        () => sts.send(new AssumeRoleCommand({ RoleArn: Role?.Arn, RoleSessionName: "test" })),
        {
          isRefusal: () => decided.at(-1)?.kind === "assume-role",
          tell: (line) => told.push(line),
          clock: {
            ...machineClock,
            sleep: (milliseconds, signal) => {
              refusals.push(JSON.stringify(decided.at(-1)));
              return machineClock.sleep(milliseconds, signal);
            },
          },
          signal: new AbortController().signal,
        },
      );
      expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${account.accountId}:assumed-role/settling/test`);
      expect(told).toHaveLength(1);
      expect(refusals.length).toBeGreaterThan(0);
      for (const refusal of refusals)
        expect(JSON.parse(refusal)).toMatchObject({ role: Role?.Arn, allowed: false });
      expect(decided.at(-1)).toMatchObject({ kind: "assume-role", role: Role?.Arn, allowed: true });
    } finally {
      await propagating.close();
    }
  });
});
