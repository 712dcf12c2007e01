import { once } from "node:events";
import { join } from "node:path";
import type { Link } from "../config/link";
import { environmentOfRun } from "../config/links-file";
import type { EmulatorEvent } from "../emulator/emulator-event";
import type { QueriesOfLinks } from "../named-queries/queries-of-links";
import { Interrupted } from "../tools/lib/terminal/interruption";
import type { Progress } from "../tools/lib/terminal/progress";
import { providerEnvironment } from "../tools/lib/terraform/provider-mirror";
import type { UnknownBoundary } from "./accounts-of-links";
import { startLocalAccounts, WARM_WAREHOUSES } from "./local-accounts";
import { localEventLine } from "./local-event-line";
import { stacksToStandInFor, standBy } from "./others/stand-by";
import { triedQueriesLines } from "./queries/tried-queries-lines";
import { createRunFolder, removeRunFolder } from "./run-folder";
import { propagationLine } from "./settling";
import { shellExports } from "./shell-exports";
import { localEnvironment } from "./terraform-environment";
import type { OwnWarehouse } from "./warehouse/own-warehouse";

/** Keeps the local accounts up until interrupted, and prints what a shell must export to use them, and a line for each failure and note of their own. */
export async function serve(options: {
  readonly links: readonly Link[];
  /** Absolute path of the file the links are from. */
  readonly linksFile: string;
  /** Named queries of the links. */
  readonly queries: Pick<QueriesOfLinks, "of">;
  /** Scripts that make the warehouses. Absent: they have the built-in tables. */
  readonly ownWarehouse: OwnWarehouse | undefined;
  readonly port: number;
  /** Boundaries that the links name and these accounts do not have. */
  readonly unknown: readonly UnknownBoundary[];
  /** Absent: decisions see changes of IAM at once. */
  readonly iamPropagationSeed: number | undefined;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { links, linksFile, queries, ownWarehouse, port, unknown, iamPropagationSeed, progress, signal } =
    options;
  const ofRun = environmentOfRun();
  const folder = createRunFolder();
  // A first start installs moto, where no program of that name is found.
  progress.line("# Starting the local accounts …");
  try {
    let hear = (_event: EmulatorEvent): void => undefined;
    const onEvent = (event: EmulatorEvent) => {
      const line = localEventLine(event);
      if (line !== undefined) progress.line(line);
      hear(event);
    };
    // Scripts have to run before the accounts are up, so the databases that they fill stay up.
    const warmWarehouses = ownWarehouse === undefined ? 0 : WARM_WAREHOUSES;
    const [started, synthesized] = await Promise.allSettled([
      startLocalAccounts({
        ...{ links, ownWarehouse, warmWarehouses, folder, port, iamPropagationSeed, signal, onEvent },
      }),
      stacksToStandInFor(links, folder, localEnvironment({ LINKS_FILE: linksFile }), signal),
    ]);
    if (started.status === "rejected") throw started.reason;
    const accounts = started.value;
    // Whoever interrupts wants no report.
    const unlessInterrupted = (error: unknown) => {
      if (!signal.aborted) throw error;
    };
    try {
      const environment = {
        ...accounts.environment,
        ...providerEnvironment(join(folder, "terraform.rc")),
        // The other shell deploys the links whose accounts are here.
        LINKS_FILE: linksFile,
        ...(ofRun === undefined ? {} : { LINKS_ENVIRONMENT: ofRun }),
      };
      progress.line(`# Local accounts are up at ${accounts.url}. In another shell:`);
      for (const line of shellExports(environment)) progress.line(line);
      if (iamPropagationSeed !== undefined) progress.line(`# ${propagationLine(iamPropagationSeed)}`);
      for (const { field, arn } of unknown) {
        progress.line(
          `# ${field} is ${arn}, which is not here: write its document below policyTexts, or create the policy first.`,
        );
      }
      const { url, operators } = accounts;
      const owners = { url, operators, isSettling: iamPropagationSeed !== undefined, signal };
      const tell = (line: string) => progress.line(`# ${line}`);
      const standingBy = standBy({ links, synthesized, owners, tell });
      hear = standingBy.hear;
      await standingBy.begun.catch(unlessInterrupted);
      progress.line("# Then, for example: npx cdktf deploy '*' --auto-approve --skip-provider-lock");
      progress.line(
        "# Ctrl-C ends the accounts; everything in them is lost. A local Terraform state is not: destroy first.",
      );
      const trial = { links, queries, ownWarehouse, signal };
      for (const line of (await triedQueriesLines(trial).catch(unlessInterrupted)) ?? []) tell(line);
      if (!signal.aborted) await once(signal, "abort");
    } finally {
      await accounts.close();
    }
    const reason = signal.reason instanceof Interrupted ? signal.reason.message : "stopped";
    progress.line(`# ${reason}; the local accounts and everything in them are gone.`);
  } finally {
    removeRunFolder(folder);
  }
}
