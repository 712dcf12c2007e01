import type { SignedRequest } from "../../../emulator/authentication/signed-request";
import {
  redshiftRequirements,
  serverlessRequirements,
} from "../../../emulator/authorization/requirements/redshift";
import { AttachedRoles } from "../../../emulator/redshift/attached-roles";
import { ClusterService } from "../../../emulator/redshift/cluster-service";
import { ServerlessService } from "../../../emulator/redshift/serverless-service";
import { LOCAL_WORKGROUP, LocalDataApi, session } from "../../../testing/emulator/local-data-api";
import { startSilentEngine } from "../../../testing/emulator/silent-engine";

const MISSING = "<ErrorResponse><Error><Code>ClusterNotFound</Code></Error></ErrorResponse>";

const { warehouses } = new LocalDataApi(startSilentEngine);

function request(service: string, body: string, region = "ap-northeast-1"): SignedRequest {
  return {
    ...{ method: "POST", url: "/", path: "/", query: new URLSearchParams(), body: Buffer.from(body) },
    headers:
      service === "redshift" ? { "content-type": "application/x-www-form-urlencoded; charset=utf-8" } : {},
    scope: { service, region } as SignedRequest["scope"],
    caller: session("reader"),
  };
}

const COPY = "arn:aws:iam::222222222222:role/copy";
const OTHER = "arn:aws:iam::222222222222:role/other";

test("roles of a cluster are added and removed, beside those of others", async () => {
  const forward = async () => ({ status: 400, headers: {}, body: Buffer.from(MISSING) });
  const service = new ClusterService({ forward }, warehouses, new AttachedRoles());
  const modify = async (more: string) => {
    const asked = request("redshift", `Action=ModifyClusterIamRoles&ClusterIdentifier=warehouse${more}`);
    const { body } = await service.handle(asked, "ModifyClusterIamRoles");
    return /<IamRoles>.*<\/Cluster>/.exec(body.toString())?.[0];
  };
  const role = (arn: string) =>
    `<ClusterIamRole><IamRoleArn>${arn}</IamRoleArn><ApplyStatus>in-sync</ApplyStatus></ClusterIamRole>`;
  const add = (arn: string, number = 1) => `&AddIamRoles.IamRoleArn.${number}=${encodeURIComponent(arn)}`;
  expect(await modify(add(OTHER))).toBe(`<IamRoles>${role(OTHER)}</IamRoles></Cluster>`);
  expect(await modify(`${add(COPY)}&DefaultIamRoleArn=${encodeURIComponent(COPY)}`)).toBe(
    `<IamRoles>${role(OTHER)}${role(COPY)}</IamRoles><DefaultIamRoleArn>${COPY}</DefaultIamRoleArn></Cluster>`,
  );
  const described = request("redshift", "Action=DescribeClusters&ClusterIdentifier=warehouse");
  expect((await service.handle(described, "DescribeClusters")).body.toString()).toContain(role(COPY));
  expect(await modify(`&RemoveIamRoles.IamRoleArn.1=${encodeURIComponent(COPY)}`)).toBe(
    `<IamRoles>${role(OTHER)}</IamRoles></Cluster>`,
  );
  await expect(modify(add("arn:aws:iam::111111111111:role/copy"))).rejects.toThrow(
    "is no role of the account",
  );
});

test("roles of a namespace take the place of those before, the default among them", () => {
  const service = new ServerlessService(warehouses, new AttachedRoles());
  const call = (operation: string, more: object) => {
    const asked = request("redshift-serverless", JSON.stringify({ namespaceName: "analytics", ...more }));
    const { namespace } = JSON.parse(String(service.handle(asked, operation).body)) as {
      namespace: { iamRoles: string[]; defaultIamRoleArn?: string };
    };
    return [namespace.iamRoles, namespace.defaultIamRoleArn];
  };
  const shown = (arn: string) => `IamRole(applyStatus=in-sync, iamRoleArn=${arn})`;
  expect(call("UpdateNamespace", { iamRoles: [OTHER] })).toEqual([[shown(OTHER)], undefined]);
  expect(call("UpdateNamespace", { iamRoles: [COPY], defaultIamRoleArn: COPY })).toEqual([
    [shown(COPY)],
    COPY,
  ]);
  expect(call("GetNamespace", {})).toEqual([[shown(COPY)], COPY]);
  expect(() => call("UpdateNamespace", { defaultIamRoleArn: OTHER })).toThrow("specify the entire list");
  const foreign = "arn:aws:iam::111111111111:role/bucket";
  expect(() => call("UpdateNamespace", { iamRoles: [foreign] })).toThrow(`${foreign} is not valid`);
  const many = Array.from({ length: 51 }, (_, number) => `${COPY}${number}`);
  expect(() => call("UpdateNamespace", { iamRoles: many })).toThrow("51 IAM roles, at most 50");
  expect(() => call("UpdateNamespace", { iamRoles: [OTHER] })).toThrow("must contain the default IAM role");
});

test("attaching a role needs to pass it", async () => {
  const cluster = "Action=ModifyClusterIamRoles&ClusterIdentifier=warehouse";
  const added = `${cluster}&AddIamRoles.IamRoleArn.1=${encodeURIComponent(COPY)}`;
  const pass = (service: string) => ({
    ...{ action: "iam:PassRole", resource: COPY, context: { "iam:PassedToService": service } },
  });
  expect(await redshiftRequirements(request("redshift", added), "ModifyClusterIamRoles")).toEqual([
    {
      action: "redshift:ModifyClusterIamRoles",
      resource: "arn:aws:redshift:ap-northeast-1:222222222222:cluster:warehouse",
    },
    pass("redshift.amazonaws.com"),
  ]);
  const update = request(
    "redshift-serverless",
    JSON.stringify({ namespaceName: "analytics", iamRoles: [COPY] }),
  );
  expect(await serverlessRequirements(update, "UpdateNamespace", () => LOCAL_WORKGROUP.id)).toEqual([
    {
      action: "redshift-serverless:UpdateNamespace",
      resource: `arn:aws:redshift-serverless:ap-northeast-1:222222222222:namespace/${LOCAL_WORKGROUP.id}`,
    },
    pass("redshift-serverless.amazonaws.com"),
  ]);
});
