import "./stacks/head-start";
import { linksFile } from "./config/links-file";
import { LinksFileError } from "./config/links-file-error";
import { loadLinks } from "./config/load-links";
import { ENVIRONMENT } from "./functions/run-query/contract";
import { sizeProblems } from "./stacks/size-limits";
import { synthesizeLinks } from "./stacks/synthesize-links";

try {
  // Before the app exists: a refused file leaves no output behind.
  const links = loadLinks(linksFile(), {
    reservedEnvironmentNames: Object.values(ENVIRONMENT),
    checks: [sizeProblems],
  });
  synthesizeLinks(links);
} catch (error) {
  if (!(error instanceof LinksFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
