import { IAMClient, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import {
  DescribeStatementCommand,
  ExecuteStatementCommand,
  GetStatementResultCommand,
  RedshiftDataClient,
} from "@aws-sdk/client-redshift-data";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { findManagedPolicy } from "../../access/iam/iam-role";
import { globalServiceRegion } from "../../aws/partition";
import { operatorIn } from "../../emulator/authentication/operator";
import type { EmulatorEvent } from "../../emulator/emulator-event";
import { StoredIam } from "../../emulator/iam/stored-iam";
import { motoIamOf } from "../../emulator/moto/moto-iam-client";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/start-emulator";
import { describeWith } from "../../testing/deployment/required-programs";
import { startMotoServer } from "../../testing/emulator/moto-server";

const L = "111111111111";
const R = "222222222222";
const REGION = "eu-central-1";
const READER = `arn:aws:iam::${R}:role/team/reader`;
const OPERATOR = `arn:aws:iam::${L}:user/operator`;
const TARGET = { ClusterIdentifier: "warehouse", Database: "dev", DbUser: "analyst" };

const READING = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "redshift-data:ExecuteStatement",
      Resource: `arn:aws:redshift:${REGION}:${R}:cluster:warehouse`,
    },
    {
      Effect: "Allow",
      Action: ["redshift-data:DescribeStatement", "redshift-data:GetStatementResult"],
      Resource: "*",
    },
    {
      Effect: "Allow",
      Action: "redshift:GetClusterCredentials",
      Resource: [
        `arn:aws:redshift:${REGION}:${R}:dbuser:warehouse/analyst`,
        `arn:aws:redshift:${REGION}:${R}:dbname:warehouse/dev`,
      ],
    },
  ],
};

