import { App } from "cdktf";
import { linksFile } from "./config/links-file";
import { LinksFileError } from "./config/links-file-error";
import { writeLinksRecord } from "./config/links-record";
import { loadLinks } from "./config/load-links";
import { ENVIRONMENT } from "./functions/run-query/contract";
import { LinkStack } from "./stacks/link-stack";
import { sizeProblems } from "./stacks/size-limits";

try {
  // Read before the app exists: a refused file leaves no output behind.
  const links = loadLinks(linksFile(), {
    reservedEnvironmentNames: Object.values(ENVIRONMENT),
    checks: [sizeProblems],
  });

  const app = new App();
  for (const link of links) new LinkStack(app, link);
  app.synth();
  writeLinksRecord(app.outdir, linksFile(), process.cwd());
} catch (error) {
  if (!(error instanceof LinksFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
