import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlanEvents } from "../../access/terraform/plan-events";
import {
  deniedActions,
  LINK_INPUTS,
  LINKS,
  LOOK_STATEMENTS,
  NO_RIGHTS,
  POLICIES,
  setRights,
  without,
} from "../../testing/deployment/deploy-role-links";
import { Deployment } from "../../testing/deployment/deployment";
import { DoctorSession } from "../../testing/deployment/doctor-session";
import { driftReports } from "../../testing/deployment/drift-command";
import { report } from "../../testing/deployment/drift-matrix";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { STATE_BACKEND, useStateBucket } from "../../testing/deployment/state-bucket";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { ACCOUNTS, type DeployAccount } from "../../tools/deploy-policy/judge/deploy-policies";
import type { UncheckedPart } from "../../tools/drift/judge/finding";

const STATEMENTS = ACCOUNTS.flatMap((account) =>
  POLICIES.plain[account].plan.Statement.map((statement) => [account, statement.Sid, statement] as const),
);

const DOCTOR_STATEMENTS = ACCOUNTS.flatMap((account) =>
  POLICIES.plain[account].doctor.Statement.map(({ Sid }) => [account, Sid] as const),
);

describeWith(REHEARSAL_PROGRAMS, "roles with exactly the generated plan policies", () => {
  const folder = temporaryFolder();
  const deployment = new Deployment(
    folder,
    { links: [{ ...LINK_INPUTS.plain, backend: STATE_BACKEND }] },
    { deployRolePolicies: NO_RIGHTS },
  );
  const grant = (account: DeployAccount, part: "plan" | "deploy" | "doctor") =>
    setRights(deployment, "plain", account, POLICIES.plain[account][part]);

  beforeAll(async () => {
    await deployment.start();
    await useStateBucket(deployment, folder);
    for (const account of ACCOUNTS) await grant(account, "deploy");
    await deployment.apply("plain");
    for (const account of ACCOUNTS) await grant(account, "plan");
  });
  afterAll(() => deployment.stop());

  test("plan finds nothing to do", async () => {
    expect(await deployment.terraform("plain").plan("plan.tfplan")).toBe(false);
  });

  test("npm run drift reads both accounts and finds none", async () => {
    expect(await driftReports(deployment)).toEqual({
      exitCode: 0,
      links: [{ link: "plain", status: "clean", findings: [], unchecked: [] }],
    });
  });

  test("plan a change of both accounts, and fail to apply it in either", async () => {
    const file = join(folder, "cdktf.out", "stacks", "plain", "cdk.tf.json");
    const original = readFileSync(file, "utf8");
    const changed = JSON.parse(original);
    changed.resource.aws_iam_role.data_role.max_session_duration = 7200;
    changed.resource.aws_lambda_function.query_function.memory_size = 512;
    writeFileSync(file, JSON.stringify(changed));
    try {
      const terraform = deployment.terraform("plain");
      expect(await terraform.plan("change.tfplan")).toBe(true);
      const output = await terraform.apply("change.tfplan").then(
        () => "applied",
        (error: Error) => error.message,
      );
      expect(deniedActions(output)).toEqual(["iam:UpdateRole", "lambda:UpdateFunctionConfiguration"]);
    } finally {
      writeFileSync(file, original);
    }
  });

  test.each(STATEMENTS.filter(([, sid]) => !LOOK_STATEMENTS.includes(sid)))(
    "without a statement of the %s account, %s, no plan is whole",
    async (account, sid, { Action }) => {
      await setRights(deployment, "plain", account, without(POLICIES.plain[account].plan, sid));
      try {
        const { planErrors, refused } = await planOfDrift();
        const denied = deniedActions(planErrors);
        expect(planErrors).toMatch(/AccessDenied/);
        expect(denied).not.toEqual([]);
        expect(Action).toEqual(expect.arrayContaining(denied));
        expect(refused).toEqual([
          [{ id: LINKS.plain[`${account}Account`].id, role: account }, expect.arrayContaining(denied)],
        ]);
      } finally {
        await grant(account, "plan");
      }
    },
  );

  test.each(STATEMENTS.filter(([, sid]) => LOOK_STATEMENTS.includes(sid)))(
    "without a statement of the %s account, %s, drift says what it could not look at",
    async (account, sid, { Action }) => {
      await setRights(deployment, "plain", account, without(POLICIES.plain[account].plan, sid));
      try {
        const { planErrors, planned, refused } = await planOfDrift();
        expect([planErrors, planned]).toEqual(["", []]);
        expect(refused).toEqual([
          [{ id: LINKS.plain[`${account}Account`].id, role: account }, [...Action].sort()],
        ]);
      } finally {
        await grant(account, "plan");
      }
    },
  );

  describe("the doctor", () => {
    const doctor = new DoctorSession(deployment, folder);
    const own = { ...process.env };
    beforeAll(() => doctor.enter());
    afterAll(async () => {
      process.env = own;
      for (const account of ACCOUNTS) await grant(account, "plan");
    });
    const statuses = async () => [...(await doctor.examine("plain")).values()];

    test("with exactly its own policies finds every check ok", async () => {
      for (const account of ACCOUNTS) await grant(account, "doctor");
      expect((await statuses()).filter(({ status }) => status !== "ok")).toEqual([]);
    });

    test("with exactly the deploy policies finds no problem, and says what it may not do", async () => {
      for (const account of ACCOUNTS) await grant(account, "deploy");
      const open = (await statuses()).filter(({ status }) => status !== "ok");
      expect(open.map(({ id, status }) => [id, status])).toEqual(
        ["hop-1", "hop-2", "target", "select-1"].map((id) => [id, "could-not-check"]),
      );
      expect(open.at(-1)?.found).toContain("not authorized to perform: lambda:InvokeFunction");
    });

    test.each(DOCTOR_STATEMENTS)(
      "without a statement of the %s account, %s, could not check, and finds no problem",
      async (account, sid) => {
        for (const other of ACCOUNTS) await grant(other, "doctor");
        await setRights(deployment, "plain", account, without(POLICIES.plain[account].doctor, sid));
        const open = (await statuses()).filter(({ status }) => status !== "ok");
        expect(open).not.toEqual([]);
        expect(open.filter(({ status }) => status === "problem")).toEqual([]);
      },
    );
  });

  /** What Terraform says in the plan that drift makes, and each account that refused drift something, with the actions. */
  async function planOfDrift() {
    const attempt = jest.spyOn(deployment.terraform("plain"), "attemptPlan");
    try {
      const { status, unchecked } = await report(deployment, "plain");
      expect(status).toBe("could-not-check");
      const plans: PlanEvents[] = await Promise.all(attempt.mock.results.map(({ value }) => value));
      expect(plans).toHaveLength(1);
      const [{ errors, planned } = { errors: [], planned: [] }] = plans;
      const planErrors = errors.map(({ summary, detail }) => `${summary}\n${detail}`).join("\n");
      return { planErrors, planned, refused: refusals(unchecked) };
    } finally {
      attempt.mockRestore();
    }
  }
});

function refusals(
  unchecked: readonly UncheckedPart[],
): readonly [UncheckedPart["account"], readonly string[]][] {
  const accounts = new Map<string, [UncheckedPart["account"], string[]]>();
  for (const { account, reason } of unchecked) {
    const denied = deniedActions(reason);
    if (denied.length === 0) continue;
    const [, known] = accounts.get(account?.role ?? "") ?? [account, []];
    accounts.set(account?.role ?? "", [account, [...new Set([...known, ...denied])].sort()]);
  }
  return [...accounts.values()];
}
