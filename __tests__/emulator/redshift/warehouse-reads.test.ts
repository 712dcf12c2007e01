import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import {
  redshiftRequirements,
  serverlessRequirements,
} from "../../../emulator/authorization/requirements/redshift";
import { AwsError } from "../../../emulator/protocol/aws-error";
import { AttachedRoles } from "../../../emulator/redshift/attached-roles";
import { ClusterService } from "../../../emulator/redshift/cluster-service";
import { ServerlessService } from "../../../emulator/redshift/serverless-service";
import { LOCAL_WORKGROUP, LocalDataApi, session } from "../../../testing/emulator/local-data-api";
import { startSilentEngine } from "../../../testing/emulator/silent-engine";

const EMPTY =
  "<DescribeClustersResponse><DescribeClustersResult><Clusters/></DescribeClustersResult></DescribeClustersResponse>";
const ONE = EMPTY.replace(
  "<Clusters/>",
  "<Clusters><Cluster><ClusterIdentifier>made</ClusterIdentifier></Cluster></Clusters>",
);
const MISSING = "<ErrorResponse><Error><Code>ClusterNotFound</Code></Error></ErrorResponse>";

const { warehouses } = new LocalDataApi(startSilentEngine);
const serverless = new ServerlessService(warehouses, new AttachedRoles());

function request(service: string, body: string, region = "ap-northeast-1"): SignedRequest {
  return {
    ...{ method: "POST", url: "/", path: "/", query: new URLSearchParams(), body: Buffer.from(body) },
    headers:
      service === "redshift" ? { "content-type": "application/x-www-form-urlencoded; charset=utf-8" } : {},
    scope: { service, region } as SignedRequest["scope"],
    caller: session("reader"),
  };
}

async function clusters(
  parameters: string,
  moto: string,
  status = 200,
  region?: string,
): Promise<readonly string[]> {
  const forward = async () => ({ status, headers: {}, body: Buffer.from(moto) });
  const asked = request("redshift", `Action=DescribeClusters&Version=2012-12-01${parameters}`, region);
  const { body } = await new ClusterService({ forward }, warehouses, new AttachedRoles()).handle(
    asked,
    "DescribeClusters",
  );
  if (body.toString().includes("<Error>")) return [String(/<Code>(.*?)</.exec(body.toString())?.[1])];
  return [...body.toString().matchAll(/<ClusterIdentifier>(.*?)</g)].map(([, name = ""]) => name);
}

test.each(["GetClusterCredentials", "GetClusterCredentialsWithIAM", "PauseCluster", "ModifyCluster"])(
  "%s of a local cluster is not offered, and of another moto's",
  async (operation) => {
    const forward = async () => ({ status: 200, headers: {}, body: "moto" });
    const service = new ClusterService({ forward }, warehouses, new AttachedRoles());
    const of = (name: string) =>
      service.handle(request("redshift", `Action=${operation}&ClusterIdentifier=${name}`), operation);
    await expect(of("warehouse")).rejects.toThrow(
      new AwsError("NotImplemented", `the local accounts do not offer ${operation} of redshift`, 501),
    );
    expect((await of("made")).body).toBe("moto");
  },
);

/** Redshift API Reference, DescribeClusters: parameters, what moto answers, the clusters in the answer. */
test.each([
  ["all, beside none", "", EMPTY, ["warehouse"]],
  [
    "all, beside an empty list in two tags",
    "",
    EMPTY.replace("<Clusters/>", "<Clusters></Clusters>"),
    ["warehouse"],
  ],
  ["all, beside one that was created", "", ONE, ["warehouse", "made"]],
  ["by its name", "&ClusterIdentifier=warehouse", MISSING, ["warehouse"]],
  ["another by its name", "&ClusterIdentifier=made", ONE, ["made"]],
  ["none of a name", "&ClusterIdentifier=other", MISSING, ["ClusterNotFound"]],
  ["a workgroup is no cluster", "&ClusterIdentifier=analytics", MISSING, ["ClusterNotFound"]],
  ["a second page is moto's", "&Marker=1", ONE, ["made"]],
  ["none has tags", "&TagKeys.TagKey.1=team", EMPTY, []],
  ["what is refused stays refused", "", MISSING, ["ClusterNotFound"]],
])("DescribeClusters: %s", async (_title, parameters, moto, names) => {
  expect(await clusters(parameters, moto, moto === MISSING ? 404 : 200)).toEqual(names);
});

test("DescribeClusters of another region has none", async () => {
  expect(await clusters("", EMPTY, 200, "us-east-1")).toEqual([]);
});

test("every other operation of Redshift is moto's", async () => {
  const forward = async () => ({ status: 200, headers: {}, body: "moto" });
  const service = new ClusterService({ forward }, warehouses, new AttachedRoles());
  expect((await service.handle(request("redshift", "Action=DescribeTags"), "DescribeTags")).body).toBe(
    "moto",
  );
});

