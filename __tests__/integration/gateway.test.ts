import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  GetUserCommand,
  IAMClient,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  AddPermissionCommand,
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import { zipSync } from "fflate";
import { operatorIn } from "../../emulator/authentication/operator";
import { type LocalAccounts, startLocalAccounts } from "../../rehearsal/local-accounts";
import { describeWith } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { allowing, type Keys, keysOf, trusting } from "../../testing/emulator/identities";
import { linkWith } from "../../testing/links/links";

const L = "111111111111";
const R = "222222222222";
const OPERATOR = `arn:aws:iam::${L}:user/operator`;
const CALLER = `arn:aws:iam::${L}:role/caller`;
const TARGET = `arn:aws:iam::${R}:role/target`;

describeWith(["moto_server"], "the gateway's accounts", () => {
  let accounts: LocalAccounts;

  beforeAll(async () => {
    const { signal } = new AbortController();
    accounts = await startLocalAccounts({ links: [linkWith({})], folder: temporary, signal });
  });
  afterAll(() => accounts?.close());
  const temporary = temporaryFolder();

  const client = (credentials: Keys) => ({ endpoint: accounts.url, region: "ap-northeast-1", credentials });
  const operator = (accountId: string): Keys => {
    const { accessKeyId, secretAccessKey } = operatorIn(accounts.operators, accountId);
    return { accessKeyId, secretAccessKey };
  };
  const iam = (accountId: string) => new IAMClient(client(operator(accountId)));
  const sts = (credentials: Keys) => new STSClient(client(credentials));

  async function assume(credentials: Keys, RoleArn: string): Promise<Keys> {
    const request = new AssumeRoleCommand({ RoleArn, RoleSessionName: "test" });
    const { Credentials } = await sts(credentials).send(request);
    return keysOf(Credentials);
  }

  /** A role of the lambda account that the operator may assume and that may assume anything. */
  async function createCaller(): Promise<void> {
    const role = { RoleName: "caller", AssumeRolePolicyDocument: trusting({ AWS: OPERATOR }) };
    await iam(L).send(new CreateRoleCommand(role));
    const PolicyDocument = allowing("sts:AssumeRole");
    await iam(L).send(new PutRolePolicyCommand({ RoleName: "caller", PolicyName: "assume", PolicyDocument }));
  }

  async function deleteCaller(): Promise<void> {
    await iam(L).send(new DeleteRolePolicyCommand({ RoleName: "caller", PolicyName: "assume" }));
    await iam(L).send(new DeleteRoleCommand({ RoleName: "caller" }));
  }

  async function principalOfTarget(): Promise<string> {
    const { Role } = await iam(R).send(new GetRoleCommand({ RoleName: "target" }));
    return JSON.parse(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "")).Statement[0].Principal.AWS;
  }

  it("no longer trust a role that was deleted and made again, until the trust policy is written again", async () => {
    await createCaller();
    const target = { RoleName: "target", AssumeRolePolicyDocument: trusting({ AWS: CALLER }) };
    await iam(R).send(new CreateRoleCommand(target));
    expect(await principalOfTarget()).toBe(CALLER);
    const first = await assume(operator(L), CALLER);
    await assume(first, TARGET);

    await deleteCaller();
    expect(await principalOfTarget()).toMatch(/^AROA/);
    await expect(assume(first, TARGET)).rejects.toMatchObject({ name: "InvalidClientTokenId" });
    await createCaller();
    expect(await principalOfTarget()).toMatch(/^AROA/);
    const second = await assume(operator(L), CALLER);
    await expect(assume(second, TARGET)).rejects.toMatchObject({
      name: "AccessDenied",
      message: `User: arn:aws:sts::${L}:assumed-role/caller/test is not authorized to perform: sts:AssumeRole on resource: ${TARGET}`,
    });

    const PolicyDocument = trusting({ AWS: CALLER });
    await iam(R).send(new UpdateAssumeRolePolicyCommand({ RoleName: "target", PolicyDocument }));
    expect(await principalOfTarget()).toBe(CALLER);
    await assume(second, TARGET);
  });

  it.each<[string, (keys: Keys) => Keys, string]>([
    ["another secret", (keys) => ({ ...keys, secretAccessKey: "another" }), "SignatureDoesNotMatch"],
    ["an unknown key", (keys) => ({ ...keys, accessKeyId: "AKIAUNKNOWN000000000" }), "InvalidClientTokenId"],
    [
      "a session token that is not its own",
      (keys) => ({ ...keys, sessionToken: "x" }),
      "InvalidClientTokenId",
    ],
  ])("refuse %s", async (_, change, code) => {
    const identity = (keys: Keys) => sts(keys).send(new GetCallerIdentityCommand({}));
    expect(await identity(operator(L))).toMatchObject({ Account: L, Arn: OPERATOR });
    await expect(identity(change(operator(L)))).rejects.toMatchObject({ name: code });
  });

  it("keep a document that moto refuses as it was sent, and decide by it", async () => {
    const Condition = { NumericLessThanIfExists: { "aws:MultiFactorAuthAge": 3600 } };
    const trust = {
      Version: "2008-10-17",
      Statement: { Effect: "Allow", Principal: { AWS: OPERATOR }, Action: "sts:AssumeRole", Condition },
    };
    const old = { RoleName: "old", AssumeRolePolicyDocument: JSON.stringify(trust) };
    await iam(L).send(new CreateRoleCommand(old));
    const inline = { Statement: [{ Effect: "Allow", Action: "iam:GetRole*", Resource: "*", Condition }] };
    const named = { RoleName: "old", PolicyName: "reads" };
    await iam(L).send(new PutRolePolicyCommand({ ...named, PolicyDocument: JSON.stringify(inline) }));

    const session = new IAMClient(client(await assume(operator(L), `arn:aws:iam::${L}:role/old`)));
    const { Role } = await session.send(new GetRoleCommand({ RoleName: "old" }));
    const { PolicyDocument = "" } = await session.send(new GetRolePolicyCommand(named));
    const shown = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
    expect(JSON.parse(shown)).toEqual(trust);
    expect(JSON.parse(decodeURIComponent(PolicyDocument))).toEqual(inline);
  });

  it("refuse a request that is not signed", async () => {
    const answer = await fetch(`${accounts.url}/?Action=GetCallerIdentity&Version=2011-06-15`);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Code>MissingAuthenticationToken</Code>");
  });

  it("accept the keys of a user, who has the rights of its policies and groups, and one id everywhere", async () => {
    const UserName = "ann";
    const { User } = await iam(L).send(new CreateUserCommand({ UserName, Path: "/people/" }));
    const { AccessKey } = await iam(L).send(new CreateAccessKeyCommand({ UserName }));
    const keys = keysOf(AccessKey);
    const arn = `arn:aws:iam::${L}:user/people/ann`;
    expect(User?.UserId).toMatch(/^AIDA[A-Z0-9]{17}$/);
    const identity = await sts(keys).send(new GetCallerIdentityCommand({}));
    expect(identity).toMatchObject({ UserId: User?.UserId, Arn: arn });
    const itself = () => new IAMClient(client(keys)).send(new GetUserCommand({}));
    const role = () => new IAMClient(client(keys)).send(new GetRoleCommand({ RoleName: "target" }));
    const refused = (action: string, resource: string) => ({
      name: "AccessDenied",
      message: `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
    });
    await expect(itself()).rejects.toMatchObject(refused("iam:GetUser", arn));
    const own = { PolicyName: "own", PolicyDocument: allowing("iam:GetUser") };
    await iam(L).send(new PutUserPolicyCommand({ UserName, ...own }));
    expect((await itself()).User).toMatchObject({ UserId: User?.UserId, Arn: arn });
    const unknown = `arn:aws:iam::${L}:role/target`;
    await expect(role()).rejects.toMatchObject(refused("iam:GetRole", unknown));
    const group = { PolicyName: "shared", PolicyDocument: allowing("iam:GetRole") };
    await iam(L).send(new CreateGroupCommand({ GroupName: "readers" }));
    await iam(L).send(new PutGroupPolicyCommand({ GroupName: "readers", ...group }));
    await iam(L).send(new AddUserToGroupCommand({ GroupName: "readers", UserName }));
    await expect(role()).rejects.toMatchObject({ name: "NoSuchEntityException" });
    // Without a second factor IAM takes no session token.
    const { Credentials } = await sts(keys).send(new GetSessionTokenCommand({}));
    const token = keysOf(Credentials);
    expect(await sts(token).send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn: arn });
    const withToken = new IAMClient(client(token)).send(new GetUserCommand({}));
    await expect(withToken).rejects.toMatchObject({ name: "InvalidClientTokenId" });
    // The operator is a user as well.
    const operatorIdentity = await sts(operator(L)).send(new GetCallerIdentityCommand({}));
    expect((await iam(L).send(new GetUserCommand({}))).User?.UserId).toBe(operatorIdentity.UserId);
  });

  it("ask a function's policy whether another account may invoke it", async () => {
    const lambda = (accountId: string) => new LambdaClient(client(operator(accountId)));
    const AssumeRolePolicyDocument = trusting({ Service: "lambda.amazonaws.com" });
    await iam(R).send(new CreateRoleCommand({ RoleName: "fn", AssumeRolePolicyDocument }));
    const ZipFile = zipSync({ "index.js": new TextEncoder().encode("exports.handler = async () => 7;") });
    const settings = { Handler: "index.handler", Role: `arn:aws:iam::${R}:role/fn`, Code: { ZipFile } };
    const FunctionName = `arn:aws:lambda:ap-northeast-1:${R}:function:fn`;
    await lambda(R).send(
      new CreateFunctionCommand({ FunctionName: "fn", Runtime: "nodejs22.x", ...settings }),
    );
    const invoke = () => lambda(L).send(new InvokeCommand({ FunctionName, InvocationType: "DryRun" }));
    const action = "lambda:InvokeFunction";
    await expect(invoke()).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: `User: ${OPERATOR} is not authorized to perform: ${action} on resource: ${FunctionName} because no resource-based policy allows the ${action} action`,
    });
    const permission = { StatementId: "link", Action: action, Principal: L };
    await lambda(R).send(new AddPermissionCommand({ FunctionName: "fn", ...permission }));
    expect(await invoke()).toMatchObject({ StatusCode: 204 });
  });

  it("keep moto, which checks nothing, on a socket in a folder of this user, and remove it at the end", async () => {
    const { motoSocket } = accounts;
    expect(statSync(motoSocket).isSocket()).toBe(true);
    expect((statSync(dirname(motoSocket)).mode & 0o777).toString(8)).toBe("700");
    await accounts.close();
    expect(existsSync(dirname(motoSocket))).toBe(false);
  });
});
