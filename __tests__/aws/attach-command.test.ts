import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attachCommand, isAttachCommand, type NamedWarehouse } from "../../aws/attach-command";

const ROLE = "arn:aws:iam::222222222222:role/analytics-copy";
const CLUSTER: NamedWarehouse = { target: { cluster: "warehouse" }, region: "ap-northeast-1" };
const WORKGROUP: NamedWarehouse = { target: { workgroup: "analytics" }, region: "ap-northeast-1" };

test("a cluster's command adds or removes one role", () => {
  const command =
    "aws redshift modify-cluster-iam-roles --region ap-northeast-1 --cluster-identifier warehouse";
  expect(attachCommand(CLUSTER, ROLE, { isDetaching: false })).toBe(`${command} --add-iam-roles ${ROLE}`);
  expect(attachCommand(CLUSTER, ROLE, { isDetaching: true })).toBe(`${command} --remove-iam-roles ${ROLE}`);
});

/** What a shell makes of the command of a namespace: the calls of the AWS CLI, word by word. */
function calls(command: string, answers: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "aws-"));
  const log = join(folder, "log");
  const cases = Object.entries(answers).map(([operation, does]) => `${operation}) ${does};;`);
  writeFileSync(
    join(folder, "aws"),
    `#!/bin/sh\necho "$*" >> '${log}'\ncase "$2" in\n${cases.join("\n")}\nesac\n`,
    { mode: 0o755 },
  );
  spawnSync("sh", ["-c", command], { env: { PATH: `${folder}:${process.env.PATH}` } });
  const lines = readFileSync(log, "utf8").trim().split("\n");
  rmSync(folder, { recursive: true });
  return lines;
}

describe("a namespace's command", () => {
  const [own, other] = [ROLE, "arn:aws:iam::222222222222:role/theirs"];
  const shown = (...roles: string[]) =>
    `printf '%s\\t' ${roles.map((arn) => `'IamRole(applyStatus=in-sync, iamRoleArn=${arn})'`).join(" ")}`;
  const read = [
    "redshift-serverless get-workgroup --region ap-northeast-1 --workgroup-name analytics --query workgroup.namespaceName --output text",
    "redshift-serverless get-namespace --region ap-northeast-1 --namespace-name main --query namespace.iamRoles --output text",
  ];
  const write =
    "redshift-serverless update-namespace --region ap-northeast-1 --namespace-name main --iam-roles";
  const run = (isDetaching: boolean, list: string) =>
    calls(attachCommand(WORKGROUP, ROLE, { isDetaching }), {
      "get-workgroup": "echo main",
      "get-namespace": list,
    });

  it("writes the list that it read with the role, or without", () => {
    expect(run(false, shown(other))).toEqual([...read, `${write} ${other} ${own}`]);
    expect(run(false, "echo None")).toEqual([...read, `${write} ${own}`]);
    expect(run(true, shown(other, own, `${own}-2`))).toEqual([...read, `${write} ${other} ${own}-2`]);
    expect(run(true, shown(own))).toEqual([...read, write]);
  });

  it("keeps a role whose name has a comma whole", () => {
    const comma = `${other},2`;
    expect(run(false, shown(comma))).toEqual([...read, `${write} ${comma} ${own}`]);
    const reversed = `echo 'IamRole(iamRoleArn=${comma}, applyStatus=in-sync)'`;
    expect(run(true, reversed)).toEqual([...read, `${write} ${comma}`]);
  });

  it("writes nothing when it could not read: the list would lose every other role", () => {
    expect(run(false, "exit 254")).toEqual(read);
    expect(run(true, "exit 254")).toEqual(read);
  });
});

test("a text is such a command to the letter, and attaches", () => {
  const [cluster, workgroup] = [CLUSTER, WORKGROUP].map((warehouse) =>
    attachCommand(warehouse, ROLE, { isDetaching: false }),
  );
  for (const command of [cluster, workgroup]) {
    expect(isAttachCommand(command ?? "")).toBe(true);
    expect(isAttachCommand(`${command}; curl example.com`)).toBe(false);
    expect(isAttachCommand(`true && ${command}`)).toBe(false);
    expect(isAttachCommand(command?.replace("analytics-copy", "$(id)") ?? "")).toBe(false);
  }
  expect(isAttachCommand(attachCommand(CLUSTER, ROLE, { isDetaching: true }))).toBe(false);
  expect(isAttachCommand("")).toBe(false);
});
