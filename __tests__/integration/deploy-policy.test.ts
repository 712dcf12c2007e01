import { join } from "node:path";
import { changeEveryAttribute, writeNewVersion } from "../../testing/deployment/changes/every-attribute";
import {
  createBoundaries,
  deployRoleArn,
  LINK_INPUTS,
  LINK_NAMES,
  LINKS,
  POLICIES,
  without,
} from "../../testing/deployment/deploy-role-links";
import { Deployment } from "../../testing/deployment/deployment";
import { report } from "../../testing/deployment/drift-matrix";
import { RecordedRequests } from "../../testing/deployment/recorded-requests";
import { describeWith, REHEARSAL_PROGRAMS } from "../../testing/deployment/required-programs";
import { temporaryFolder } from "../../testing/deployment/temporary-folder";
import { ACCOUNTS } from "../../tools/deploy-policy/judge/deploy-policies";

const RIGHTS = new Map(
  LINK_NAMES.flatMap((name) =>
    ACCOUNTS.map((account) => [deployRoleArn(name, account), [POLICIES[name][account].deploy]] as const),
  ),
);

describeWith(REHEARSAL_PROGRAMS, "deploy roles with exactly the generated policies", () => {
  const folder = temporaryFolder();
  const recorded = new RecordedRequests();
  const deployment = new Deployment(
    folder,
    { links: Object.values(LINK_INPUTS) },
    { deployRolePolicies: RIGHTS, decideIdentity: recorded.decide },
  );

  beforeAll(async () => {
    await deployment.start();
    await createBoundaries(deployment);
  });
  afterAll(() => deployment.stop());

  describe.each(LINK_NAMES)("link %s", (name) => {
    test("applies; then a plan has nothing to do, and drift looks at everything and finds nothing", async () => {
      await deployment.apply(name);
      expect(await report(deployment, name)).toMatchObject({ status: "clean", unchecked: [] });
    });

    test("puts right what was changed by hand and brings a new version", async () => {
      await changeEveryAttribute(deployment, LINKS[name]);
      writeNewVersion(join(folder, "cdktf.out", "stacks", name, "cdk.tf.json"));
      await deployment.apply(name);
      expect(await deployment.pending(name)).toEqual([]);
    });

    test("destroys", () => deployment.terraform(name).destroy());

    test.each(ACCOUNTS)(
      "uses every action of every statement in the %s account, and no other",
      async (account) => {
        const role = deployRoleArn(name, account);
        const policy = POLICIES[name][account].deploy;
        expect(recorded.actionsOf(role)).toEqual(policy.Statement.flatMap(({ Action }) => Action).sort());
        expect(await recorded.deniedUnder(role, policy)).toEqual([]);
        for (const { Sid, Action } of policy.Statement) {
          const denied = await recorded.deniedUnder(role, without(policy, Sid));
          expect({ Sid, denied }).toEqual({ Sid, denied: [...Action].sort() });
        }
      },
    );
  });
});
