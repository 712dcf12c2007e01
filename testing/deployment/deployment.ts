import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { IAMClient } from "@aws-sdk/client-iam";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { Plan } from "../../access/terraform/plan";
import type { Link } from "../../config/link";
import { parseLinks } from "../../config/parse-links";
import { operatorIn } from "../../emulator/authentication/operator";
import type { EmulatorEvent } from "../../emulator/emulator-event";
import {
  type LocalAccounts,
  type LocalAccountsOptions,
  startLocalAccounts,
} from "../../rehearsal/local-accounts";
import { synthesizeForRehearsal } from "../../rehearsal/synthesize";
import { localEnvironment } from "../../rehearsal/terraform-environment";
import type { FunctionFailure } from "../../tools/lib/link/invocation";
import { inParallel } from "../../tools/lib/process/in-parallel";
import { providerEnvironment } from "../../tools/lib/terraform/provider-mirror";
import type { Terraform } from "../../tools/lib/terraform/terraform";
import { ProviderPool, type ProvidersOfStack } from "../provider-pool/provider-pool";
import { usersProviders } from "../provider-pool/small-providers";
import { InitializedOnce } from "./initialized-once";

/** More than two cores, because an apply waits as long as it works; few enough for the memory of their providers. */
const APPLIES_AT_A_TIME = 3;

/** Links deployed with the real Terraform into local accounts, for the tests of one file. */
export class Deployment {
  readonly events: EmulatorEvent[] = [];
  /** The function's log of every invocation, as Lambda returns its tail. */
  readonly logs: string[] = [];
  readonly links: readonly Link[];
  readonly signal = new AbortController().signal;
  env!: NodeJS.ProcessEnv;
  private started: LocalAccounts | undefined;
  private providers: ProviderPool | undefined;
  private readonly terraforms = new Map<string, Terraform>();
  private readonly kept = new Map<string, ProvidersOfStack | undefined>();

  /**
   * @param linksFile content of `links.yaml`, as an object
   * @param options what the deploy roles may do, who decides it, and what goes wrong; and whether Terraform runs as it
   *   does for a user, with checksums, garbage collection and providers of its own, rather than as in a folder that is thrown away
   */
  constructor(
    private readonly folder: string,
    private readonly linksFile: object,
    private readonly options: Pick<
      LocalAccountsOptions,
      "deployRolePolicies" | "decideIdentity" | "faults"
    > & {
      readonly terraformAsForUsers?: boolean;
      /** Hears what the accounts do, beside {@link events}. */
      readonly onEvent?: (event: EmulatorEvent) => void;
    } = {},
  ) {
    this.links = parseLinks(JSON.stringify(linksFile), "links.yaml", {});
  }

