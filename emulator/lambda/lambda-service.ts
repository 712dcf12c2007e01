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
import type { LambdaRoute } from "../protocol/lambda-route";
import { ControlPlane } from "./control-plane";
import { DeployedFunctions } from "./deployed-functions";
import { ContainerPool } from "./invocation/container-pool";
import { Executor } from "./invocation/executor";
import { Invoke } from "./invocation/invoke";
import { LogDelivery } from "./invocation/log-delivery";
import { writeBootstrap } from "./runtime/bootstrap-file";

/** What Lambda works with. */
interface LambdaServiceOptions {
  readonly moto: MotoClient;
  readonly iam: Pick<StoredIam, "role">;
  readonly decisions: Pick<AccessDecisions, "serviceTrust">;
  readonly authorizer: IdentityAuthorizer;
  readonly credentials: CredentialStore;
  /** URL of the gateway, which functions use as AWS's endpoint. Called once the gateway listens. */
  readonly endpointUrl: () => string;
  /** Where archives are unpacked; removed in the end. @default - a new one in the temporary folder */
  readonly folder?: string | undefined;
  readonly log: (event: EmulatorEvent) => void;
}

/** Lambda: settings are stored by moto, invocations run in processes of our own. */
export class LambdaService {
  private constructor(
    private readonly folder: string,
    private readonly pool: ContainerPool,
    private readonly invoke: Invoke,
    private readonly controlPlane: ControlPlane,
    private readonly running: ReadonlySet<Promise<unknown>>,
  ) {}

  static async create(options: LambdaServiceOptions): Promise<LambdaService> {
    const { moto, iam, decisions, authorizer, log } = options;
    const folder = await realpath(options.folder ?? (await mkdtemp(join(tmpdir(), "emulator-functions-"))));
    const bootstrapFile = await writeBootstrap(folder);
    const pool = new ContainerPool();
    const deployed = new DeployedFunctions(folder);
    const logs = new LogDelivery(moto, authorizer);
    const executor = new Executor({ ...options, pool, logs, bootstrapFile });
    const running = new Set<Promise<unknown>>();
    const background = (invocation: Promise<unknown>) => {
      const settled = invocation
        .catch((error: unknown) => {
          log({ kind: "failure", service: "lambda", operation: "Invoke", message: unexpectedText(error) });
        })
        .finally(() => running.delete(settled));
      running.add(settled);
    };
    const shared = { moto, iam, decisions, authorizer, deployed, pool };
    const invoke = new Invoke({ ...shared, executor, background });
    return new LambdaService(folder, pool, invoke, new ControlPlane(shared), running);
  }

  handle(request: SignedRequest, route: LambdaRoute): Promise<AwsResponse> {
    const { operation, functionName } = route;
    if (operation === "Invoke" && functionName !== undefined)
      return this.invoke.handle(request, functionName);
    return this.controlPlane.handle(request, route);
  }

  /** Ends all containers, waits for invocations to notice, and removes what was unpacked. May be called again. */
  async close(): Promise<void> {
    await this.pool.close();
    await Promise.all(this.running);
    await rm(this.folder, { recursive: true, force: true });
  }
}
