import { DeleteRolePolicyCommand, NoSuchEntityException, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { Link } from "../../config/link";
import {
  ACCOUNTS,
  type DeployAccount,
  type DeployPolicies,
  deployPolicies,
  type PolicyDocument,
} from "../../tools/deploy-policy/judge/deploy-policies";
import { BASE, linkWith } from "../links/links";
import { Synth } from "../links/synth-stack";
import { createPolicy } from "./changes/managed-policies";
import type { Deployment } from "./deployment";

const role = (accountId: string) => ({
  path: "/links/",
  permissionsBoundaryArn: `arn:aws:iam::${accountId}:policy/boundary`,
});

/** What each link of these tests differs in from the smallest one. */
const CHANGES = {
  plain: {},
  full: {
    permissions: { mode: "managed" },
    queryRole: role("111111111111"),
    dataRole: role("222222222222"),
    tags: { team: "data" },
    function: { reservedConcurrency: 5 },
  },
} as const;

export type LinkName = keyof typeof CHANGES;

/** `plain` leaves every default, `full` uses all that adds a statement to the policies. */
export const LINK_NAMES = Object.keys(CHANGES) as LinkName[];

/** As a user writes them. Each link has deploy roles of its own. */
export const LINK_INPUTS = Object.fromEntries(
  LINK_NAMES.map((name) => {
    const account = (input: typeof BASE.lambdaAccount) => ({
      ...input,
      deployRoleArn: `arn:aws:iam::${input.id}:role/${name}-deployer`,
    });
    const { lambdaAccount, redshiftAccount } = BASE;
    const accounts = { lambdaAccount: account(lambdaAccount), redshiftAccount: account(redshiftAccount) };
    return [name, { ...BASE, name, ...accounts, ...CHANGES[name] }];
  }),
) as Record<LinkName, object>;

export const LINKS = Object.fromEntries(
  LINK_NAMES.map((name) => [name, linkWith(LINK_INPUTS[name])]),
) as Record<LinkName, Link>;

/** The generated policies of each link. */
export const POLICIES = Object.fromEntries(
  LINK_NAMES.map((name) => {
    const { json } = new Synth(LINKS[name]);
    return [name, Object.fromEntries(ACCOUNTS.map((account) => [account, deployPolicies(json, account)]))];
  }),
) as Record<LinkName, Record<DeployAccount, DeployPolicies>>;

/** Statements that neither a plan nor a deploy needs: drift looks with them at what no plan holds. */
export const LOOK_STATEMENTS: readonly string[] = [
  ...["LookAtFunction", "ListEventSources", "LookAtLogGroup", "LookAtPolicies"],
];

export function deployRoleArn(name: LinkName, account: DeployAccount): string {
  return LINKS[name][`${account}Account`].deployRoleArn ?? "";
}

/** A policy without the statements of these ids. */
export function without(policy: PolicyDocument, ...sids: readonly string[]): PolicyDocument {
  return { ...policy, Statement: policy.Statement.filter(({ Sid }) => !sids.includes(Sid)) };
}

/** Gives the deploy role of one account this policy in place of what it had; seeded without managed policies. */
export async function setRights(
  deployment: Deployment,
  name: LinkName,
  account: DeployAccount,
  policy: PolicyDocument,
): Promise<void> {
  const iam = deployment.iam(LINKS[name][`${account}Account`].id);
  const rights = { RoleName: `${name}-deployer`, PolicyName: "rights" };
  if (policy.Statement.length > 0) {
    await iam.send(new PutRolePolicyCommand({ ...rights, PolicyDocument: JSON.stringify(policy) }));
    return;
  }
  // IAM stores no policy without a statement.
  await iam.send(new DeleteRolePolicyCommand(rights)).catch((error: unknown) => {
    if (!(error instanceof NoSuchEntityException)) throw error;
  });
}

/** The boundaries that the link `full` names: IAM takes no boundary that does not exist. */
export async function createBoundaries(deployment: Deployment): Promise<void> {
  const { lambdaAccount, redshiftAccount } = LINKS.full;
  for (const { id } of [lambdaAccount, redshiftAccount]) await createPolicy(deployment.iam(id), "boundary");
}

/** For accounts whose deploy roles get their policies from {@link setRights} alone. */
export const NO_RIGHTS: ReadonlyMap<string, readonly object[]> = new Map(
  LINK_NAMES.flatMap((name) => ACCOUNTS.map((account) => [deployRoleArn(name, account), []])),
);

/**
 * Actions that Terraform's output says were denied, each once, sorted.
 *
 * @param accountId of the deploy role that they were denied to; default: either
 */
export function deniedActions(output: string, accountId?: string): string[] {
  const refusals = output.matchAll(
    /AccessDenied(?:Exception)?: User: \S+::(\d+):\S+-deployer\/\S+ is not authorized to perform: (\S+) on resource: /g,
  );
  const actions = [...refusals].flatMap(([, id, action = ""]) =>
    accountId === undefined || id === accountId ? [action] : [],
  );
  return [...new Set(actions)].sort();
}
