import { systemClock } from "../../redshift-data/client/calls/clock";
import { connectLink } from "../../redshift-data/connect-link";
import { readSettings } from "../../redshift-data/read-settings";
import { createHandler } from "./create-handler";
import { readRules } from "./read-rules";

const settings = readSettings(process.env);

/** Entry point in Lambda: runs SQL in the redshift account; docs/function.md has the events and answers. */
export const handler = createHandler({
  linkName: settings.linkName,
  client: connectLink(settings),
  rules: readRules(__dirname, settings),
  clock: systemClock,
  // Past `console`, which wraps or prefixes a line: CloudWatch reads metrics only of lines that are JSON throughout.
  log: (line) => void process.stdout.write(`${line}\n`),
});
