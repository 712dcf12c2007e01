import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeEveryAttribute, writeNewVersion } from "../../testing/deployment/changes/every-attribute";
import {
  createBoundaries,
  deniedActions,
  LINK_INPUTS,
  LINK_NAMES,
  LINKS,
  type LinkName,
  LOOK_STATEMENTS,
  NO_RIGHTS,
  POLICIES,
  setRights,
  without,
} from "../../testing/deployment/deploy-role-links";
import { Deployment } from "../../testing/deployment/deployment";
import { forgetDeployment } from "../../testing/deployment/forget-deployment";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { ACCOUNTS, type DeployAccount } from "../../tools/deploy-policy/judge/deploy-policies";
import { ToolError } from "../../tools/lib/terminal/tool-error";

const CREATE_PLAN = "create.tfplan";

/** A statement of the deploy policy of one account. */
interface DeployStatement {
  readonly account: DeployAccount;
  readonly sid: string;
  readonly actions: readonly string[];
}

/** Every statement of both accounts' deploy policies, but those that only drift needs (plan-policy.test.ts). */
function statementsOf(name: LinkName): readonly DeployStatement[] {
  return ACCOUNTS.flatMap((account) =>
    POLICIES[name][account].deploy.Statement.filter(({ Sid }) => !LOOK_STATEMENTS.includes(Sid)).map(
      ({ Sid, Action }) => ({ account, sid: Sid, actions: Action }),
    ),
  );
}

/** What deploy roles were refused in the first phase of a deploy that they could not do. */
interface Refusal {
  readonly phase: string;
  readonly output: string;
  /** Actions that of all missing statements only this one allows. */
  readonly denied: readonly string[];
}

/** What is needed for repairs only. All others are needed to create the link. */
const ONLY_FOR_REPAIRS = [
  "plain/lambda/TagLogGroup",
  ...LINK_NAMES.flatMap((name) => ACCOUNTS.map((account) => `${name}/${account}/RemoveRole`)),
];

describeWith(REHEARSAL_PROGRAMS, "a deploy without one statement", () => {
  const folder = temporaryFolder();
  const stackFolder = (name: LinkName) => join(folder, "cdktf.out", "stacks", name);
  const deployment = new Deployment(
    folder,
    { links: Object.values(LINK_INPUTS) },
    { deployRolePolicies: NO_RIGHTS },
  );

  const grantAllBut = async (name: LinkName, missing: readonly DeployStatement[]) => {
    for (const account of ACCOUNTS) {
      const sids = missing.filter((statement) => statement.account === account).map(({ sid }) => sid);
      await setRights(deployment, name, account, without(POLICIES[name][account].deploy, ...sids));
    }
  };

  beforeAll(async () => {
    await deployment.start();
    await createBoundaries(deployment);
    for (const name of LINK_NAMES) {
      await grantAllBut(name, []);
      await deployment.terraform(name).init();
      await deployment.terraform(name).plan(CREATE_PLAN);
    }
  });
  afterAll(() => deployment.stop());

  /** What a deploy does over a link's life, in that order; each starts where the one before it ended. */
  const phases: Readonly<Record<string, (name: LinkName) => Promise<void>>> = {
    create: (name) => deployment.terraform(name).apply(CREATE_PLAN),
    repair: async (name) => {
      const file = join(stackFolder(name), "cdk.tf.json");
      const original = readFileSync(file);
      await changeEveryAttribute(deployment, LINKS[name]);
      writeNewVersion(file);
      await deployment.apply(name).finally(() => writeFileSync(file, original));
    },
    destroy: (name) => deployment.terraform(name).destroy(),
  };

  /** The first phase that deploy roles without these statements cannot do, and what Terraform says. */
  async function firstFailure(name: LinkName, missing: readonly DeployStatement[]) {
    await grantAllBut(name, missing);
    for (const [phase, run] of Object.entries(phases)) {
      const failure = await run(name).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) continue;
      if (!(failure instanceof ToolError)) throw failure;
      return { phase, output: failure.message };
    }
    return undefined;
  }

  /**
   * Deploys without every statement whose need is not proven, until each is. The statements only allow: what is denied without
   * several of them, and only one of them allows, is denied without that one alone too, and a deploy that has the others asks for
   * it all the same. So one deploy proves a statement for each part of the link that it reaches.
   *
   * @returns the refusals, and denied actions that no missing statement allows
   */
  async function refusalsOf(name: LinkName, statements: readonly DeployStatement[]) {
    const refusals = new Map<DeployStatement, Refusal>();
    const unexplained: string[] = [];
    for (let known = -1; known < refusals.size && refusals.size < statements.length; ) {
      known = refusals.size;
      const missing = statements.filter((statement) => !refusals.has(statement));
      const failure = await firstFailure(name, missing);
      await forgetDeployment(deployment, LINKS[name], stackFolder(name));
      if (failure === undefined) break;
      for (const account of ACCOUNTS) {
        const ofAccount = missing.filter((statement) => statement.account === account);
        for (const action of deniedActions(failure.output, LINKS[name][`${account}Account`].id)) {
          const [statement, ...others] = ofAccount.filter(({ actions }) => actions.includes(action));
          if (statement === undefined) unexplained.push(`${account} ${action}`);
          else if (others.length === 0) {
            const denied = [...(refusals.get(statement)?.denied ?? []), action];
            refusals.set(statement, { ...failure, denied });
          }
        }
      }
    }
    return { refusals, unexplained };
  }

  describe.each(LINK_NAMES)("link %s", (name) => {
    const statements = statementsOf(name);
    let found: Awaited<ReturnType<typeof refusalsOf>>;
    beforeAll(async () => {
      found = await refusalsOf(name, statements);
    });

    test.each(statements)("fails: $account account, $sid", (statement) => {
      const { account, sid } = statement;
      const refusal = found.refusals.get(statement);
      expect(refusal?.phase).toBe(
        ONLY_FOR_REPAIRS.includes(`${name}/${account}/${sid}`) ? "repair" : "create",
      );
      expect(refusal?.output).toMatch(/AccessDenied/);
      expect(refusal?.denied).not.toEqual([]);
      expect(statement.actions).toEqual(expect.arrayContaining([...(refusal?.denied ?? [])]));
    });

    test("is refused nothing else", () => expect(found.unexplained).toEqual([]));
  });
});