  /** Local accounts up, links synthesized; nothing planned yet. */
  async start(): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    const file = join(this.folder, "links.yaml");
    writeFileSync(file, JSON.stringify(this.linksFile));
    const { links, folder, signal } = this;
    const { terraformAsForUsers = false, onEvent: hear, ...accountOptions } = this.options;
    const onEvent = (event: EmulatorEvent) => {
      this.events.push(event);
      hear?.(event);
    };
    const providers = terraformAsForUsers ? usersProviders() : {};
    const configured = providerEnvironment(join(folder, "terraform.rc"), { ...process.env, ...providers });
    const provider = { ...providers, ...configured, LINKS_FILE: file };
    // A synth asks no account: it runs beside the start of the local ones. Both have ended before either's failure is thrown.
    const [accounts, synthesized] = await Promise.allSettled([
      startLocalAccounts({ ...accountOptions, links, folder, signal, onEvent }),
      synthesizeForRehearsal(join(folder, "cdktf.out"), localEnvironment(provider), signal),
    ]);
    if (accounts.status === "rejected") throw accounts.reason;
    this.started = accounts.value;
    if (synthesized.status === "rejected") throw synthesized.reason;
    const stacks = synthesized.value;
    this.env = localEnvironment({ ...this.accounts.environment, ...provider });
    const pool = terraformAsForUsers ? undefined : new ProviderPool(this.env);
    this.providers = pool;
    for (const stack of stacks) {
      const options = { cwd: stack.folder, env: this.env, signal, isThrownAway: !terraformAsForUsers };
      const kept = await pool?.keep(stack.folder);
      this.kept.set(stack.name, kept);
      this.terraforms.set(stack.name, new InitializedOnce(options, kept));
    }
  }

  get accounts(): LocalAccounts {
    if (this.started === undefined) throw new Error("the local accounts are not up, call start() first");
    return this.started;
  }

  link(linkName: string): Link {
    const found = this.links.find(({ name }) => name === linkName);
    if (found === undefined) throw new Error(`there is no link ${linkName}`);
    return found;
  }

  terraform(link: string): Terraform {
    const found = this.terraforms.get(link);
    if (found === undefined) throw new Error(`link ${link} is not deployed`);
    return found;
  }

  /**
   * Environment of a command whose Terraform, too, asks the providers that are kept for a link, in the link's folder or in one that
   * the command makes. The link was initialized.
   */
  withKeptProviders(link: string): { readonly env: NodeJS.ProcessEnv } {
    return { env: { ...this.env, ...this.kept.get(link)?.variables } };
  }

  /** Plans and applies one link in one run. */
  async apply(link: string, options: { replace?: readonly string[] } = {}): Promise<void> {
    const terraform = this.terraform(link);
    await terraform.init();
    await terraform.applyUnseen(options);
  }

  /** The same for several links, by default all, side by side: the provider waits for seconds in every creation of a function. */
  async applyAll(links: readonly string[] = this.links.map(({ name }) => name)): Promise<void> {
    await inParallel(links, APPLIES_AT_A_TIME, (link) => this.apply(link));
  }

  /** Plans, shows and applies one link as a user does; returns the plan. */
  async planAndApply(link: string): Promise<Plan> {
    const terraform = this.terraform(link);
    await terraform.init();
    await terraform.plan("test.tfplan");
    const plan = await terraform.show("test.tfplan");
    await terraform.apply("test.tfplan");
    return plan;
  }

  /** Addresses of what another apply would still change. A plan without changes need not be shown. */
  async pending(link: string): Promise<string[]> {
    const terraform = this.terraform(link);
    if (!(await terraform.plan("pending.tfplan"))) return [];
    const { changes } = await terraform.show("pending.tfplan");
    return changes.filter(({ change }) => change.actions.join() !== "no-op").map(({ address }) => address);
  }

  /** IAM of one account, as its operator. */
  iam(accountId: string): IAMClient {
    return new IAMClient(this.client(accountId, "us-east-1"));
  }

  lambda(accountId: string, region: string): LambdaClient {
    return new LambdaClient(this.client(accountId, region));
  }

  /** Invokes a link's function; its answer, or what it said when it failed. */
  async invoke(
    linkName: string,
    event: object,
  ): Promise<Record<string, unknown> & { failure?: FunctionFailure }> {
    const { lambdaAccount, function: invoked } = this.link(linkName);
    const answer = await this.lambda(lambdaAccount.id, lambdaAccount.region).send(
      new InvokeCommand({
        FunctionName: invoked.name,
        Payload: Buffer.from(JSON.stringify(event)),
        LogType: "Tail",
      }),
    );
    this.logs.push(Buffer.from(answer.LogResult ?? "", "base64").toString("utf8"));
    const payload = JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8"));
    return answer.FunctionError === undefined ? payload : { failure: JSON.parse(payload.errorMessage) };
  }

  async stop(): Promise<void> {
    await this.providers?.close();
    await this.started?.close();
  }

  /** Configuration of any client of one account, as its operator. */
  client(accountId: string, region: string) {
    const { accessKeyId, secretAccessKey } = operatorIn(this.accounts.operators, accountId);
    return { endpoint: this.accounts.url, region, credentials: { accessKeyId, secretAccessKey } };
  }
}
