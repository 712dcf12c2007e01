import { accountOf } from "../../aws/arn";
import { parseIamArn } from "../../aws/iam";
import { AwsError } from "../protocol/aws-error";
import { type WarehouseSpec, warehouseName } from "../redshift-data/warehouse/warehouse-spec";

/** The roles that a cluster or namespace may use, and which of them is meant by `default`. */
export interface RolesOfWarehouse {
  readonly roles: readonly string[];
  /** @default - none */
  readonly defaultRole?: string;
}

type WarehouseName = Pick<WarehouseSpec, "accountId" | "region" | "cluster" | "workgroup">;

/** Which roles are attached to which cluster or namespace: what they were given when they started, and what was changed since. */
export class AttachedRoles {
  private readonly changed = new Map<string, RolesOfWarehouse>();

  of(warehouse: WarehouseSpec): RolesOfWarehouse {
    return this.changed.get(keyOf(warehouse)) ?? { roles: warehouse.iamRoles ?? [] };
  }

  set(warehouse: WarehouseName, roles: RolesOfWarehouse): void {
    this.changed.set(keyOf(warehouse), roles);
  }
}

function keyOf(warehouse: WarehouseName): string {
  const kind = warehouse.cluster === undefined ? "namespace" : "cluster";
  return [warehouse.accountId, warehouse.region, kind, warehouseName(warehouse)].join("/");
}

/** Roles that a cluster or namespace may have ("Quotas and limits in Amazon Redshift"). */
const MAXIMUM_ROLES = 50;

/** The ARNs of a list in a request of the query protocol: `AddIamRoles.IamRoleArn.1`. */
export function roleParameters(parameters: URLSearchParams, list: string): readonly string[] {
  return [...parameters].filter(([name]) => name.startsWith(`${list}.`)).map(([, arn]) => arn);
}

/** A role is attached in its own account only. @throws AwsError; the text is ours */
export function requireOwnRoles(roles: readonly string[], accountId: string, code: string): void {
  const other = roles.find((arn) => parseIamArn(arn)?.type !== "role" || accountOf(arn) !== accountId);
  if (other !== undefined) {
    throw new AwsError(
      code,
      `The IAM role ${other} is not valid: it is no role of the account ${accountId}.`,
    );
  }
}

/** @throws AwsError; the text is ours */
export function requireFewRoles(roles: readonly string[], code: string): void {
  if (roles.length <= MAXIMUM_ROLES) return;
  throw new AwsError(code, `${roles.length} IAM roles, at most ${MAXIMUM_ROLES} are allowed.`);
}
