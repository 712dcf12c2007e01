import { workgroupArn } from "../../../aws/redshift";
import { type Engine, startEngine } from "./start-engine";
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

/** How the engines of a set start. */
interface WarehouseSetOptions {
  /** @default {@link startEngine} */
  readonly start?: () => Promise<Engine>;
  /** Told of each engine that is started. */
  readonly onStart?: (spec: WarehouseSpec) => void;
}

/** All clusters and workgroups; each starts when a statement first needs it. */
export class WarehouseSet {
  private readonly warehouses: readonly Warehouse[];

  constructor(specs: readonly WarehouseSpec[], { start = startEngine, onStart }: WarehouseSetOptions = {}) {
    this.warehouses = specs.map(
      (spec) =>
        new Warehouse(spec, async () => {
          onStart?.(spec);
          return start();
        }),
    );
  }

  /**
   * Starts the first so many now, one after the other, so that their first statement does not wait for it. One that does not
   * start is passed over: its first statement tries again, and is told.
   */
  async warm(count: number): Promise<void> {
    for (const warehouse of this.warehouses.slice(0, count)) {
      await warehouse.start().catch(() => undefined);
    }
  }

  find(address: WarehouseAddress): Warehouse | undefined {
    return this.warehouses.find(({ spec }) => isAt(spec, address));
  }

  /** The clusters and workgroups of an account in a region. */
  at({ accountId, region }: Pick<WarehouseAddress, "accountId" | "region">): readonly WarehouseSpec[] {
    return this.warehouses
      .map(({ spec }) => spec)
      .filter((spec) => spec.accountId === accountId && spec.region === region);
  }

  /** Stops all of them; may be called again. */
  async close(): Promise<void> {
    await Promise.all(this.warehouses.map((warehouse) => warehouse.close()));
  }
}
