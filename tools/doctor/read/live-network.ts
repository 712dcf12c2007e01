import {
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  type EC2Client,
  type IpPermission,
  type RouteTable,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import { presentMembers } from "../../../aws/json";
import { CouldNotCheck } from "./could-not-check";

/** The network of a function as EC2 has it right now. */
export interface LiveNetwork {
  /** Those of the function that there are. */
  readonly subnets: readonly LiveSubnet[];
  /** Interface endpoints of the subnets' VPCs. */
  readonly endpoints: readonly LiveEndpoint[];
  /** Security groups of the function and of the endpoints, by id. */
  readonly groups: ReadonlyMap<string, LiveSecurityGroup>;
}

interface LiveSubnet {
  readonly id: string;
  readonly vpcId: string;
  readonly cidr: string;
  /** What takes what leaves for anywhere, for example `nat-0123456789abcdef0`. Absent: nothing does. */
  readonly defaultRoute?: string;
}

export interface LiveEndpoint {
  readonly id: string;
  /** For example `com.amazonaws.eu-west-1.sts`. */
  readonly service: string;
  readonly state: string;
  readonly hasPrivateDns: boolean;
  readonly groupIds: readonly string[];
  /** Its policy, as it is written. Absent: it has none. */
  readonly policy?: string;
}

/** A security group, as far as it lets TCP on port 443. */
interface LiveSecurityGroup {
  readonly lets: Readonly<Record<"in" | "out", readonly Peer[]>>;
}

/** Who is let in, or out to whom: an IPv4 range, a security group, or a list of ranges that is not looked into. */
export type Peer =
  | { readonly cidr: string }
  | { readonly groupId: string }
  | { readonly prefixListId: string };

/**
 * Reads what lies between a function in a VPC and the services that it calls.
 *
 * @throws CouldNotCheck which names the permission that is missing
 */
export async function readLiveNetwork(
  ec2: EC2Client,
  { subnetIds, securityGroupIds }: { subnetIds: readonly string[]; securityGroupIds: readonly string[] },
): Promise<LiveNetwork> {
  const { Subnets = [] } = await may("ec2:DescribeSubnets", () =>
    // A filter finds those that there are; ids would be refused for the first that is gone.
    ec2.send(new DescribeSubnetsCommand({ Filters: [{ Name: "subnet-id", Values: [...subnetIds] }] })),
  );
  const vpcIds = [...new Set(Subnets.map(({ VpcId = "" }) => VpcId))];
  if (vpcIds.length === 0) return { subnets: [], endpoints: [], groups: new Map() };
  const ofVpc = { Filters: [{ Name: "vpc-id", Values: vpcIds }] };
  const [{ VpcEndpoints = [] }, { RouteTables = [] }] = await Promise.all([
    may("ec2:DescribeVpcEndpoints", () => ec2.send(new DescribeVpcEndpointsCommand(ofVpc))),
    may("ec2:DescribeRouteTables", () => ec2.send(new DescribeRouteTablesCommand(ofVpc))),
  ]);
  const endpoints = VpcEndpoints.filter(({ VpcEndpointType }) => VpcEndpointType === "Interface").map(
    (endpoint): LiveEndpoint => ({
      id: endpoint.VpcEndpointId ?? "",
      service: endpoint.ServiceName ?? "",
      state: String(endpoint.State ?? "").toLowerCase(),
      hasPrivateDns: endpoint.PrivateDnsEnabled === true,
      groupIds: (endpoint.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      ...presentMembers({ policy: endpoint.PolicyDocument }),
    }),
  );
  const groupIds = [...new Set([...securityGroupIds, ...endpoints.flatMap((endpoint) => endpoint.groupIds)])];
  const { SecurityGroups = [] } = await may("ec2:DescribeSecurityGroups", () =>
    ec2.send(new DescribeSecurityGroupsCommand({ Filters: [{ Name: "group-id", Values: groupIds }] })),
  );
  return {
    subnets: Subnets.map(({ SubnetId: id = "", VpcId: vpcId = "", CidrBlock: cidr = "" }) => ({
      ...{ id, vpcId, cidr },
      ...presentMembers({ defaultRoute: defaultRoute(RouteTables, id, vpcId) }),
    })),
    endpoints,
    groups: new Map(SecurityGroups.map((group) => [group.GroupId ?? "", onPort443(group)])),
  };
}

async function may<T>(action: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error) || !/^(?:UnauthorizedOperation|AccessDenied)/.test(error.name)) throw error;
    throw new CouldNotCheck(
      `the deploy credentials of the lambda account may not ${action}`,
      `allow ${action} on * (npm run deploy-policy -- --json has the doctor's policy)`,
    );
  }
}

/** A subnet without a table of its own has the main one of its VPC. */
function defaultRoute(tables: readonly RouteTable[], subnetId: string, vpcId: string): string | undefined {
  const own = tables.find(({ Associations = [] }) =>
    Associations.some((found) => found.SubnetId === subnetId),
  );
  const main = tables.find(
    ({ VpcId, Associations = [] }) => VpcId === vpcId && Associations.some((found) => found.Main === true),
  );
  const route = ((own ?? main)?.Routes ?? []).find(
    ({ DestinationCidrBlock, State }) => DestinationCidrBlock === "0.0.0.0/0" && State !== "blackhole",
  );
  return [
    route?.NatGatewayId,
    route?.TransitGatewayId,
    route?.NetworkInterfaceId,
    route?.InstanceId,
    route?.VpcPeeringConnectionId,
    route?.GatewayId,
  ].find((target) => target !== undefined && target !== "");
}

function onPort443({ IpPermissions = [], IpPermissionsEgress = [] }: SecurityGroup): LiveSecurityGroup {
  return { lets: { in: peersOf(IpPermissions), out: peersOf(IpPermissionsEgress) } };
}

function peersOf(rules: readonly IpPermission[]): readonly Peer[] {
  return rules
    .filter(
      ({ IpProtocol, FromPort = 0, ToPort = 65_535 }) =>
        IpProtocol === "-1" || (["tcp", "6"].includes(IpProtocol ?? "") && FromPort <= 443 && ToPort >= 443),
    )
    .flatMap(({ IpRanges = [], UserIdGroupPairs = [], PrefixListIds = [] }): readonly Peer[] => [
      ...IpRanges.flatMap(({ CidrIp: cidr }) => (cidr === undefined ? [] : [{ cidr }])),
      ...UserIdGroupPairs.flatMap(({ GroupId: groupId }) => (groupId === undefined ? [] : [{ groupId }])),
      ...PrefixListIds.flatMap(({ PrefixListId: prefixListId }) =>
        prefixListId === undefined ? [] : [{ prefixListId }],
      ),
    ]);
}
