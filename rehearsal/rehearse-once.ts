import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Link } from "../config/link";
import type { EmulatorEvent } from "../emulator/emulator-event";
import { inParallel } from "../tools/lib/process/in-parallel";
import type { Progress } from "../tools/lib/terminal/progress";
import { providerEnvironment } from "../tools/lib/terraform/provider-mirror";
import { countedStacks, type SynthesizedStack } from "../tools/lib/terraform/synthesize";
import { findTerraform } from "../tools/lib/terraform/terraform";
import { type LocalAccounts, startLocalAccounts } from "./local-accounts";
import { rehearseLink, stackTerraform } from "./rehearse-link";
import { createRunFolder, removeRunFolder } from "./run-folder";
import { synthesizeForRehearsal } from "./synthesize";
import { localEnvironment } from "./terraform-environment";

/** Every link of a run queries its warehouse; so many databases start while Terraform waits for the first function. */
const WARM_WAREHOUSES = 4;

function accountList(links: readonly Link[]): string {
  const ids = links.flatMap(({ lambdaAccount, redshiftAccount }) => [lambdaAccount.id, redshiftAccount.id]);
  return [...new Set(ids)].join(", ");
}

/** What every link of a run is rehearsed with. */
interface Run {
  readonly links: readonly Link[];
  readonly linksFile: string;
  readonly iamPropagationSeed: number | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly terraformBinary: string;
  /** Of this run alone. */
  readonly folder: string;
}

/** Rehearses every link from synth to destroy; resolves only when all of it held. Leaves nothing behind. */
export async function rehearseOnce(options: {
  readonly links: readonly Link[];
  readonly linksFile: string;
  /** Of the delays after which decisions see changes of IAM. Absent: at once. */
  readonly iamPropagationSeed: number | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}): Promise<void> {
  const run = { ...options, terraformBinary: findTerraform(), folder: createRunFolder() };
  const events: EmulatorEvent[] = [];
  try {
    // Neither needs the other, and each waits for programs that start.
    const [started, prepared] = await Promise.allSettled([startAccounts(run, events), prepareStacks(run)]);
    try {
      const accounts = resultOf(started);
      const stacks = resultOf(prepared);
      const { links, terraformBinary, signal, progress, iamPropagationSeed } = run;
      const isSettling = iamPropagationSeed !== undefined;
      const env = terraformEnvironment(run, accounts.environment);
      for (const link of links) {
        const stack = stackOf(link, stacks);
        const common = { terraformBinary, env, signal, progress, events, isSettling };
        await rehearseLink({ link, stack, accounts, ...common });
      }
    } finally {
      if (started.status === "fulfilled") await started.value.close();
    }
  } finally {
    removeRunFolder(run.folder);
  }
}

function startAccounts(
  { links, folder, signal, progress, iamPropagationSeed }: Run,
  events: EmulatorEvent[],
): Promise<LocalAccounts> {
  return progress.step(
    "start the local accounts",
    () =>
      startLocalAccounts({
        links,
        folder,
        signal,
        warmWithFunctions: WARM_WAREHOUSES,
        iamPropagationSeed,
        onEvent: (event) => events.push(event),
      }),
    () => `${accountList(links)} enforce IAM on 127.0.0.1`,
  );
}

/** Synthesizes the links and initializes their folders, which needs no account: the state is beside each stack. */
function prepareStacks(run: Run): Promise<readonly SynthesizedStack[]> {
  const { links, folder, signal, progress, terraformBinary } = run;
  const env = terraformEnvironment(run, {});
  return progress.step(
    "synthesize and initialize",
    async () => {
      const stacks = await synthesizeForRehearsal(join(folder, "cdktf.out"), env, signal);
      await inParallel(links, availableParallelism(), (link) =>
        stackTerraform({ stack: stackOf(link, stacks), terraformBinary, env, signal }).init(),
      );
      return stacks;
    },
    countedStacks,
  );
}

function terraformEnvironment(
  { folder, linksFile }: Run,
  accountEnvironment: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  return localEnvironment({
    ...accountEnvironment,
    ...providerEnvironment(join(folder, "terraform.rc")),
    LINKS_FILE: linksFile,
  });
}

function stackOf({ name }: Link, stacks: readonly SynthesizedStack[]): SynthesizedStack {
  const stack = stacks.find((candidate) => candidate.name === name);
  if (stack === undefined) throw new Error(`stack ${name} was not synthesized`);
  return stack;
}

function resultOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}
