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
