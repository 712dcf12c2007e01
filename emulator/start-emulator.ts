import type { IamAccount } from "../aws/iam";
import { CredentialStore } from "./authentication/credential-store";
import type { Operator } from "./authentication/operator";
import { type AccessDecisions, SIMULATED_DECISIONS } from "./authorization/access-decisions";
import { IdentityAuthorizer } from "./authorization/identity-authorizer";
import { StoredParameters } from "./authorization/stored-parameters";
import { StoredTags } from "./authorization/stored-tags";
import type { EmulatorEvent } from "./emulator-event";
import type { FaultPlan } from "./faults/fault-plan";
import { startGateway } from "./gateway/server";
import { AccessKeys } from "./iam/access-keys";
import { IamService } from "./iam/iam-service";
import { createOperators } from "./iam/operator-users";
import { PrincipalDirectory } from "./iam/principal-directory";
import { PropagatedIam } from "./iam/propagation/propagated-iam";
import { seededDelays } from "./iam/propagation/seeded-delays";
import { checkSeed, type SeededPolicy, type SeededRole, seedIam } from "./iam/seed-iam";
import { StoredIam } from "./iam/stored-iam";
import { LambdaService } from "./lambda/lambda-service";
import { MotoClient } from "./moto/moto-client";
import { motoIamOf } from "./moto/moto-iam-client";
import { AttachedRoles } from "./redshift/attached-roles";
import { ClusterService } from "./redshift/cluster-service";
import { ServerlessService } from "./redshift/serverless-service";
import { FilesAndTables } from "./redshift-data/copy/files-and-tables";
import { DataApiService } from "./redshift-data/data-api-service";
import { WarehouseSet } from "./redshift-data/warehouse/warehouse-set";
import { type WarehouseSpec, warehouseName } from "./redshift-data/warehouse/warehouse-spec";
import { QualifiedPolicies } from "./resource-policies/qualified-policies";
import { ResourcePolicies } from "./resource-policies/resource-policies";
import { SeededPolicies } from "./resource-policies/seeded-policies";
import { seededResources } from "./resource-policies/seeded-resource";
import { BucketStore } from "./s3/bucket-store";
import { FilesOfRoles } from "./s3/files-of-roles";
import { StsService } from "./sts/sts-service";
import { warmingLog } from "./warming-log";

/** The local accounts, and what is in them before anybody deploys. */
export interface EmulatorOptions {
  /** Path of the Unix socket on which a `moto_server` listens; see `moto/moto-server.ts` for how to start one. */
  readonly motoSocket: string;
  /** Each gets an operator, who may do everything in it. */
  readonly accounts: readonly [IamAccount, ...IamAccount[]];
  /** @default - none */
  readonly roles?: readonly SeededRole[];
  /** @default - none beside those of the roles */
  readonly policies?: readonly SeededPolicy[];
  /** ARNs of layer versions that exist from the start, without content. @default - none */
  readonly layers?: readonly string[];
  /** ARNs of KMS keys that exist from the start, beside those of the warehouses' secrets. @default - none */
  readonly keys?: readonly string[];
  /** Files that may be a Python with boto3, for functions of Python. @default - those of `PATH` alone */
  readonly pythonPrograms?: readonly string[];
  /** Redshift clusters and serverless workgroups. @default - none */
  readonly warehouses?: readonly WarehouseSpec[];
  /**
   * How many of the warehouses, in their order, have their database started with the accounts; each takes some 200 MB. The
   * others start when a statement first needs them; those with scripts start once before, to see that the scripts run.
   *
   * @default 0
   */
  readonly warmWarehouses?: number;
  /** The same once a function is created, see `warming-log.ts`. @default 0 */
  readonly warmWithFunctions?: number;
  /** Of 127.0.0.1. @default 0 - any free one */
  readonly port?: number;
  /**
   * An existing folder in which functions are unpacked, outside of any project: Node.js looks for modules above it. Removed
   * in the end. Whoever may be killed names one that it finds again.
   *
   * @default - a new one in the temporary folder
   */
  readonly functionsFolder?: string;
  /**
   * What Lambda waits before it repeats a failed event that nobody waits for, milliseconds, for each repetition. On AWS it is
   * one minute, then two.
   *
   * @default - a hundredth of AWS's
   */
  readonly eventRetryDelaysMilliseconds?: readonly number[];
  /** Decides by identity policies. @default - the IAM simulator */
  readonly decideIdentity?: AccessDecisions["identity"];
  /**
   * Makes IAM eventually consistent: decisions see each change of a role, user or policy only after a delay of up to ten seconds,
   * which is the same for the same seed, a whole number. IAM itself shows changes at once. What is seeded is seen from the start.
   *
   * @default - decisions see every change at once
   */
  readonly iamPropagationSeed?: number | undefined;
  /** What goes wrong on purpose, for tests and measurements. @default - nothing */
  readonly faults?: FaultPlan;
  /** Told every decision and invocation; never a credential. @default - nobody is told */
  readonly onEvent?: (event: EmulatorEvent) => void;
}

