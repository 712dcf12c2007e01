import type { EC2Client } from "@aws-sdk/client-ec2";
import { linkWith } from "../../../testing/links/links";
import { facts } from "../../../testing/tools/doctor-facts";
import { cidrContains } from "../../../tools/doctor/judge/checks/surroundings/cidr";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runCheck } from "../../../tools/doctor/judge/run-check";
import type { Invocation } from "../../../tools/doctor/read/invocation";
import type { LinkFacts } from "../../../tools/doctor/read/link-facts";
import { type LiveNetwork, readLiveNetwork } from "../../../tools/doctor/read/live-network";

const VPC = { subnetIds: ["subnet-0000000a"], securityGroupIds: ["sg-0000000a"] };
const TOPIC = "arn:aws:sns:ap-northeast-1:111111111111:operations";
const LINK = linkWith({ function: { vpc: VPC, alarms: { topicArn: TOPIC } } });
const CUT: Invocation = { kind: "not-run", reason: "timed out" };

async function check(id: string, changes: Partial<LinkFacts>) {
  const found = linkChecks(false, undefined, LINK.function).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`there is no check ${id}`);
  const { status, found: said } = await runCheck(found, facts({ link: LINK, ...changes }));
  return [status, said];
}

test("a link without VPC and alarms has neither check", () => {
  const ids = linkChecks(false).map(({ id }) => id);
  expect(ids).not.toEqual(expect.arrayContaining(["network"]));
  expect(linkChecks(false, undefined, LINK.function).map(({ id }) => id)).toEqual(
    ids.flatMap((id) => (id === "log-group" ? [id, "alarm-topic", "network"] : [id])),
  );
});

