/**
 * ARNs of IAM and STS. Formats: Service Authorization Reference, "Resource types defined by AWS Identity and Access
 * Management"; sessions: IAM User Guide, "IAM identifiers".
 */
import { parseArn } from "./arn";

/** The account an IAM resource lives in; IAM is global in a partition. */
export interface IamAccount {
  readonly partition: string;
  /** Twelve digits. */
  readonly accountId: string;
}

/** A role or user by its name. */
export interface IamName extends IamAccount {
  /** Starts and ends with a slash. */
  readonly path: string;
  readonly name: string;
}

/** The parts of a role or user ARN. */
export interface IamArnParts extends IamName {
  readonly type: "role" | "user";
}

const IAM_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):(role|user)(\/(?:[\x21-\x7e]*\/)?)([\w+=,.@-]{1,64})$/;
const SESSION_ARN = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/.*$/;

/** Reads the ARN of a role or user; `undefined` when it is anything else. */
export function parseIamArn(arn: string): IamArnParts | undefined {
  const [, partition, accountId, type, path, name] = IAM_ARN.exec(arn) ?? [];
  if (!partition || !accountId || !path || !name || (type !== "role" && type !== "user")) return undefined;
  return { partition, accountId, type, path, name };
}

/** The ARN of a role. */
export function roleArn({ partition, accountId, path, name }: IamName): string {
  return `arn:${partition}:iam::${accountId}:role${path}${name}`;
}

/**
 * What matches the ARN of the role of this name wherever its path puts it, and no other role: a name is unique in its account,
 * whatever the path (IAM API reference, CreateRole), and holds no slash.
 */
export function roleArnsOnEveryPath({
  partition,
  accountId,
  name,
}: Omit<IamName, "path">): readonly string[] {
  return ["/", "/*/"].map((path) => roleArn({ partition, accountId, path, name }));
}

/** The ARN of a user. */
export function userArn({ partition, accountId, path, name }: IamName): string {
  return `arn:${partition}:iam::${accountId}:user${path}${name}`;
}

/** Whether the text is an account id: twelve digits. */
export function isAccountId(text: string): boolean {
  return /^\d{12}$/.test(text);
}

/** The root of an account: every principal of it that its own policies let. */
export function accountRootArn({ partition, accountId }: IamAccount): string {
  return `arn:${partition}:iam::${accountId}:root`;
}

/**
 * The account that a principal stands for as a whole, written as its id or as the ARN of its root; `undefined` for any other
 * principal. Both behave the same way (IAM User Guide, "AWS JSON policy elements: Principal", "AWS account principals").
 */
export function wholeAccount(principal: string): string | undefined {
  const { service, accountId, resource } = parseArn(principal) ?? {};
  const account = service === "iam" && resource === "root" ? accountId : principal;
  return account !== undefined && isAccountId(account) ? account : undefined;
}

/** A session of a role; it does not show the role's path. */
export function assumedRoleArn(role: Omit<IamName, "path">, sessionName: string): string {
  return `arn:${role.partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`;
}

/** The role behind a session ARN, taken to be at path `/`; any other ARN as it is. */
export function roleOfSession(arn: string): string {
  return arn.replace(SESSION_ARN, "arn:$1:iam::$2:role/$3");
}

/** An AWS managed policy by its name (all that this project knows live at the root path). */
export function awsManagedPolicyArn(partition: string, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}