/** Local AWS accounts that enforce IAM, answering on 127.0.0.1. */
export interface Emulator {
  /** Value of `AWS_ENDPOINT_URL` for any AWS client. */
  readonly url: string;
  /** One per account, in their order: whose keys a client signs with. */
  readonly operators: readonly [Operator, ...Operator[]];
  /** Why functions of a runtime are deployed and not run, and what to do; absent when they are run. */
  runtimeLack(runtime: string): Promise<string | undefined>;
  /** Ends everything that was started here, functions and databases included. Moto is left to who started it. */
  close(): Promise<void>;
}

/**
 * Starts the local accounts; resolves once they are seeded and the warm databases are up. Closes all on failure.
 *
 * @throws EmulatorError when the port is in use, a role's ARN is none, or a script of a warehouse does not run
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const {
    motoSocket,
    accounts,
    roles = [],
    policies = [],
    port = 0,
    faults,
    warmWithFunctions = 0,
    onEvent: log = () => undefined,
  } = options;
  const { decideIdentity: identity = SIMULATED_DECISIONS.identity } = options;
  const decisions = { ...SIMULATED_DECISIONS, identity };
  const credentials = new CredentialStore();
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const moto = new MotoClient(motoSocket);
    closers.push(() => moto.close());
    const storedIam = new StoredIam(motoIamOf(motoSocket));
    closers.push(() => storedIam.close());
    const { iamPropagationSeed: seed } = options;
    const propagated = seed === undefined ? undefined : new PropagatedIam(storedIam, seededDelays(seed));
    const seenIam = propagated ?? storedIam;
    const named = (spec: WarehouseSpec) => {
      const { accountId, region } = spec;
      return { accountId, region, name: warehouseName(spec) };
    };
    const secrets = (options.warehouses ?? []).flatMap((warehouse) => warehouse.secrets);
    const seededPolicies = new SeededPolicies(seededResources(secrets, options.keys));
    const qualifiedPolicies = new QualifiedPolicies();
    const resourcePolicies = new ResourcePolicies(moto, seededPolicies, qualifiedPolicies);
    const authorizer = new IdentityAuthorizer(seenIam, decisions, resourcePolicies, log);
    const attached = new AttachedRoles();
    const files = new FilesOfRoles(new BucketStore(moto, accounts), authorizer, {
      ...{ iam: seenIam, decisions, attached, log },
    });
    const warehouses = new WarehouseSet(options.warehouses ?? [], {
      files: new FilesAndTables(files),
      onStart: (spec) => log({ kind: "warehouse-start", ...named(spec) }),
      onScripts: (spec, done) => log({ kind: "scripts", ...named(spec), ...done }),
    });
    closers.push(() => warehouses.close());
    const dataApi = new DataApiService({ warehouses, authorizer });
    closers.push(() => dataApi.close());
    const directory = new PrincipalDirectory(storedIam, seenIam);
    const endpoint = { url: "" };
    const endpointUrl = () => endpoint.url;
    const shared = { moto, iam: seenIam, decisions, authorizer, credentials, endpointUrl, log };
    const lambda = await LambdaService.create({
      ...shared,
      log: warmingLog(log, () => warehouses.warm(warmWithFunctions)),
      policies: qualifiedPolicies,
      layers: options.layers,
      pythonPrograms: options.pythonPrograms,
      folder: options.functionsFolder,
      retryDelaysMilliseconds: options.eventRetryDelaysMilliseconds,
    });
    closers.push(() => lambda.close());
    const services = {
      sts: new StsService({ iam: seenIam, credentials, decisions, authorizer, log }),
      iam: new IamService(moto, storedIam, directory, propagated, log),
      accessKeys: new AccessKeys(credentials, storedIam),
      storedIam,
      seededPolicies,
      lambda,
      dataApi,
      clusters: new ClusterService(moto, warehouses, attached),
      serverless: new ServerlessService(warehouses, attached),
      moto,
      authorizer,
      tags: new StoredTags(moto),
      parameters: new StoredParameters(moto),
    };
    const gateway = await startGateway({ credentials, services, faults, log }, port);
    closers.push(() => gateway.close(() => lambda.close()));
    endpoint.url = gateway.url;
    checkSeed({ roles, policies });
    // Whoever asks before has keys of nobody.
    const operators = await createOperators(motoSocket, accounts);
    for (const operator of operators) credentials.addLongTerm(operator);
    await Promise.all([
      seedIam(gateway.url, operators, { roles, policies }),
      warehouses.warm(options.warmWarehouses ?? 0).then(() => warehouses.tryScripts()),
    ]);
    propagated?.begin();
    return {
      url: gateway.url,
      operators,
      runtimeLack: (runtime) => lambda.runtimeLack(runtime),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