/** The package alone: no link, no Terraform, nothing of the rehearsal. */
describeWith(["moto_server"], "the emulator", () => {
  const events: EmulatorEvent[] = [];
  let moto: Awaited<ReturnType<typeof startMotoServer>>;
  let emulator: Emulator;

  const options = (): EmulatorOptions => ({
    motoSocket: moto.socket,
    accounts: [
      { partition: "aws", accountId: L },
      { partition: "aws", accountId: R },
    ],
  });

  beforeAll(async () => {
    moto = await startMotoServer();
    emulator = await startEmulator({
      ...options(),
      roles: [{ arn: READER, policies: [READING] }],
      warehouses: ["unused", "warehouse"].map((cluster) => ({
        partition: "aws",
        accountId: R,
        region: REGION,
        cluster,
        databases: ["dev"],
        users: [{ name: "analyst", grants: "read" }],
        secrets: [],
      })),
      onEvent: (event) => events.push(event),
    });
  });
  afterAll(async () => {
    await emulator?.close();
    await moto?.stop();
  });

  /** The Data API as the role in the other account. */
  async function dataApi(): Promise<RedshiftDataClient> {
    const { accessKeyId, secretAccessKey } = operatorIn(emulator.operators, L);
    const client = { endpoint: emulator.url, region: REGION };
    const sts = new STSClient({ ...client, credentials: { accessKeyId, secretAccessKey } });
    const request = new AssumeRoleCommand({ RoleArn: READER, RoleSessionName: "test" });
    const { Credentials } = await sts.send(request);
    return new RedshiftDataClient({
      ...client,
      credentials: {
        accessKeyId: Credentials?.AccessKeyId ?? "",
        secretAccessKey: Credentials?.SecretAccessKey ?? "",
        sessionToken: Credentials?.SessionToken ?? "",
      },
    });
  }

  it("answers SQL to a role that was seeded, through both accounts, and tells who decided what", async () => {
    const api = await dataApi();
    const starts = () => events.filter(({ kind }) => kind === "warehouse-start");
    expect(starts()).toEqual([]);
    const Sql = "SELECT count(*) AS n FROM orders";
    const { Id } = await api.send(new ExecuteStatementCommand({ ...TARGET, Sql, WaitTimeSeconds: 30 }));
    expect(await api.send(new DescribeStatementCommand({ Id }))).toMatchObject({ Status: "FINISHED" });
    const { Records } = await api.send(new GetStatementResultCommand({ Id }));
    expect(Records).toEqual([[{ longValue: 5000 }]]);
    // The other warehouse, which nobody asks, has no database.
    expect(starts()).toEqual([{ kind: "warehouse-start", accountId: R, region: REGION, name: "warehouse" }]);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: "assume-role", caller: OPERATOR, role: READER, allowed: true }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: "authorization",
        action: "redshift-data:ExecuteStatement",
        allowed: true,
      }),
    );
  });

  it("denies the role what its policy does not allow", async () => {
    const api = await dataApi();
    const other = { ...TARGET, DbUser: "admin", Sql: "SELECT 1" };
    await expect(api.send(new ExecuteStatementCommand(other))).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringContaining(
        `is not authorized to perform: redshift:GetClusterCredentials on resource: arn:aws:redshift:${REGION}:${R}:dbuser:warehouse/admin`,
      ),
    });
  });

  it("says which port is in use, and starts nothing", async () => {
    const port = Number(new URL(emulator.url).port);
    await expect(startEmulator({ ...options(), port })).rejects.toMatchObject({
      name: "EmulatorError",
      code: "PORT_IN_USE",
      message: `port ${port} of 127.0.0.1 is in use`,
    });
  });

  it("closes, and no longer answers", async () => {
    await emulator.close();
    await expect(fetch(emulator.url)).rejects.toThrow();
    await emulator.close();
  });

  it.each(["aws", "aws-cn", "aws-us-gov"])(
    "has accounts of partition %s, with the deploy roles, boundaries and AWS's managed policies of that partition",
    async (partition) => {
      const region = globalServiceRegion(partition);
      const account = { partition, accountId: "333333333333" };
      const deployer = `arn:${partition}:iam::${account.accountId}:role/team/deployer`;
      const boundary = `arn:${partition}:iam::${account.accountId}:policy/team/boundary`;
      const document = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
      };
      const ofPartition = await startEmulator({
        motoSocket: moto.socket,
        accounts: [account],
        roles: [{ arn: deployer }],
        policies: [{ arn: boundary, document }],
      });
      try {
        const [{ accessKeyId, secretAccessKey }] = ofPartition.operators;
        const client = { endpoint: ofPartition.url, region, credentials: { accessKeyId, secretAccessKey } };
        const sts = new STSClient(client);
        const { AssumedRoleUser } = await sts.send(
          new AssumeRoleCommand({ RoleArn: deployer, RoleSessionName: "test" }),
        );
        expect(AssumedRoleUser?.Arn).toBe(
          `arn:${partition}:sts::${account.accountId}:assumed-role/deployer/test`,
        );
        const iam = new IAMClient(client);
        const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: "deployer" }));
        expect(attached.AttachedPolicies).toEqual([
          {
            PolicyName: "AdministratorAccess",
            PolicyArn: `arn:${partition}:iam::aws:policy/AdministratorAccess`,
          },
        ]);
        expect(await findManagedPolicy(iam, boundary)).toEqual(document);
        const data = `arn:${partition}:iam::aws:policy/AmazonRedshiftDataFullAccess`;
        const shown = await findManagedPolicy(iam, data);
        const stored = new StoredIam(motoIamOf(moto.socket));
        const evaluated = await stored.managedPolicy(account, data);
        stored.close();
        expect(evaluated).toEqual(shown);
        const partitions = [...JSON.stringify(shown).matchAll(/arn:([^:]*):/g)].map(([, found]) => found);
        expect([...new Set(partitions)]).toEqual([partition]);
      } finally {
        await ofPartition.close();
      }
    },
  );

  it("refuses to start with a policy that IAM refuses, in IAM's words", async () => {
    const Resource = "arn:aws-cn:s3:::a";
    const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource }] };
    const account = { partition: "aws", accountId: "444444444444" };
    const arn = `arn:aws:iam::${account.accountId}:policy/boundary`;
    const policies = [{ arn, document }];
    const started = startEmulator({ motoSocket: moto.socket, accounts: [account], policies });
    await expect(started).rejects.toMatchObject({
      name: "EmulatorError",
      code: "POLICY_REFUSED",
      message: `IAM refuses the text of policy ${arn}: Partition "aws-cn" is not valid for resource "${Resource}".`,
    });
  });

  it("refuses a role whose ARN is none, before anything is seeded", async () => {
    const role = { arn: `arn:aws:iam::${L}:user/somebody` };
    await expect(startEmulator({ ...options(), roles: [role] })).rejects.toMatchObject({
      code: "ROLE_ARN_INVALID",
      message: `role ARN is ${role.arn}, expected arn:<partition>:iam::<account>:role/<path><name>`,
    });
  });
});
