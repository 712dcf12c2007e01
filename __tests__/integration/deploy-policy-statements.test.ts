import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changeEveryAttribute, writeNewVersion } from "../../testing/deployment/changes/every-attribute";
import {
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

/** Every statement of both accounts' deploy policies, of both links, but those that only drift needs (plan-policy.test.ts). */
const STATEMENTS = LINK_NAMES.flatMap((name) =>
  ACCOUNTS.flatMap((account) =>
    POLICIES[name][account].deploy.Statement.filter(({ Sid }) => !LOOK_STATEMENTS.includes(Sid)).map(
      ({ Sid }) => [name, account, Sid] as const,
    ),
  ),
);

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

  const grantAll = async (name: LinkName) => {
    for (const account of ACCOUNTS)
      await setRights(deployment, name, account, POLICIES[name][account].deploy);
  };

  beforeAll(async () => {
    await deployment.start();
    for (const name of LINK_NAMES) {
      await grantAll(name);
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

  /** The first phase that a deploy role without this statement cannot do, and the actions it was denied. */
  async function firstRefusal(name: LinkName, account: DeployAccount, sid: string) {
    await grantAll(name);
    await setRights(deployment, name, account, without(POLICIES[name][account].deploy, sid));
    for (const [phase, run] of Object.entries(phases)) {
      const failure = await run(name).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined) continue;
      if (!(failure instanceof ToolError)) throw failure;
      return { phase, output: failure.message, denied: deniedActions(failure.message) };
    }
    return undefined;
  }

  test.each(STATEMENTS)("fails: link %s, %s account, %s", async (name, account, sid) => {
    const refusal = await firstRefusal(name, account, sid);
    await forgetDeployment(deployment, LINKS[name], stackFolder(name));
    const statement = POLICIES[name][account].deploy.Statement.find(({ Sid }) => Sid === sid);
    expect(refusal?.phase).toBe(ONLY_FOR_REPAIRS.includes(`${name}/${account}/${sid}`) ? "repair" : "create");
    expect(refusal?.output).toMatch(/AccessDenied/);
    expect(refusal?.denied).not.toEqual([]);
    expect(statement?.Action).toEqual(expect.arrayContaining(refusal?.denied ?? []));
  });
});
