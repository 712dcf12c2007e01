import { join } from "node:path";
import type { Link } from "../../config/link";
import {
  ACCOUNTS,
  type Account,
  deployPolicies,
  type PolicyDocument,
} from "../../tools/deploy-policy/deploy-policies";
import { BASE, linkWith } from "../support/links";
import { Synth } from "../support/synth";
import { Deployment } from "./support/deployment";
import { meddle, newVersion } from "./support/meddler";
import { RecordedRequests } from "./support/recorded-requests";
import { describeWith, REHEARSAL_PROGRAMS, temporaryFolder } from "./support/tools";

const deployerOf = (accountId: string, link: string) => `arn:aws:iam::${accountId}:role/${link}-deployer`;

/** A link of its own deploy roles. */
function linkInput(name: string, changes: object = {}): object {
  const account = (input: typeof BASE.lambdaAccount) => ({
    ...input,
    deployRoleArn: deployerOf(input.id, name),
  });
  const { lambdaAccount, redshiftAccount } = BASE;
  return {
    ...BASE,
    name,
    lambdaAccount: account(lambdaAccount),
    redshiftAccount: account(redshiftAccount),
    ...changes,
  };
}

const role = (accountId: string) => ({
  path: "/links/",
  permissionsBoundaryArn: `arn:aws:iam::${accountId}:policy/boundary`,
});

const INPUTS = {
  plain: linkInput("plain"),
  full: linkInput("full", {
    permissions: { mode: "managed" },
    queryRole: role("111111111111"),
    dataRole: role("222222222222"),
    tags: { team: "data" },
    function: { reservedConcurrency: 5 },
  }),
  incomplete: linkInput("incomplete"),
};
type Name = keyof typeof INPUTS;

const NAMES = Object.keys(INPUTS) as Name[];
const LINKS = Object.fromEntries(NAMES.map((name) => [name, linkWith(INPUTS[name])])) as Record<Name, Link>;

function policyOf(name: Name, account: Account): PolicyDocument {
  return deployPolicies(new Synth(LINKS[name]).json, account).deploy;
}

const POLICIES = Object.fromEntries(
  NAMES.map((name) => [name, { lambda: policyOf(name, "lambda"), redshift: policyOf(name, "redshift") }]),
) as Record<Name, Record<Account, PolicyDocument>>;

function without(policy: PolicyDocument, sid: string): PolicyDocument {
  return { ...policy, Statement: policy.Statement.filter(({ Sid }) => Sid !== sid) };
}

const deployer = (name: Name, account: Account) => LINKS[name][`${account}Account`].deployRoleArn ?? "";

const RIGHTS = new Map(
  NAMES.flatMap((name) =>
    ACCOUNTS.map((account) => {
      const policy = POLICIES[name][account];
      return [
        deployer(name, account),
        [name === "incomplete" ? without(policy, "PassRoleToLambda") : policy],
      ] as const;
    }),
  ),
);

describeWith(REHEARSAL_PROGRAMS, "deploy roles with exactly the generated policies", () => {
  const folder = temporaryFolder();
  const recorded = new RecordedRequests();
  const deployment = new Deployment(
    folder,
    { links: Object.values(INPUTS) },
    { deployRolePolicies: RIGHTS, decideIdentity: recorded.decide },
  );

  beforeAll(() => deployment.start());
  afterAll(() => deployment.stop());

  /** What an apply would still change. */
  async function pending(name: Name): Promise<unknown[]> {
    const terraform = deployment.terraform(name);
    await terraform.plan("second.tfplan");
    const { resource_changes: changes = [] } = await terraform.show("second.tfplan");
    return changes.filter(({ change }) => change.actions.join() !== "no-op");
  }

  describe.each(["plain", "full"] as const)("link %s", (name) => {
    test("applies, and then has nothing to do", async () => {
      await deployment.apply(name);
      expect(await pending(name)).toEqual([]);
    });

    test("puts right what was changed by hand and brings a new version", async () => {
      await meddle(deployment, LINKS[name]);
      newVersion(join(folder, "cdktf.out", "stacks", name, "cdk.tf.json"));
      await deployment.apply(name);
      expect(await pending(name)).toEqual([]);
    });

    test("destroys", () => deployment.terraform(name).destroy());

    test.each(ACCOUNTS)(
      "uses every action of every statement in the %s account, and no other",
      async (account) => {
        const role = deployer(name, account);
        const policy = POLICIES[name][account];
        expect(recorded.actionsOf(role)).toEqual(policy.Statement.flatMap(({ Action }) => Action).sort());
        expect(await recorded.deniedUnder(role, policy)).toEqual([]);
        for (const { Sid, Action } of policy.Statement) {
          const denied = await recorded.deniedUnder(role, without(policy, Sid));
          expect({ Sid, denied }).toEqual({ Sid, denied: [...Action].sort() });
        }
      },
    );
  });

  test("without one statement the apply fails, and names the action that is missing", async () => {
    await expect(deployment.apply("incomplete")).rejects.toThrow(
      /AccessDeniedException: User: \S+\/incomplete-deployer\/\S+ is not authorized to perform: iam:PassRole on resource: arn:aws:iam::111111111111:role\/incomplete-query /,
    );
  });
});
