import type {
  OthersPartName,
  PartsOfOthers,
  ROLES_OF_OTHERS,
} from "../../../access/terraform/carried/parts-of-others";
import { FUNCTION_ALARM_NAMES, type FunctionAlarm } from "../../../aws/monitoring/cloudwatch";
import { RUN_QUERY } from "../../../functions/run-query/contract";

/** The Terraform names of what a role of a link consists of. */
export interface RoleAddresses {
  /** Name of the role, and of its exclusive resources. */
  readonly name: string;
  /** Terraform name of each inline policy and of its document → name of the policy. */
  readonly policies: ReadonlyMap<string, string>;
}

/** @param demanded policies that a link has for what is demanded of its function */
function roleAddresses(
  name: string,
  policies: readonly string[],
  demanded: readonly string[] = [],
): RoleAddresses & { readonly always: readonly string[] } {
  const addressOf = (policy: string) => `${name}_${policy.replaceAll("-", "_")}`;
  return {
    name,
    policies: new Map([...policies, ...demanded].map((policy) => [addressOf(policy), policy])),
    always: policies.map(addressOf),
  };
}

/** The function's execution role. */
export const QUERY_ROLE_ADDRESSES = roleAddresses(
  "query_role",
  ["assume-data-role", "write-own-logs"],
  ["send-failures", "send-traces", "use-network"],
);
/** The role that the function assumes. */
export const DATA_ROLE_ADDRESSES = roleAddresses("data_role", ["redshift-data-api"]);

/** The role that Redshift assumes for COPY and UNLOAD. Only with buckets, as the next. */
export const COPY_ROLE_ADDRESSES = roleAddresses("copy_role", ["assume-bucket-role"]);
/** The role that uses the buckets. */
export const BUCKET_ROLE_ADDRESSES = roleAddresses("bucket_role", ["use-buckets"]);

const ROLES = [QUERY_ROLE_ADDRESSES, DATA_ROLE_ADDRESSES];
const TRANSFER_ROLES = [COPY_ROLE_ADDRESSES, BUCKET_ROLE_ADDRESSES];
const ROLE_TYPES = [
  "aws_iam_role",
  "aws_iam_role_policies_exclusive",
  "aws_iam_role_policy_attachments_exclusive",
];

/**
 * The addresses that every link has: a contract, because Terraform destroys what is renamed and creates it again. Attachments of
 * managed policies are not among them: a link may have none.
 */
export const LINK_ADDRESSES: readonly string[] = [
  `aws_cloudwatch_log_group.${RUN_QUERY.address}`,
  `aws_lambda_function.${RUN_QUERY.address}`,
  ...ROLES.flatMap(roleParts),
];

/** The addresses that every link with buckets has beside them, and no other. */
const TRANSFER_ADDRESSES: readonly string[] = TRANSFER_ROLES.flatMap(roleParts);

function roleParts({ name, always }: ReturnType<typeof roleAddresses>): readonly string[] {
  return [
    ...ROLE_TYPES.map((type) => `${type}.${name}`),
    ...always.map((policy) => `aws_iam_role_policy.${policy}`),
  ];
}

/** Address of an output in Parameter Store. */
export function parameterAddress(output: string): string {
  return `aws_ssm_parameter.${output}`;
}

/** All that a link may have; those of an alias and of buckets only with them. */
export const PARAMETER_ADDRESSES: readonly string[] = [
  ...["query_function_name", "query_function_arn", "query_function_alias_arn"],
  ...["query_role_arn", "data_role_arn", "copy_role_arn", "bucket_role_arn"],
].map(parameterAddress);

export const DASHBOARD_ADDRESS = `aws_cloudwatch_dashboard.${RUN_QUERY.address}`;

/** Address of an alarm of the function. */
export function alarmAddress(alarm: FunctionAlarm): string {
  return `aws_cloudwatch_metric_alarm.${RUN_QUERY.address}_${alarm}`;
}

