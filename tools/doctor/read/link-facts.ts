import type { IamRole } from "../../../access/iam/iam-role";
import type { LinkAccess } from "../../../access/link/link-access";
import type { VpcDemands } from "../../../config/function-demands";
import type { Link } from "../../../config/link";
import type { AccountSession } from "../../lib/aws/account-session";
import type { LiveFunction } from "../../lib/aws/live-function";
import type { OptionalSettings } from "../../lib/aws/live-function-settings";
import type { LiveLogGroup } from "../../lib/aws/live-log-group";
import type { Invocation } from "./invocation";
import type { LiveNetwork } from "./live-network";
import type { LiveTopic } from "./live-topic";
import type { ParameterFacts } from "./parameter-facts";
import type { AccountSide, RoleSide } from "./sides";
import type { TerraformFacts } from "./terraform-facts";
import type { TransferFacts } from "./transfer-facts";

/** A parameter of Parameter Store as the stack declares it. */
export interface DeclaredParameter {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  readonly value: string;
  /** Key that encrypts it. Absent: it is of type String. */
  readonly keyArn?: string;
}

/** What the synthesized stack declares. */
export interface Declared {
  readonly access: LinkAccess;
  /** Addresses of its resources, sorted. */
  readonly addresses: readonly string[];
  readonly timeoutSeconds: number;
  readonly logGroup: string;
  /** Absent: the account's unreserved pool. */
  readonly reservedConcurrency?: number;
  readonly settings: OptionalSettings;
  /** Key of the log group. Absent: CloudWatch's own. */
  readonly logKeyArn?: string;
  /** The link's outputs in Parameter Store. */
  readonly parameters: readonly DeclaredParameter[];
}

/**
 * Everything the checks look into. Each fact is read once and shared; one that cannot be read rejects for every
 * check that needs it, with the same reason.
 */
export interface LinkFacts {
  readonly link: Link;
  readonly terraform: TerraformFacts;
  /** Table whose grants are asked for, each part unquoted. */
  readonly table?: TableName;
  declared(): Promise<Declared>;
  /** Deploy credentials of an account, whatever account they turn out to be of. */
  session(account: AccountSide): Promise<AccountSession>;
  /** `undefined`: there is no such role. */
  role(role: RoleSide): Promise<IamRole | undefined>;
  /** `undefined`: there is no such function. */
  queryFunction(): Promise<LiveFunction | undefined>;
  /** `undefined`: there is no such log group. */
  logGroup(name: string): Promise<LiveLogGroup | undefined>;
  /** `undefined`: there is no such topic in the lambda account. */
  topic(arn: string): Promise<LiveTopic | undefined>;
  /** What lies around these subnets of the lambda account. */
  network(vpc: VpcDemands): Promise<LiveNetwork>;
  /** The link with the roles' policies and the function's environment as they are in AWS right now. */
  live(): Promise<LinkAccess>;
  /** `SELECT 1` through the function, once for all checks. */
  selectOne(): Promise<Invocation>;
  /** The link's outputs, as they are. */
  readonly parameters: ParameterFacts;
  /** The way from Redshift to the buckets of the link. */
  readonly transfer: TransferFacts;
  /** Another statement through the function. */
  invoke(sql: string): Promise<Invocation>;
  /** A COPY through the function that checks the files and loads nothing. @param copy as the function's event has it */
  tryLoad(copy: object): Promise<Invocation>;
}

/** A table, each part unquoted. */
export interface TableName {
  readonly schema: string;
  readonly table: string;
}
