import { Annotations, App } from "cdktf";
import { linksFile } from "./config/links-file";
import { LinksFileError } from "./config/links-file-error";
import { writeLinksRecord } from "./config/links-record";
import { loadLinksFile } from "./config/load-links";
import { queriesOfLinks } from "./named-queries/queries-of-links";
import { queryFiles } from "./named-queries/query-files";
import { ENVIRONMENT } from "./redshift-data/link/environment-names";
import { ExtensionError, extendedStack } from "./stacks/extended-stack";
import { LINK_CHECKS } from "./stacks/link-checks";
import { tellRefusal } from "./stacks/tell-refusal";
import { statesOfLinks } from "./states/states-of-links";

try {
  const file = linksFile();
  const states = statesOfLinks(file);
  // Read before the app exists: a refused file leaves no stack behind.
  const queries = queriesOfLinks();
  const loaded = loadLinksFile(file, {
    reservedEnvironmentNames: Object.values(ENVIRONMENT),
    checks: [...LINK_CHECKS, ...states.checks, queries.problems],
  });

  const { links } = loaded;
  const app = new App();
  const stacks = links.map((link) => extendedStack(app, link, queryFiles(queries.of(link))));
  for (const warning of states.warnings(links)) {
    // cdktf shows annotations, and what an app writes to stderr only when it fails.
    for (const stack of stacks.slice(0, 1)) Annotations.of(stack).addWarning(warning);
    process.stderr.write(`warning: ${warning}\n`);
  }
  app.synth();
  writeLinksRecord(app.outdir, loaded, process.cwd());
} catch (error) {
  if (!(error instanceof LinksFileError || error instanceof ExtensionError)) throw error;
  tellRefusal(error.message);
}
