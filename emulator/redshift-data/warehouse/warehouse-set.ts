import { workgroupArn } from "../../../aws/redshift";
import { EmulatorError } from "../../emulator-error";
import { type Engine, startEngine } from "../engine/start-engine";
import type { FileStatements } from "./file-statements";
import type { ScriptsDone } from "./run-scripts";
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
  /** Told what the scripts of a warehouse did, at each of its starts. */
  readonly onScripts?: (spec: WarehouseSpec, done: ScriptsDone) => void;
  /** Runs COPY and UNLOAD. @default - they are lacks */
  readonly files?: FileStatements | undefined;
}

/** All clusters and workgroups; each starts when a statement first needs it. */
export class WarehouseSet {
  private readonly warehouses: readonly Warehouse[];

  constructor(
    specs: readonly WarehouseSpec[],
    { start = startEngine, onStart, onScripts, files }: WarehouseSetOptions = {},
  ) {
    this.warehouses = specs.map(
      (spec) =>
        new Warehouse(
          spec,
          async () => {
            onStart?.(spec);
            return start();
          },
          (done) => onScripts?.(spec, done),
          files,
        ),
    );
  }

  /**
   * Starts the first so many now, one after the other, so that their first statement does not wait for it; those that are up stay
   * as they are. One that does not start is passed over: its first statement tries again, and is told.
   *
   * @throws EmulatorError SCRIPT_REFUSED
   */
  async warm(count: number): Promise<void> {
    for (const warehouse of this.warehouses.slice(0, count)) await startOrPassOver(warehouse);
  }

  /**
   * Starts those with scripts that are not up, and stops them again: whether every script runs is known before anybody asks.
   *
   * @throws EmulatorError SCRIPT_REFUSED
   */
  async tryScripts(): Promise<void> {
    for (const warehouse of this.warehouses) {
      if (warehouse.isStarted || (warehouse.spec.scripts ?? []).length === 0) continue;
      await startOrPassOver(warehouse);
      await warehouse.rest();
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

/** @throws EmulatorError SCRIPT_REFUSED; what else it does not start for, its first statement is told */
async function startOrPassOver(warehouse: Warehouse): Promise<void> {
  await warehouse.start().catch((error: unknown) => {
    if (error instanceof EmulatorError) throw error;
  });
}
