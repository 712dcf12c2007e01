import { type AccountResources, accountResources } from "../read/deployed-resources";
import type { StateBucket } from "../read/state-bucket";
import { doctorStatements } from "./doctor-statements";
import {
  lookAtFunction,
  lookAtLogGroup,
  readFunction,
  readLogGroup,
  writeFunction,
  writeLogGroup,
} from "./function-statements";
import { readMonitoring, writeMonitoring } from "./monitoring-statements";
import { allow, type PolicyStatement } from "./policy-statement";
import {
  attachPolicy,
  lookAtPolicies,
  readRole,
  readRoleOfOthers,
  removeRole,
  writeRole,
} from "./role-statements";

/** The provider of each account. */
export const ALIASES = { lambda: "lambda_account", redshift: "redshift_account" } as const;

/** One of the two accounts of a link, as `--account` names it. */
export type DeployAccount = keyof typeof ALIASES;
/** Both accounts, in the order of the report. */
export const ACCOUNTS = Object.keys(ALIASES) as DeployAccount[];

/** A generated policy, as IAM JSON. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

/** The policies of one account of a link, of whatever length: {@link holderPolicies} makes of them what IAM takes. */
export interface DeployPolicies {
  readonly account: DeployAccount;
  readonly accountId: string;
  /** Absent: the link names a profile, or neither. */
  readonly deployRoleArn?: string;
  /** Reads what a plan refreshes, and what drift looks at beside it; changes nothing. Without a statement, as the next: others make all that is there. */
  readonly plan: PolicyDocument;
  /** The above, and to create, change and destroy. */
  readonly deploy: PolicyDocument;
  /** What `npm run doctor` reads, and to run one statement through the function. */
  readonly doctor: PolicyDocument;
}

/** The policies of one link. */
export interface LinkPolicies {
  readonly link: string;
  readonly policies: readonly DeployPolicies[];
}

/**
 * The policies of each synthesized stack.
 *
 * @param stacks `cdk.tf.json` of each link, as an object
 * @param accounts both, or one of them
 * @throws as {@link deployPolicies} does
 */
export function linkPolicies(
  stacks: readonly { readonly name: string; readonly json: unknown }[],
  accounts: readonly DeployAccount[] = ACCOUNTS,
): readonly LinkPolicies[] {
  return stacks.map(({ name, json }) => ({
    link: name,
    policies: accounts.map((account) => deployPolicies(json, account)),
  }));
}

/**
 * The least privilege with which Terraform plans and deploys one account of a link.
 *
 * @param stackJson `cdk.tf.json` of the link, as an object
 * @throws AccessError when the stack holds names unknown at synth
 */
export function deployPolicies(stackJson: unknown, account: DeployAccount): DeployPolicies {
  const resources = accountResources(stackJson, ALIASES[account]);
  const reading = [...readStatements(resources), ...lookStatements(resources)];
  return {
    account,
    accountId: resources.accountId,
    ...(resources.deployRoleArn === undefined ? {} : { deployRoleArn: resources.deployRoleArn }),
    plan: document([...reading, ...readMonitoring(resources.monitored)]),
    deploy: document([...reading, ...writeStatements(resources)]),
    doctor: document(doctorStatements(resources)),
  };
}

function readStatements({ roles, functions, logGroups, ofOthers }: AccountResources): PolicyStatement[] {
  return [
    ...roles.map(readRole),
    ...ofOthers.attachedTo.map(readRoleOfOthers),
    ...functions.flatMap(readFunction),
    ...logGroups.flatMap(readLogGroup),
  ];
}

/** Drift looks at what no plan holds, with the role that plans or, where a link names its deploy role, with that. */
function lookStatements({
  partition,
  roles,
  functions,
  logGroups,
  states,
}: AccountResources): PolicyStatement[] {
  return [
    ...(states === undefined ? [] : [listStates(partition, states)]),
    ...functions.flatMap(lookAtFunction),
    ...logGroups.map(lookAtLogGroup),
    ...lookAtPolicies(roles),
  ];
}

/** Names of the states beside the link's own, and nothing of what they hold: a state holds secrets. */
function listStates(partition: string, { bucket, prefix }: StateBucket): PolicyStatement {
  return allow("ListStates", ["s3:ListBucket"], [`arn:${partition}:s3:::${bucket}`], {
    StringEquals: { "s3:prefix": [prefix] },
  });
}

function writeStatements(resources: AccountResources): PolicyStatement[] {
  const { roles, functions, logGroups, monitored, isTagged, ofOthers } = resources;
  return [
    ...roles.flatMap((role) => [...writeRole(role, isTagged), removeRole(role)]),
    ...ofOthers.attachedTo.map(attachPolicy),
    ...functions.flatMap((deployed) => writeFunction(deployed, isTagged)),
    ...logGroups.flatMap((group) => writeLogGroup(group, isTagged)),
    ...writeMonitoring(monitored, isTagged),
  ];
}

function document(statements: readonly PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}
