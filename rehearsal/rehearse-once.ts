import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Link } from "../config/link";
import type { EmulatorEvent } from "../emulator/emulator-event";
import type { QueriesOfLinks } from "../named-queries/queries-of-links";
import { inParallel } from "../tools/lib/process/in-parallel";
import type { Progress } from "../tools/lib/terminal/progress";
import { providerEnvironment } from "../tools/lib/terraform/provider-mirror";
import { countedStacks, type SynthesizedStack, stackOf } from "../tools/lib/terraform/synthesize";
import { findTerraform } from "../tools/lib/terraform/terraform";
import { type LocalAccounts, startLocalAccounts, WARM_WAREHOUSES } from "./local-accounts";
import { scriptsText } from "./local-event-line";
import { triedInWords, tryQueries } from "./queries/try-queries";
import { rehearseLink, stackTerraform } from "./rehearse-link";
import { createRunFolder, removeRunFolder } from "./run-folder";
import { askedEvents, unaskedQueries } from "./statements/asked-events";
import type { OwnEvent } from "./statements/own-events";
import { initializeForRehearsal, type OtherProvider, synthesizeForRehearsal } from "./synthesize";
import { localEnvironment } from "./terraform-environment";
import type { OwnWarehouse } from "./warehouse/own-warehouse";

function accountList(links: readonly Link[]): string {
  const ids = links.flatMap(({ lambdaAccount, redshiftAccount }) => [lambdaAccount.id, redshiftAccount.id]);
  return [...new Set(ids)].join(", ");
}

/** What is rehearsed, and how it is told. */
interface RehearsalOptions {
  /** All of the file: their accounts are there. */
  readonly links: readonly Link[];
  /** Those that are rehearsed. */
  readonly chosen: readonly Link[];
  readonly linksFile: string;
  /** Named queries of the links. */
  readonly queries: Pick<QueriesOfLinks, "of">;
  /** Scripts that make the warehouses. Absent: they have the built-in tables. */
  readonly ownWarehouse: OwnWarehouse | undefined;
  /** What the functions are asked in the place of the link's named queries, or of the built-in query where it has none. */
  readonly ownEvents: readonly OwnEvent[];
  /** Of the delays after which decisions see changes of IAM. Absent: at once. */
  readonly iamPropagationSeed: number | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** What every link of a run is rehearsed with. */
interface Run extends RehearsalOptions {
  readonly terraformBinary: string;
  /** Of this run alone. */
  readonly folder: string;
}

/** Rehearses the chosen links from synth to destroy; resolves only when all of it held. Leaves nothing behind. */
export async function rehearseOnce(options: RehearsalOptions): Promise<void> {
  // First of all: a sample event that cannot be read is told before anything starts.
  const eventsOf = new Map(
    options.chosen.map((link) => [link, askedEvents(link, options.ownEvents, options.queries.of(link))]),
  );
  const run = { ...options, terraformBinary: findTerraform(), folder: createRunFolder() };
  const events: EmulatorEvent[] = [];
  try {
    // None needs the others, and each waits for something that starts.
    const [started, prepared, tried] = await Promise.allSettled([
      startAccounts(run, events),
      prepareStacks(run),
      tryNamedQueries(run),
    ]);
    try {
      const accounts = resultOf(started);
      const stacks = resultOf(prepared);
      // Before anything is deployed.
      resultOf(tried);
      const env = terraformEnvironment(run, accounts.environment);
      const isSettling = run.iamPropagationSeed !== undefined;
      for (const link of run.chosen) {
        const stack = stackOf(link.name, stacks);
        await rehearseLink({
          ...run,
          askedEvents: eventsOf.get(link) ?? [],
          unaskedQueries: unaskedQueries(link, run.ownEvents, run.queries.of(link)),
          link,
          stack,
          accounts,
          env,
          events,
          isSettling,
        });
      }
    } finally {
      if (started.status === "fulfilled") await started.value.close();
    }
  } finally {
    removeRunFolder(run.folder);
  }
}

function startAccounts(
  { links, ownWarehouse, folder, signal, progress, iamPropagationSeed }: Run,
  events: EmulatorEvent[],
): Promise<LocalAccounts> {
  const onEvent = (event: EmulatorEvent) => {
    events.push(event);
    if (event.kind === "scripts") progress.line(`    ${scriptsText(event)}`);
  };
  return progress.step(
    "start the local accounts",
    () =>
      startLocalAccounts({
        links,
        ownWarehouse,
        folder,
        signal,
        // Scripts of the user's are run before anything is deployed; the built-in tables while Terraform waits for the first function.
        ...(ownWarehouse === undefined
          ? { warmWithFunctions: WARM_WAREHOUSES }
          : { warmWarehouses: WARM_WAREHOUSES }),
        iamPropagationSeed,
        onEvent,
      }),
    () => `${accountList(links)} enforce IAM on 127.0.0.1`,
  );
}

/** Runs the named queries with their examples, where there are any. */
async function tryNamedQueries({ chosen, queries, ownWarehouse, progress, signal }: Run): Promise<void> {
  if (chosen.every((link) => queries.of(link).length === 0)) return;
  await progress.step(
    "run the named queries with their examples",
    () => tryQueries({ links: chosen, queries, ownWarehouse, signal }),
    triedInWords,
  );
}

/** Synthesizes the links and initializes their folders, which needs no account: the state is beside each stack. */
function prepareStacks(run: Run): Promise<readonly SynthesizedStack[]> {
  const { chosen, folder, signal, progress, terraformBinary } = run;
  const env = terraformEnvironment(run, {});
  return progress.step(
    "synthesize and initialize",
    async () => {
      const stacks = await synthesizeForRehearsal(join(folder, "cdktf.out"), env, signal);
      await inParallel(chosen, availableParallelism(), async (link) => {
        const stack = stackOf(link.name, stacks);
        const terraform = stackTerraform({ stack, terraformBinary, env, signal });
        const other = await initializeForRehearsal(terraform, stack.folder);
        if (other !== undefined) progress.line(otherProviderLine(link.name, other));
      });
      return stacks;
    },
    countedStacks,
  );
}

function otherProviderLine(link: string, { locked, taken = "another one" }: OtherProvider): string {
  return `${link} is locked to hashicorp/aws ${locked}, which is not to be had here: it is rehearsed with ${taken}`;
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

function resultOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}