describe("network", () => {
  const open = { lets: { in: [{ groupId: "sg-0000000a" }], out: [{ cidr: "0.0.0.0/0" }] } };
  const endpoint = (service: string) => ({
    id: `vpce-${service}`,
    service: `com.amazonaws.ap-northeast-1.${service}`,
    ...{ state: "available", hasPrivateDns: true, groupIds: ["sg-0000000b"] },
  });
  const subnet = { id: "subnet-0000000a", vpcId: "vpc-1", cidr: "10.0.1.0/24" };
  const network = (changes: Partial<LiveNetwork> = {}): LiveNetwork => ({
    subnets: [subnet],
    endpoints: [endpoint("sts"), endpoint("redshift-data")],
    groups: new Map([
      ["sg-0000000a", open],
      ["sg-0000000b", open],
    ]),
    ...changes,
  });
  const said = (changes: Partial<LiveNetwork>, invocation: Invocation = CUT) =>
    check("network", { network: async () => network(changes), selectOne: async () => invocation });
  const withEndpoint = (changes: object) => ({
    endpoints: [{ ...endpoint("sts"), ...changes }, endpoint("redshift-data")],
  });
  const groups = (more: object) => ({
    groups: new Map([
      ["sg-0000000a", open] as const,
      ["sg-0000000b", { lets: { ...open.lets, ...more } }] as const,
    ]),
  });

  it.each<[string, Partial<LiveNetwork>, string]>([
    ["an endpoint for each", {}, "sts through vpce-sts; redshift-data through vpce-redshift-data"],
    [
      "a NAT gateway for what has no endpoint",
      { endpoints: [endpoint("sts")], subnets: [{ ...subnet, defaultRoute: "nat-1" }] },
      "sts through vpce-sts; redshift-data through nat-1",
    ],
    [
      "a range of addresses that is let in",
      groups({ in: [{ cidr: "10.0.0.0/16" }] }),
      "sts through vpce-sts; redshift-data through vpce-redshift-data",
    ],
    [
      "an endpoint with a policy of its own",
      withEndpoint({
        policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:*","Resource":"*"}]}',
      }),
      "sts through vpce-sts, whose policy has to let analytics-query sts:AssumeRole; redshift-data through vpce-redshift-data",
    ],
  ])("%s is a way", async (_, changes, found) => {
    expect(await said(changes)).toEqual(["ok", found]);
  });

  it.each<[string, Partial<LiveNetwork>, string]>([
    [
      "a subnet that is gone",
      { subnets: [], endpoints: [], groups: new Map() },
      "there is no subnet-0000000a",
    ],
    [
      "no endpoint and no route",
      { endpoints: [endpoint("sts")] },
      "there is no way to redshift-data: vpc-1 has no interface endpoint com.amazonaws.ap-northeast-1.redshift-data, and subnet-0000000a has no default route",
    ],
    [
      "an internet gateway",
      { endpoints: [endpoint("redshift-data")], subnets: [{ ...subnet, defaultRoute: "igw-1" }] },
      "there is no way to sts: vpc-1 has no interface endpoint com.amazonaws.ap-northeast-1.sts, and subnet-0000000a has its default route through igw-1, where a function has no public address",
    ],
    [
      "no private DNS",
      withEndpoint({ hasPrivateDns: false }),
      "vpce-sts to sts has no private DNS, so that the function's calls pass it by",
    ],
    ["an endpoint that is not there yet", withEndpoint({ state: "pending" }), "vpce-sts to sts is pending"],
    [
      "a security group that lets others in",
      groups({ in: [{ cidr: "10.1.0.0/16" }, { groupId: "sg-0000000c" }] }),
      "vpce-sts to sts lets nothing of sg-0000000a in on port 443 (sg-0000000b); vpce-redshift-data to redshift-data lets nothing of sg-0000000a in on port 443 (sg-0000000b)",
    ],
    [
      "a security group that lets the function out nowhere",
      {
        groups: new Map([
          ["sg-0000000a", { lets: { in: [], out: [] } }],
          ["sg-0000000b", open],
        ]),
      },
      "sg-0000000a let the function out nowhere on port 443",
    ],
  ])("%s is a problem, unless the function's calls arrive", async (_, changes, found) => {
    expect(await said(changes)).toEqual(["problem", found]);
    expect(await said(changes, { kind: "finished", rows: [[1]] })).toEqual([
      "ok",
      `the function's calls arrive, though ${found}`,
    ]);
  });

  it("of Redshift in another region, an endpoint is none", async () => {
    const link = linkWith({
      redshiftAccount: { ...LINK.redshiftAccount, region: "eu-west-1" },
      function: { vpc: VPC },
    });
    const live = network();
    expect(await check("network", { link, network: async () => live, selectOne: async () => CUT })).toEqual([
      "problem",
      expect.stringMatching(/^there is no way to redshift-data: .*com\.amazonaws\.eu-west-1\.redshift-data/),
    ]);
  });

  const answers = (byCommand: Readonly<Record<string, object | Error>>) =>
    ({
      send: async (command: object) => {
        const answer = byCommand[command.constructor.name.replace(/^Describe|Command$/g, "")] ?? {};
        if (answer instanceof Error) throw answer;
        return answer;
      },
    }) as Partial<EC2Client> as EC2Client;
  const SUBNETS = { Subnets: [{ SubnetId: subnet.id, VpcId: "vpc-1", CidrBlock: subnet.cidr }] };

  it("is read as EC2 tells it: interface endpoints, TCP on port 443, the subnet's own route table or the main one", async () => {
    const rule = (FromPort: number, ToPort: number, IpProtocol = "tcp") => ({
      ...{ IpProtocol, FromPort, ToPort },
      IpRanges: [{ CidrIp: `10.0.0.${FromPort}/32` }],
    });
    const table = (association: object, NatGatewayId: string) => ({
      ...{ VpcId: "vpc-1", Associations: [association] },
      Routes: [
        { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local" },
        { DestinationCidrBlock: "0.0.0.0/0", NatGatewayId },
      ],
    });
    const read = (RouteTables: object[]) =>
      readLiveNetwork(
        answers({
          Subnets: SUBNETS,
          VpcEndpoints: {
            VpcEndpoints: [
              { VpcEndpointType: "Gateway", VpcEndpointId: "vpce-s3" },
              {
                ...{ VpcEndpointType: "Interface", VpcEndpointId: "vpce-1", State: "Available" },
                ...{ ServiceName: "com.amazonaws.ap-northeast-1.sts", PrivateDnsEnabled: true },
                Groups: [{ GroupId: "sg-1" }],
              },
            ],
          },
          SecurityGroups: {
            SecurityGroups: [
              { GroupId: "sg-1", IpPermissions: [rule(80, 80), rule(440, 450), rule(0, 65_535, "udp")] },
            ],
          },
          RouteTables: { RouteTables },
        }),
        VPC,
      );
    const [main, own] = [table({ Main: true }, "nat-main"), table({ SubnetId: subnet.id }, "nat-own")];
    expect(await read([main, own])).toEqual({
      subnets: [{ ...subnet, defaultRoute: "nat-own" }],
      endpoints: [
        {
          ...{ id: "vpce-1", service: "com.amazonaws.ap-northeast-1.sts", state: "available" },
          ...{ hasPrivateDns: true, groupIds: ["sg-1"] },
        },
      ],
      groups: new Map([["sg-1", { lets: { in: [{ cidr: "10.0.0.440/32" }], out: [] } }]]),
    });
    expect((await read([main])).subnets).toEqual([{ ...subnet, defaultRoute: "nat-main" }]);
  });

  it("that may not be read could not be checked, and the permission is named", async () => {
    const refused = Object.assign(new Error("You are not authorized"), { name: "UnauthorizedOperation" });
    const network = () => readLiveNetwork(answers({ Subnets: SUBNETS, VpcEndpoints: refused }), VPC);
    expect(await check("network", { network })).toEqual([
      "could-not-check",
      "the deploy credentials of the lambda account may not ec2:DescribeVpcEndpoints",
    ]);
  });
});

test.each<[string, string, boolean]>([
  ["0.0.0.0/0", "10.0.1.0/24", true],
  ["10.0.0.0/16", "10.0.1.0/24", true],
  ["10.0.1.0/24", "10.0.1.0/24", true],
  ["10.0.1.128/25", "10.0.1.0/24", false],
  ["10.1.0.0/16", "10.0.1.0/24", false],
  ["192.168.0.0/16", "192.169.0.0/24", false],
  ["::/0", "10.0.1.0/24", false],
  ["10.0.0.0/33", "10.0.1.0/24", false],
])("%s has %s: %s", (outer, inner, expected) => {
  expect(cidrContains(outer, inner)).toBe(expected);
});
