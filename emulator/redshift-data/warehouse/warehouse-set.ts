import { workgroupArn } from "../../../aws/redshift";
import { Warehouse } from "./warehouse";
import type { WarehouseSpec } from "./warehouse-spec";

/** What a request names, with the account and region in which the name counts. */
interface WarehouseAddress {
  readonly accountId: string;
  readonly region: string;
  readonly cluster?: string | undefined;
  /** Name or ARN. */
  readonly workgroup?: string | undefined;
}

function isAt(spec: WarehouseSpec, { accountId, region, cluster, workgroup }: WarehouseAddress): boolean {
  if (spec.accountId !== accountId || spec.region !== region) return false;
  if (cluster !== undefined) return spec.cluster === cluster;
  if (spec.workgroup === undefined) return false;
  return workgroup === spec.workgroup.name || workgroup === workgroupArn(spec, spec.workgroup.id);
}

/** All clusters and workgroups; each starts when a statement first needs it. */
export class WarehouseSet {
  private readonly warehouses: readonly Warehouse[];

  constructor(specs: readonly WarehouseSpec[]) {
    this.warehouses = specs.map((spec) => new Warehouse(spec));
  }

  /** Starts all of them now, so that the first statement does not pay for it. */
  async start(): Promise<void> {
    for (const warehouse of this.warehouses) await warehouse.start();
  }

  find(address: WarehouseAddress): Warehouse | undefined {
    return this.warehouses.find(({ spec }) => isAt(spec, address));
  }

  /** Stops all of them; may be called again. */
  async close(): Promise<void> {
    await Promise.all(this.warehouses.map((warehouse) => warehouse.close()));
  }
}
