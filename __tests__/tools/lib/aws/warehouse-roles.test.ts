import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Link } from "../../../../config/link";
import { linkWith, TARGETS } from "../../../../testing/links/links";
import { warehouseRoles } from "../../../../tools/lib/aws/warehouse-roles";

const [A, B] = ["arn:aws:iam::222222222222:role/a", "arn:aws:iam::222222222222:role/path/b"];

/** Answers in turn, and keeps what was asked. */
class FakeService {
  readonly asked: string[] = [];
  readonly answers: (readonly [status: number, body: string])[] = [];
  private server: Server | undefined;
  url = "";

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      request.on("end", () => {
        this.asked.push(
          [request.headers["x-amz-target"], decodeURIComponent(body)].filter(Boolean).join(" "),
        );
        const [status, text] = this.answers.shift() ?? [500, ""];
        response.writeHead(status).end(text);
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server?.close();
  }
}

const service = new FakeService();
beforeAll(() => service.start());
beforeEach(() => service.asked.splice(0));
afterAll(() => service.stop());

const rolesOf = (target: Link["target"]) =>
  warehouseRoles({
    target,
    config: {
      region: "eu-west-1",
      endpoint: service.url,
      credentials: { accessKeyId: "AKIA", secretAccessKey: "secret" },
    },
    signal: new AbortController().signal,
  });

test("a cluster lists its roles, and adds and removes one by name", async () => {
  const roles = rolesOf(linkWith().target);
  const element = (arn: string, status: string) =>
    `<ClusterIamRole><IamRoleArn>${arn}</IamRoleArn><ApplyStatus>${status}</ApplyStatus></ClusterIamRole>`;
  service.answers.push(
    [200, `<IamRoles>${element(A, "in-sync")}${element(B, "adding")}</IamRoles>`],
    [200, ""],
    [200, ""],
  );
  expect(await roles.list()).toEqual([
    { arn: A, status: "in-sync" },
    { arn: B, status: "adding" },
  ]);
  await roles.attach(A);
  await roles.detach(B);
  const of = (action: string) => `Action=${action}&Version=2012-12-01&ClusterIdentifier=warehouse`;
  expect(service.asked).toEqual([
    of("DescribeClusters"),
    `${of("ModifyClusterIamRoles")}&AddIamRoles.IamRoleArn.1=${A}`,
    `${of("ModifyClusterIamRoles")}&RemoveIamRoles.IamRoleArn.1=${B}`,
  ]);
});

test("a namespace gets its whole list, read right before; one on its way out is not put back", async () => {
  const roles = rolesOf(linkWith({ target: TARGETS["serverless-iam"] }).target);
  const namespace = JSON.stringify({
    namespace: {
      iamRoles: [
        `IamRole(applyStatus=in-sync, iamRoleArn=${A})`,
        `IamRole(iamRoleArn=${A},2, applyStatus=in-sync)`,
        `IamRole(applyStatus=removing, iamRoleArn=${B})`,
      ],
    },
  });
  const all = [200, namespace] as const;
  service.answers.push([200, '{"workgroup":{"namespaceName":"sales"}}'], all, all, all, all);
  await roles.attach("arn:c");
  await roles.detach(A);
  const get = 'RedshiftServerless.GetNamespace {"namespaceName":"sales"}';
  const update = (...iamRoles: string[]) =>
    `RedshiftServerless.UpdateNamespace ${JSON.stringify({ namespaceName: "sales", iamRoles })}`;
  expect(service.asked).toEqual([
    'RedshiftServerless.GetWorkgroup {"workgroupName":"analytics"}',
    ...[get, update(A, `${A},2`, "arn:c")],
    ...[get, update(`${A},2`)],
  ]);
});

test("what the service refuses is its code and text, of XML and of JSON", async () => {
  service.answers.push(
    [403, "<Error><Code>AccessDenied</Code><Message>not you</Message></Error>"],
    [400, '{"__type":"com.amazon#AccessDeniedException","message":"not \\"you\\""}'],
  );
  await expect(rolesOf(linkWith().target).list()).rejects.toMatchObject({
    name: "AccessDenied",
    message: "not you",
  });
  await expect(rolesOf(linkWith({ target: TARGETS["serverless-iam"] }).target).list()).rejects.toMatchObject({
    name: "AccessDeniedException",
  });
});
