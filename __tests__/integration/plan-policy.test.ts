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

/** A statement of the plan policy of one account. */
interface PlanStatement {
  readonly account: DeployAccount;
  readonly sid: string;
  readonly actions: readonly string[];
}

const STATEMENTS: readonly PlanStatement[] = ACCOUNTS.flatMap((account) =>
  POLICIES.plain[account].plan.Statement.map(({ Sid, Action }) => ({ account, sid: Sid, actions: Action })),
);
const LOOKS = STATEMENTS.filter(({ sid }) => LOOK_STATEMENTS.includes(sid));
const READ_STATEMENTS = STATEMENTS.filter((statement) => !LOOKS.includes(statement));

/** What a plan without a statement was refused. */
interface Refusal {
  readonly planErrors: string;
  /** Actions that of all missing statements only this one allows. */
  readonly denied: readonly string[];
  /** What drift says that its account was refused. */
  readonly toldByDrift: readonly string[];
}

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
    expect(await driftReports(deployment.withKeptProviders("plain"))).toEqual({
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

  describe("without a statement", () => {
    let refusals: ReadonlyMap<PlanStatement, Refusal>;
    let unexplained: readonly string[];
    beforeAll(async () => {
      ({ refusals, unexplained } = await refusalsOf(READ_STATEMENTS));
    });
    afterAll(async () => {
      for (const account of ACCOUNTS) await grant(account, "plan");
    });

    test.each(READ_STATEMENTS)("of the $account account, $sid, no plan is whole", (statement) => {
      const refusal = refusals.get(statement);
      expect(refusal?.planErrors).toMatch(/AccessDenied/);
      expect(refusal?.denied).not.toEqual([]);
      expect(statement.actions).toEqual(expect.arrayContaining([...(refusal?.denied ?? [])]));
      expect(refusal?.toldByDrift).toEqual(expect.arrayContaining([...(refusal?.denied ?? [])]));
    });

    test("a plan is refused nothing else", () => expect(unexplained).toEqual([]));

    test("that drift alone needs, the plan is whole and drift says all that it could not look at", async () => {
      await grantAllBut(LOOKS);
      const { planErrors, planned, refused } = await planOfDrift();
      expect([planErrors, planned]).toEqual(["", []]);
      expect(refused).toEqual(
        ACCOUNTS.filter((account) => LOOKS.some((look) => look.account === account)).map((account) => [
          { id: LINKS.plain[`${account}Account`].id, role: account },
          LOOKS.filter((look) => look.account === account)
            .flatMap(({ actions }) => actions)
            .sort(),
        ]),
      );
    });
  });

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

  async function grantAllBut(missing: readonly PlanStatement[]): Promise<void> {
    for (const account of ACCOUNTS) {
      const sids = missing.filter((statement) => statement.account === account).map(({ sid }) => sid);
      await setRights(deployment, "plain", account, without(POLICIES.plain[account].plan, ...sids));
    }
  }

  /**
   * Plans without every statement whose need is not proven, until each is: as deploy-policy-statements.test.ts does, and why one plan
   * may stand for several is said there.
   */
  async function refusalsOf(statements: readonly PlanStatement[]) {
    const refusals = new Map<PlanStatement, Refusal>();
    const unexplained: string[] = [];
    for (let known = -1; known < refusals.size && refusals.size < statements.length; ) {
      known = refusals.size;
      const missing = statements.filter((statement) => !refusals.has(statement));
      await grantAllBut(missing);
      const { planErrors, refused } = await planOfDrift();
      for (const account of ACCOUNTS) {
        const { id } = LINKS.plain[`${account}Account`];
        const ofAccount = missing.filter((statement) => statement.account === account);
        for (const action of deniedActions(planErrors, id)) {
          const [statement, ...others] = ofAccount.filter(({ actions }) => actions.includes(action));
          if (statement === undefined) unexplained.push(`${account} ${action}`);
          else if (others.length === 0) {
            const denied = [...(refusals.get(statement)?.denied ?? []), action];
            const toldByDrift = refused.find(([told]) => told?.id === id)?.[1] ?? [];
            refusals.set(statement, { planErrors, denied, toldByDrift });
          }
        }
      }
    }
    return { refusals, unexplained };
  }

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
