import { join } from "node:path";
import { decideAssumeRole, decideIdentity, decideServiceTrust } from "../access/iam/simulator";
import type { Link } from "../config/link";
import type { AccessDecisions } from "../emulator/authorization/access-decisions";
import type { FaultPlan } from "../emulator/gateway/fault-plan";
import type { GatewayEvent } from "../emulator/gateway/gateway-event";
import { startGateway } from "../emulator/gateway/server";
import { DataApi } from "../emulator/redshift-data/data-api";
import { WarehouseSet } from "../emulator/redshift-data/warehouse/warehouse-set";
import { awsEnvironment } from "./aws-environment";
import { findMoto, startMoto } from "./moto";
import { type Operator, operatorsOf } from "./operators";
import { REHEARSAL_FOLDER } from "./run-folder";
import { type DeployRolePolicies, seedAccounts } from "./seed-accounts";
import { warehouseSpecs } from "./warehouse-specs";

/** The local accounts of a set of links, answering on 127.0.0.1. */
export interface LocalAccounts {
  readonly url: string;
  /** Unix socket of moto behind the gateway, which asks nobody for permission: for measurements only. */
  readonly motoSocket: string;
  readonly operators: readonly [Operator, ...Operator[]];
  /** What to export so that any AWS client talks to these accounts. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface LocalAccountsOptions {
  readonly links: readonly Link[];
  /** Where configuration for clients is written. */
  readonly folder: string;
  /** @default 0 - any free port */
  readonly port?: number;
  readonly signal: AbortSignal;
  /**
   * Role ARN → policy documents a deploy role has, as customer managed policies.
   *
   * @default - AdministratorAccess, which is asked no question
   */
  readonly deployRolePolicies?: DeployRolePolicies;
  /** Decides by identity policies. @default - the simulator */
  readonly decideIdentity?: AccessDecisions["identity"];
  /** What goes wrong on purpose. @default - nothing */
  readonly faults?: FaultPlan;
  /** Told every decision of the gateway; never a credential. */
  readonly onEvent?: (event: GatewayEvent) => void;
}

/** Starts moto, the gateway in front of it and the warehouses, and seeds the accounts. Closes all on failure. */
export async function startLocalAccounts(options: LocalAccountsOptions): Promise<LocalAccounts> {
  const { links, folder, port = 0, signal, deployRolePolicies, faults, onEvent } = options;
  const identity = options.decideIdentity ?? decideIdentity;
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const moto = await startMoto(await findMoto(join(REHEARSAL_FOLDER, "python"), signal), signal);
    closers.push(() => moto.stop());
    const warehouses = new WarehouseSet(warehouseSpecs(links));
    closers.push(() => warehouses.close());
    const operators = operatorsOf(links);
    const gateway = await startGateway({
      motoSocket: moto.socket,
      port,
      operators,
      decisions: { identity, assumeRole: decideAssumeRole, serviceTrust: decideServiceTrust },
      dataApi: (authorizer) => new DataApi({ warehouses, authorizer }),
      ...(faults === undefined ? {} : { faults }),
      ...(onEvent === undefined ? {} : { log: onEvent }),
    });
    closers.push(() => gateway.close());
    await Promise.all([seedAccounts(gateway.url, links, operators, deployRolePolicies), warehouses.start()]);
    const environment = awsEnvironment({ url: gateway.url, links, operators, folder });
    return { url: gateway.url, motoSocket: moto.socket, operators, environment, close };
  } catch (error) {
    await close();
    throw error;
  }
}
