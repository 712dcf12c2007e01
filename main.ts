import { Annotations, App } from "cdktf";
import { linksFile } from "./config/links-file";
import { LinksFileError } from "./config/links-file-error";
import { writeLinksRecord } from "./config/links-record";
import { loadLinksFile } from "./config/load-links";
import { ENVIRONMENT } from "./functions/run-query/contract";
import { ExtensionError, extendedStack, extensionProblems } from "./stacks/extended-stack";
import { sizeProblems } from "./stacks/size-limits";
import { localStateFolder } from "./states/local-state";
import { ownStateCheck } from "./states/own-state-check";
import { sharedStates } from "./states/shared-states";
import { unownedStateWarnings } from "./states/unowned-states";

try {
  const file = linksFile();
  const folder = localStateFolder();
  const shared = sharedStates(file, process.cwd());
  // Read before the app exists: a refused file leaves no output behind.
  const loaded = loadLinksFile(file, {
    reservedEnvironmentNames: Object.values(ENVIRONMENT),
    checks: [sizeProblems, ownStateCheck(folder), shared.check, extensionProblems],
  });

  const { links } = loaded;
  const app = new App();
  const stacks = links.map((link) => extendedStack(app, link));
  const unowned = unownedStateWarnings({ folder, linksFile: file, links });
  for (const warning of [...unowned, ...shared.warnings(links)]) {
    // cdktf shows annotations, and what an app writes to stderr only when it fails.
    for (const stack of stacks.slice(0, 1)) Annotations.of(stack).addWarning(warning);
    process.stderr.write(`warning: ${warning}\n`);
  }
  app.synth();
  writeLinksRecord(app.outdir, loaded, process.cwd());
} catch (error) {
  if (!(error instanceof LinksFileError || error instanceof ExtensionError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
