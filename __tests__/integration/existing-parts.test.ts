import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  DeleteRolePolicyCommand,
  GetRoleCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { GetFunctionCommand } from "@aws-sdk/client-lambda";
import {
  type PartsOfOthers,
  partsOfOthers,
  ROLES_OF_OTHERS,
} from "../../access/terraform/carried/parts-of-others";
import type { EmulatorEvent } from "../../emulator/emulator-event";
import { standBy } from "../../rehearsal/others/stand-by";
import { type OwnersWork, standIn } from "../../rehearsal/others/stand-in";
import { askFunction } from "../../rehearsal/statements/ask-function";
import { rehearseTransfer } from "../../rehearsal/transfer/rehearse-transfer";
import { Deployment } from "../../testing/deployment/deployment";
import { DoctorSession, idsWith } from "../../testing/deployment/doctor-session";
import { report } from "../../testing/deployment/drift-matrix";
import { until } from "../../testing/deployment/rehearsal-process";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { BASE } from "../../testing/links/links";
import { IN_ORDER, MADE, SERVED, SHAPES, type Shape } from "../../testing/rehearsal/shapes-of-others";

describeWith(REHEARSAL_PROGRAMS, "links of which others make parts, in two local accounts", () => {
  const folder = temporaryFolder();
  const shapes = Object.keys(SHAPES) as Shape[];
  const links = shapes.map((name) => ({ ...BASE, ...SHAPES[name], name }));
  let hear = (_event: EmulatorEvent): void => undefined;
  const deployment = new Deployment(folder, { links }, { onEvent: (event) => hear(event) });
  const doctor = new DoctorSession(deployment, folder);
  const before = { ...process.env };
  const owners = new Map<string, OwnersWork>();
  const told = new Map<string, string[]>(shapes.map((name) => [name, []]));

  const stackFolder = (name: string) => join(folder, "cdktf.out/stacks", name);
  const stackOf = (name: string) => JSON.parse(readFileSync(join(stackFolder(name), "cdk.tf.json"), "utf8"));
  const tellsOf = (name: string) => told.get(name) ?? [];
  const progressOf = (name: string) => ({
    step: async <T>(title: string, work: () => Promise<T>): Promise<T> => {
      const done = await work();
      tellsOf(name).push(title.replace("in the place of their owners make ", ""));
      return done;
    },
    line: (line: string) => void tellsOf(name).push(line.trim()),
  });

  beforeAll(async () => {
    await deployment.start();
    const { accounts, signal } = deployment;
    const served = standBy({
      links: [deployment.link(SERVED)],
      synthesized: { status: "fulfilled", value: [{ name: SERVED, folder: stackFolder(SERVED) }] },
      owners: { ...accounts, signal },
      tell: (line) => void tellsOf(SERVED).push(line),
    });
    hear = served.hear;
    await Promise.all(
      shapes.map(async (name) => {
        const stack = { folder: stackFolder(name) };
        const progress = progressOf(name);
        const work = standIn({ link: deployment.link(name), stack, accounts, signal, progress });
        owners.set(name, work);
        if (name === SERVED) {
          await deployment.apply(name);
          await until(() => tellsOf(name).length > 1, "the parts of others");
          return;
        }
        await work.beforeApply();
        await deployment.apply(name);
        tellsOf(name).push("apply");
        await work.afterApply();
      }),
    );
    doctor.enter();
  });
  afterAll(async () => {
    process.env = before;
    await deployment.stop();
  });

  /** Names of the parts of others that are there. */
  async function thereOf({ function: called, ...others }: PartsOfOthers): Promise<string[]> {
    const roles = await Promise.all(
      ROLES_OF_OTHERS.flatMap((part) => others[part] ?? []).map(({ accountId, name }) =>
        deployment
          .iam(accountId)
          .send(new GetRoleCommand({ RoleName: name }))
          .then(({ Role }) => Role?.RoleName ?? ""),
      ),
    );
    if (called === undefined) return roles;
    const lambda = deployment.lambda(called.accountId, called.region);
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: called.name }));
    return [...roles, Configuration?.FunctionName ?? ""];
  }

  it.each(shapes)("%s: others' parts have no resource, an account of others no provider", (name) => {
    const { provider, resource } = stackOf(name);
    const resources = ["aws_iam_role", "aws_iam_role_policy", "aws_lambda_function"].flatMap((type) =>
      Object.keys(resource[type] ?? {}).map((id) => `${type}.${id}`),
    );
    const providers = (provider.aws as { alias: string }[]).map(({ alias }) => alias);
    expect({ providers, resources }).toEqual(MADE[name]);
  });

  it.each(shapes)(
    "%s: parts are made in the order of the hand-off, rows come through both hops",
    async (name) => {
      expect(tellsOf(name)).toEqual(IN_ORDER[name]);
      const { accounts, events, signal } = deployment;
      const link = deployment.link(name);
      await askFunction({
        ...{ link, accounts, events, signal, progress: progressOf(name) },
        ...{ ownWarehouse: undefined, askedEvents: [] },
      });
      const lines = tellsOf(name).slice(IN_ORDER[name].length);
      expect(lines[0]).toBe(`invoke ${link.function.name}`);
      expect(lines.filter((line) => line.startsWith("hop 1"))).toEqual([
        `hop 1  allowed  sts:AssumeRole on arn:aws:iam::222222222222:role/${link.dataRole.name}`,
      ]);
      expect(lines.some((line) => line.startsWith("hop 2  allowed  redshift-data:ExecuteStatement"))).toBe(
        true,
      );
      expect(lines.filter((line) => line.includes("DENIED"))).toEqual([]);
    },
  );

  const transferring = shapes.filter((name) => "buckets" in SHAPES[name]);
  it.each(transferring)(
    "%s: files are loaded and unloaded through the roles of both owners",
    async (name) => {
      const { accounts, events, signal } = deployment;
      const link = deployment.link(name);
      const { copyRole, bucketRole } = link.dataTransfer ?? {};
      const before = tellsOf(name).length;
      await rehearseTransfer({
        ...{ link, accounts, events, signal, progress: progressOf(name) },
        ...{ ownWarehouse: undefined, askedEvents: [] },
      });
      const lines = tellsOf(name).slice(before);
      expect(lines.filter((line) => /^(compare|read back)/.test(line))).toEqual([
        "compare the table with the file",
        "read back visits_000 and compare with the table",
      ]);
      const hops = new Set(lines.filter((line) => /^hop [34].* sts:/.test(line)));
      expect([...hops]).toEqual([
        `hop 3  allowed  sts:AssumeRole by redshift.amazonaws.com on arn:aws:iam::222222222222:role${copyRole?.path}${copyRole?.name}`,
        `hop 4  allowed  sts:AssumeRole on arn:aws:iam::111111111111:role/${bucketRole?.name}`,
      ]);
      // Once, before the role is attached.
      expect(lines.filter((line) => line.includes("DENIED"))).toEqual([
        "COPY_ROLE_DENIED at copy-role: hop 3: Redshift may not assume the role named in IAM_ROLE",
      ]);
    },
  );

  it.each<Shape>(["roles-only", "redshift-side"])(
    "%s: the doctor reads the parts of others, and sends their function nothing",
    async (name) => {
      const checks = await doctor.examine(name);
      expect([idsWith("problem", checks), idsWith("could-not-check", checks)]).toEqual([[], []]);
      expect([...checks.keys()].filter((id) => ["log-group", "target", "select-1"].includes(id))).toEqual([]);
    },
  );

  it("the doctor names the owner of a policy that is missing at a part of others", async () => {
    const { name: RoleName = "", policies = [] } = partsOfOthers(stackOf("lambda-side")).dataRole ?? {};
    const iam = deployment.iam(BASE.redshiftAccount.id);
    for (const { name: PolicyName } of policies) {
      await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
    }
    const checks = await doctor.examine("lambda-side");
    for (const { name: PolicyName, document } of policies) {
      const PolicyDocument = JSON.stringify(document);
      await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
    }
    expect(idsWith("problem", checks)).toEqual(["data-role", "hop-2", "select-1"]);
    expect(checks.get("data-role")?.next).toContain(
      "others own it: ask the owner of account 222222222222 for what cdktf.out/handoff/lambda-side.md says",
    );
  });

  it.each(shapes)("%s: there is no drift, and a destroy leaves what others made", async (name) => {
    const parts = partsOfOthers(stackOf(name));
    const all = [...ROLES_OF_OTHERS, "function" as const].flatMap((part) => parts[part]?.name ?? []);
    const drift = await report(deployment, name);
    expect([drift.status, drift.findings, drift.unchecked]).toEqual(["clean", [], []]);
    expect(
      drift.unseen?.map((line) => /role\/(?:.*\/)?([\w-]+)|function:([\w-]+)/.exec(line)?.slice(1).join("")),
    ).toEqual(all);
    const terraform = deployment.terraform(name);
    await terraform.planDestroy("destroy.tfplan");
    const work = owners.get(name);
    await terraform.apply("destroy.tfplan");
    expect(await thereOf(parts)).toEqual(all);
    const { queryRole } = parts;
    if (queryRole !== undefined) {
      const { PolicyNames } = await deployment
        .iam(queryRole.accountId)
        .send(new ListRolePoliciesCommand({ RoleName: queryRole.name }));
      expect(PolicyNames).toEqual(queryRole.policies.map((policy) => policy.name));
    }
    await work?.beforeDestroy();
    await work?.afterDestroy();
    await expect(thereOf(parts)).rejects.toThrow(/NoSuchEntity|cannot be found|not found/i);
  });
});
