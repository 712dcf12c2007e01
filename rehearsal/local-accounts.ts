import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Link } from "../config/link";
import type { Operator } from "../emulator/authentication/operator";
import { type Emulator, type EmulatorOptions, startEmulator } from "../emulator/start-emulator";
import { createProcessFolder, removeProcessFolder } from "../tools/lib/process/process-folder";
import {
  accountsOfLinks,
  type DeployRolePolicies,
  deployRolesOf,
  keysOfLinks,
  policiesOfLinks,
} from "./accounts-of-links";
import { awsEnvironment } from "./aws-environment";
import { findMoto, pythonOf, startMoto } from "./moto";
import { REHEARSAL_FOLDER } from "./run-folder";
import { withStartAdvice } from "./start-advice";
import type { OwnWarehouse } from "./warehouse/own-warehouse";
import { warehouseSpecs } from "./warehouse/warehouse-specs";

/**
 * Databases that start with the accounts: every link of a run queries its warehouse, and they start while programs start and wait
 * for them anyway.
 */
export const WARM_WAREHOUSES = 4;

/** The local accounts of a set of links, answering on 127.0.0.1. */
export interface LocalAccounts {
  readonly url: string;
  /** Unix socket of moto behind the gateway, which asks nobody for permission: for measurements only. */
  readonly motoSocket: string;
  readonly operators: readonly [Operator, ...Operator[]];
  /** What to export so that any AWS client talks to these accounts. */
  readonly environment: Readonly<Record<string, string>>;
  /** Why functions of a runtime are deployed and not run, and what to do; absent when they are run. */
  readonly runtimeLack: Emulator["runtimeLack"];
  close(): Promise<void>;
}

/** What the local accounts of a set of links are made from. */
export interface LocalAccountsOptions
  extends Pick<
    EmulatorOptions,
    | "port"
    | "warmWarehouses"
    | "warmWithFunctions"
    | "decideIdentity"
    | "iamPropagationSeed"
    | "faults"
    | "onEvent"
  > {
  readonly links: readonly Link[];
  /** Where configuration for clients is written. */
  readonly folder: string;
  /** Ends moto, and with it the accounts, when it aborts. */
  readonly signal: AbortSignal;
  /**
   * Role ARN → policy documents a deploy role has, as customer managed policies.
   *
   * @default - AdministratorAccess, which passes without a decision
   */
  readonly deployRolePolicies?: DeployRolePolicies;
  /** Scripts that make the warehouses. @default - each has the built-in tables */
  readonly ownWarehouse?: OwnWarehouse | undefined;
}

/**
 * Starts moto and the emulator in front of it, with the accounts, deploy roles and warehouses that the links name.
 * Closes all on failure.
 *
 * @throws ToolError PORT_IN_USE, POLICY_REFUSED, SCRIPT_REFUSED, or what moto does not start for
 */
export async function startLocalAccounts(options: LocalAccountsOptions): Promise<LocalAccounts> {
  const { links, folder, signal, deployRolePolicies, ownWarehouse, ...emulatorOptions } = options;
  const command = await findMoto(join(REHEARSAL_FOLDER, "python"), signal);
  const moto = await startMoto(command, signal);
  let emulator: Emulator | undefined;
  let functionsFolder: string | undefined;
  const close = async () => {
    try {
      await emulator?.close();
    } finally {
      await moto.stop();
      if (functionsFolder !== undefined) removeProcessFolder(functionsFolder);
    }
  };
  try {
    // What killed runs have left there is removed now.
    functionsFolder = createProcessFolder(tmpdir(), "rehearsal-functions");
    emulator = await startEmulator({
      ...emulatorOptions,
      motoSocket: moto.socket,
      functionsFolder,
      accounts: accountsOfLinks(links),
      roles: deployRolesOf(links, deployRolePolicies),
      policies: policiesOfLinks(links),
      keys: keysOfLinks(links),
      pythonPrograms: [pythonOf(command)],
      layers: links.flatMap((link) => link.function.layers ?? []),
      warehouses: warehouseSpecs(links, ownWarehouse),
    });
    const { url, operators, runtimeLack } = emulator;
    const environment = awsEnvironment({ url, links, operators, folder });
    return { url, motoSocket: moto.socket, operators, environment, runtimeLack, close };
  } catch (error) {
    await close();
    throw withStartAdvice(error);
  }
}
