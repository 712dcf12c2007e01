import { Annotations, App } from "cdktf";
import { linksFile } from "./config/links-file";
import { LinksFileError } from "./config/links-file-error";
import { writeLinksRecord } from "./config/links-record";
import { loadLinks } from "./config/load-links";
import { ENVIRONMENT } from "./redshift-data/link/environment-names";
import { codeProblems } from "./stacks/function-code";
import { LinkStack } from "./stacks/link-stack";
import { sizeProblems } from "./stacks/size-limits";
import { localStateFolder } from "./states/local-state";
import { ownStateCheck } from "./states/own-state-check";
import { unownedStateWarnings } from "./states/unowned-states";

try {
  const file = linksFile();
  const folder = localStateFolder();
  // Read before the app exists: a refused file leaves no output behind.
  const links = loadLinks(file, {
    reservedEnvironmentNames: Object.values(ENVIRONMENT),
    checks: [sizeProblems, codeProblems, ownStateCheck(folder)],
  });

  const app = new App();
  const stacks = links.map((link) => new LinkStack(app, link));
  for (const warning of unownedStateWarnings({ folder, linksFile: file, links })) {
    // cdktf shows annotations, and what an app writes to stderr only when it fails.
    for (const stack of stacks.slice(0, 1)) Annotations.of(stack).addWarning(warning);
    process.stderr.write(`warning: ${warning}\n`);
  }
  app.synth();
  writeLinksRecord(app.outdir, linksFile(), process.cwd());
} catch (error) {
  if (!(error instanceof LinksFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
