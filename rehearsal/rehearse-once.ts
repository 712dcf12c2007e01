import { join } from "node:path";
import type { Link } from "../config/link";
import type { EmulatorEvent } from "../emulator/emulator-event";
import type { Progress } from "../tools/lib/terminal/progress";
import { providerEnvironment } from "../tools/lib/terraform/provider-mirror";
import { countedStacks } from "../tools/lib/terraform/synthesize";
import { findTerraform } from "../tools/lib/terraform/terraform";
import { startLocalAccounts } from "./local-accounts";
import { rehearseLink } from "./rehearse-link";
import { createRunFolder, removeRunFolder } from "./run-folder";
import { synthesizeForRehearsal } from "./synthesize";
import { localEnvironment } from "./terraform-environment";

function accountList(links: readonly Link[]): string {
  const ids = links.flatMap(({ lambdaAccount, redshiftAccount }) => [lambdaAccount.id, redshiftAccount.id]);
  return [...new Set(ids)].join(", ");
}

/** Rehearses every link from synth to destroy; resolves only when all of it held. Leaves nothing behind. */
export async function rehearseOnce(options: {
  readonly links: readonly Link[];
  readonly linksFile: string;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { links, linksFile, progress, signal } = options;
  const terraformBinary = findTerraform();
  const folder = createRunFolder();
  const events: EmulatorEvent[] = [];
  try {
    const accounts = await progress.step(
      "start the local accounts",
      () => startLocalAccounts({ links, folder, signal, onEvent: (event) => events.push(event) }),
      () => `${accountList(links)} enforce IAM on 127.0.0.1`,
    );
    try {
      const env = localEnvironment({
        ...accounts.environment,
        ...providerEnvironment(join(folder, "terraform.rc")),
        LINKS_FILE: linksFile,
      });
      const stacks = await progress.step(
        "synthesize",
        () => synthesizeForRehearsal(join(folder, "cdktf.out"), env, signal),
        countedStacks,
      );
      for (const link of links) {
        const stack = stacks.find(({ name }) => name === link.name);
        if (stack === undefined) throw new Error(`stack ${link.name} was not synthesized`);
        await rehearseLink({ link, stack, accounts, terraformBinary, env, signal, progress, events });
      }
    } finally {
      await accounts.close();
    }
  } finally {
    removeRunFolder(folder);
  }
}