function answer(operation: string, input: object, region?: string): unknown {
  try {
    return JSON.parse(
      String(
        serverless.handle(request("redshift-serverless", JSON.stringify(input), region), operation).body,
      ),
    );
  } catch (error) {
    if (error instanceof AwsError) return `${error.httpStatus} ${error.code}: ${error.message}`;
    throw error;
  }
}

const { name, id } = LOCAL_WORKGROUP;
const ARN = "arn:aws:redshift-serverless:ap-northeast-1:222222222222";
const WORKGROUP = expect.objectContaining({
  ...{ workgroupName: name, workgroupId: id, workgroupArn: `${ARN}:workgroup/${id}`, namespaceName: name },
  ...{ status: "AVAILABLE", port: 5439, creationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) },
  endpoint: {
    address: "analytics.222222222222.ap-northeast-1.redshift-serverless.amazonaws.com",
    port: 5439,
  },
});
const NAMESPACE = expect.objectContaining({
  ...{
    namespaceName: name,
    namespaceId: id,
    namespaceArn: `${ARN}:namespace/${id}`,
    dbName: "dev",
    status: "AVAILABLE",
  },
});
const NULL = (member: string) =>
  `400 ValidationException: 1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`;

/** Redshift Serverless API Reference; the text of a missing one: github.com/pulumi/pulumi-aws-native/issues/614. */
test.each([
  ["GetWorkgroup", { workgroupName: "analytics" }, undefined, { workgroup: WORKGROUP }],
  [
    "GetWorkgroup",
    { workgroupName: "other" },
    undefined,
    "400 ResourceNotFoundException: Serverless workgroup other not found.",
  ],
  [
    "GetWorkgroup",
    { workgroupName: "analytics" },
    "us-east-1",
    "400 ResourceNotFoundException: Serverless workgroup analytics not found.",
  ],
  [
    "GetWorkgroup",
    { workgroupName: "warehouse" },
    undefined,
    "400 ResourceNotFoundException: Serverless workgroup warehouse not found.",
  ],
  ["GetWorkgroup", {}, undefined, NULL("workgroupName")],
  ["ListWorkgroups", {}, undefined, { workgroups: [WORKGROUP] }],
  ["ListWorkgroups", { maxResults: 1 }, undefined, { workgroups: [WORKGROUP] }],
  ["ListWorkgroups", { nextToken: "1" }, undefined, { workgroups: [] }],
  ["ListWorkgroups", { nextToken: "x" }, undefined, "400 ValidationException: The next token is not valid."],
  ["ListWorkgroups", {}, "us-east-1", { workgroups: [] }],
  ["GetNamespace", { namespaceName: "analytics" }, undefined, { namespace: NAMESPACE }],
  [
    "GetNamespace",
    { namespaceName: "other" },
    undefined,
    "400 ResourceNotFoundException: Serverless namespace other not found.",
  ],
  ["GetNamespace", {}, undefined, NULL("namespaceName")],
  ["ListNamespaces", {}, undefined, { namespaces: [NAMESPACE] }],
  [
    "CreateWorkgroup",
    {},
    undefined,
    "501 NotImplemented: the local accounts do not offer CreateWorkgroup of redshift-serverless",
  ],
] as const)("%s %j in %s", (operation, input, region, expected) => {
  expect(answer(operation, input, region)).toEqual(expected);
});

/** Service Authorization Reference, Redshift and Redshift Serverless: what a request needs; no resource: administrators alone. */
test.each([
  [
    "redshift",
    "DescribeClusters",
    "Action=DescribeClusters",
    "arn:aws:redshift:ap-northeast-1:222222222222:cluster:*",
  ],
  [
    "redshift",
    "DescribeClusters",
    "ClusterIdentifier=warehouse",
    "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse",
  ],
  ["redshift", "CreateCluster", "ClusterIdentifier=warehouse", undefined],
  ["redshift-serverless", "GetWorkgroup", `{"workgroupName":"analytics"}`, `${ARN}:workgroup/${id}`],
  ["redshift-serverless", "GetWorkgroup", `{"workgroupName":"other"}`, `${ARN}:workgroup/other`],
  ["redshift-serverless", "GetNamespace", `{"namespaceName":"analytics"}`, `${ARN}:namespace/${id}`],
  ["redshift-serverless", "ListWorkgroups", "{}", "*"],
  ["redshift-serverless", "ListNamespaces", "{}", "*"],
  ["redshift-serverless", "DeleteWorkgroup", `{"workgroupName":"analytics"}`, undefined],
])("%s:%s %s is decided on its resource", async (service, operation, body, resource) => {
  const asked = request(service, body);
  const needs =
    service === "redshift"
      ? await redshiftRequirements(asked, operation)
      : await serverlessRequirements(asked, operation, (named) => serverless.idOf(asked, named));
  expect(needs).toEqual([
    { action: `${service}:${operation}`, ...(resource === undefined ? {} : { resource }) },
  ]);
});
