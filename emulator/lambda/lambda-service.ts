import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CredentialStore } from "../authentication/credential-store";
import type { SignedRequest } from "../authentication/signed-request";
import type { AccessDecisions } from "../authorization/access-decisions";
import type { IdentityAuthorizer } from "../authorization/identity-authorizer";
import { unexpectedText } from "../emulator-error";
import type { EmulatorEvent } from "../emulator-event";
import type { StoredIam } from "../iam/stored-iam";
import type { MotoClient } from "../moto/moto-client";
import type { AwsResponse } from "../protocol/aws-request";
import type { FunctionReference } from "../protocol/function-reference";
import type { LambdaRoute } from "../protocol/lambda-route";
import type { QualifiedPolicies } from "../resource-policies/qualified-policies";
import {
  AsynchronousInvocations,
  SHORTENED_RETRY_DELAYS_MILLISECONDS,
} from "./asynchronous/asynchronous-invocations";
import { Destinations } from "./asynchronous/destinations";
import { EventInvokeConfigs } from "./asynchronous/event-invoke-config";
import { BackgroundWork } from "./background-work";
import { ControlPlane } from "./control-plane";
import { DeployedFunctions } from "./deployed-functions";
import { ContainerPool } from "./invocation/container-pool";
import { Executor } from "./invocation/executor";
import { Invoke } from "./invocation/invoke";
import { LogDelivery } from "./invocation/log-delivery";
import { majorOfProgram, NodePrograms, nodeCandidates } from "./invocation/node-programs";
import { askPython, PythonPrograms, pythonCandidates } from "./invocation/python-programs";
import { RuntimePrograms } from "./invocation/runtime-programs";
import { writeBootstrap } from "./runtime/bootstrap-file";
import { SeededLayers } from "./seeded-layers";

/** What Lambda works with. */
interface LambdaServiceOptions {
  readonly moto: MotoClient;
  readonly iam: Pick<StoredIam, "role">;
  readonly decisions: Pick<AccessDecisions, "serviceTrust">;
  readonly authorizer: IdentityAuthorizer;
  readonly credentials: CredentialStore;
  /** Of versions and aliases, which decisions look at too. */
  readonly policies: QualifiedPolicies;
  /** ARNs of layer versions that exist from the start. @default - none */
  readonly layers?: readonly string[] | undefined;
  /** URL of the gateway, which functions use as AWS's endpoint. Called once the gateway listens. */
  readonly endpointUrl: () => string;
  /** Files that may be a Python with boto3. @default - those of `PATH` alone */
  readonly pythonPrograms?: readonly string[] | undefined;
  /** Where archives are unpacked; removed in the end. @default - a new one in the temporary folder */
  readonly folder?: string | undefined;
  /**
   * What is waited before a failed event is repeated, milliseconds, for each repetition.
   *
   * @default {@link SHORTENED_RETRY_DELAYS_MILLISECONDS}
   */
  readonly retryDelaysMilliseconds?: readonly number[] | undefined;
  readonly log: (event: EmulatorEvent) => void;
}

/** Lambda: settings are stored by moto, invocations run in processes of our own. */
export class LambdaService {
  private constructor(
    private readonly folder: string,
    private readonly pool: ContainerPool,
    private readonly invoke: Invoke,
    private readonly controlPlane: ControlPlane,
    private readonly work: BackgroundWork,
    private readonly programs: RuntimePrograms,
  ) {}

  static async create(options: LambdaServiceOptions): Promise<LambdaService> {
    const { moto, iam, decisions, authorizer, log } = options;
    const { retryDelaysMilliseconds = SHORTENED_RETRY_DELAYS_MILLISECONDS } = options;
    const folder = await realpath(options.folder ?? (await mkdtemp(join(tmpdir(), "emulator-functions-"))));
    const nodeBootstrap = await writeBootstrap(folder);
    const pool = new ContainerPool();
    const deployed = new DeployedFunctions(folder);
    const configs = new EventInvokeConfigs();
    const logs = new LogDelivery(moto, authorizer);
    const executor = new Executor({ ...options, pool, logs });
    const work = new BackgroundWork((error) =>
      log({ kind: "failure", service: "lambda", operation: "Invoke", message: unexpectedText(error) }),
    );
    const toFunction = (reference: FunctionReference, event: string): Promise<void> =>
      invoke.acceptEvent(reference, event);
    const destinations = new Destinations({ moto, authorizer, invoke: toFunction, log });
    const asynchronous = new AsynchronousInvocations({
      ...{ executor, pool, deployed, configs, destinations, retryDelaysMilliseconds },
      background: (running) => work.add(running),
      wait: (milliseconds) => work.wait(milliseconds),
      isClosed: () => work.isClosed,
    });
    const tell = (message: string) => log({ kind: "note", message });
    const node = new NodePrograms({
      own: { file: process.execPath, major: Number(process.versions.node.split(".")[0]) },
      candidates: () => nodeCandidates(process.env, process.cwd()),
      majorOf: majorOfProgram,
      tell,
    });
    const python = new PythonPrograms({
      candidates: (version) => pythonCandidates(version, process.env, options.pythonPrograms ?? []),
      ask: askPython,
      tell,
    });
    const programs = new RuntimePrograms({ node, python, nodeBootstrap });
    const shared = { moto, iam, decisions, authorizer, deployed, pool };
    const invoke: Invoke = new Invoke({ ...shared, executor, programs, asynchronous });
    const layers = new SeededLayers(options.layers ?? []);
    const controlPlane = new ControlPlane({ ...shared, configs, policies: options.policies, layers, log });
    return new LambdaService(folder, pool, invoke, controlPlane, work, programs);
  }

  handle(request: SignedRequest, route: LambdaRoute): Promise<AwsResponse> {
    const { operation, functionName } = route;
    if (operation === "Invoke" && functionName !== undefined)
      return this.invoke.handle(request, functionName);
    return this.controlPlane.handle(request, route);
  }

  /** Why functions of a runtime are not run here, and what to do; absent when they are. */
  runtimeLack(runtime: string): Promise<string | undefined> {
    return this.programs.lackOf(runtime);
  }

  /** Ends all containers, waits for invocations to notice, and removes what was unpacked. May be called again. */
  async close(): Promise<void> {
    this.work.close();
    await this.pool.close();
    await this.work.ended();
    await rm(this.folder, { recursive: true, force: true });
  }
}