/** The addresses that a link may have: for what is demanded of its function. */
export const DEMANDED_ADDRESSES: readonly string[] = [
  `aws_lambda_function_event_invoke_config.${RUN_QUERY.address}`,
  `aws_lambda_alias.${RUN_QUERY.address}`,
  `aws_lambda_provisioned_concurrency_config.${RUN_QUERY.address}`,
  permissionAddress("*"),
  ...FUNCTION_ALARM_NAMES.map(alarmAddress),
  DASHBOARD_ADDRESS,
  ...PARAMETER_ADDRESSES,
  ...ROLES.flatMap(({ policies }) => [...policies.keys()].map((policy) => `aws_iam_role_policy.${policy}`)),
];

/** Address of the statement with which somebody may invoke the function. */
export function permissionAddress(statementId: string): string {
  return `aws_lambda_permission.${RUN_QUERY.address}_${statementId.replaceAll("-", "_")}`;
}

/** The addresses that a link always has of which others own some parts. @param hasBuckets default: it has none */
export function ownAddresses(existing: PartsOfOthers, hasBuckets = false): readonly string[] {
  return [...LINK_ADDRESSES, ...(hasBuckets ? TRANSFER_ADDRESSES : [])].filter(
    (address) => partNotOwned(address, existing) === undefined,
  );
}

/** The part that others own to which an address belongs; `undefined` where the stack owns what stands there. */
export function partNotOwned(address: string, existing: PartsOfOthers): OthersPartName | undefined {
  // A parameter tells of a part, whoever made that, and is the link's own.
  if (PARAMETER_ADDRESSES.includes(address)) return undefined;
  const name = address.replace(/^data\./, "").split(".")[1] ?? "";
  const role = roleOfPart(name);
  if (role === undefined) {
    const isOfFunction = name === RUN_QUERY.address || name.startsWith(`${RUN_QUERY.address}_`);
    return isOfFunction && existing.function !== undefined ? "function" : undefined;
  }
  const part = PART_OF.get(role);
  if (part === undefined || existing[part] === undefined) return undefined;
  const isOwnPolicy = existing[part].inlinePolicy === true && OWN_POLICY.includes(address);
  return isOwnPolicy ? undefined : part;
}

const PART_OF: ReadonlyMap<RoleAddresses, (typeof ROLES_OF_OTHERS)[number]> = new Map([
  [QUERY_ROLE_ADDRESSES, "queryRole"],
  [DATA_ROLE_ADDRESSES, "dataRole"],
  [COPY_ROLE_ADDRESSES, "copyRole"],
  [BUCKET_ROLE_ADDRESSES, "bucketRole"],
]);

const ASSUME_DATA_ROLE = `${QUERY_ROLE_ADDRESSES.name}_assume_data_role`;

/** What a link puts on an execution role that others own, where they let it. */
const OWN_POLICY: readonly string[] = [
  `aws_iam_role_policy.${ASSUME_DATA_ROLE}`,
  `data.aws_iam_policy_document.${ASSUME_DATA_ROLE}`,
];

/** Whether an address is one that a link has or may have; which statements it has, only the stack says. */
export function isLinkAddress(address: string, existing: PartsOfOthers = {}, hasBuckets = false): boolean {
  if (partNotOwned(address, existing) !== undefined) return false;
  return (
    LINK_ADDRESSES.includes(address) ||
    DEMANDED_ADDRESSES.includes(address) ||
    (hasBuckets && TRANSFER_ADDRESSES.includes(address)) ||
    address.startsWith(permissionAddress(""))
  );
}

/** The addresses of the policy documents of a link. */
export function documentAddresses(hasBuckets: boolean): readonly string[] {
  return [...ROLES, ...(hasBuckets ? TRANSFER_ROLES : [])].flatMap(({ name, policies }) =>
    [`${name}_trust`, ...policies.keys()].map((document) => `data.aws_iam_policy_document.${document}`),
  );
}

/** Address of the attachment of a managed policy to a role. */
export function attachmentAddress({ name }: RoleAddresses, policyArn: string): string {
  return `aws_iam_role_policy_attachment.${name}_${policyArn.slice(policyArn.lastIndexOf("/") + 1)}`;
}

/** The role that a part of a role belongs to, by the part's Terraform name. */
export function roleOfPart(name: string): RoleAddresses | undefined {
  return [...ROLES, ...TRANSFER_ROLES].find((role) => name === role.name || name.startsWith(`${role.name}_`));
}
