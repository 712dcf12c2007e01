import { resolve } from "node:path";
import { linksFile } from "../config/links-file";
import { loadLinks } from "../config/load-links";
import { runCommand, UsageError } from "../tools/lib/terminal/command-line";
import { Progress } from "../tools/lib/terminal/progress";
import { rehearseOnce } from "./rehearse-once";
import { serve } from "./serve";

const HELP = `Rehearse the links of links.yaml against two local accounts that enforce IAM. No AWS account is touched.

usage: npm start                          once: deploy, query through both hops, prove no drift, tear down
       npm run rehearse -- --serve        keep the local accounts up for your own clients
       npm run rehearse -- [options]      either of them

npm start is the short way to the run without options: what somebody types who knows nothing of this project yet.
npm run rehearse is the same program by its name, like review or drift, and takes the options.

options:
  --serve        keep the local accounts up and print the exports that point any AWS client at them
  --port NUMBER  port of the local accounts on 127.0.0.1 (default: any free one); only with --serve
  --help         this text

LINKS_FILE names another links file. TERRAFORM_BINARY_NAME names another Terraform, for example tofu.
exit code: 0 all of it held, 1 something did not, 2 wrong usage, 130 interrupted (--serve: 0, Ctrl-C is its end)`;

/** 0: any free port. */
function parsePort(text: string | undefined, isServing: boolean): number {
  if (text === undefined) return 0;
  if (!/^[1-9]\d{0,4}$/.test(text) || Number(text) > 65_535) {
    throw new UsageError(`--port is ${text}, expected a number from 1 to 65535`);
  }
  if (!isServing) throw new UsageError("--port goes with --serve");
  return Number(text);
}

runCommand({
  help: HELP,
  options: {
    serve: { type: "boolean", default: false },
    port: { type: "string" },
  },
  failureExitCode: 1,
  interruptedText: "everything local is torn down",
  async run(values, _arguments, signal) {
    const port = parsePort(values.port, values.serve);
    const progress = new Progress();
    const file = linksFile();
    const links = loadLinks(file);
    if (values.serve) {
      await serve({ links, linksFile: resolve(file), port, progress, signal });
      return 0;
    }
    progress.line(`Rehearsing ${links.length} ${links.length === 1 ? "link" : "links"} of ${file}`);
    await rehearseOnce({ links, linksFile: file, progress, signal });
    progress.line(progress.styled("green", `The rehearsal held, in ${progress.elapsedSeconds()} s`));
    return 0;
  },
});
