import { parseArgs } from "node:util";
import { linksFile } from "../config/links-file";
import { LinksFileError } from "../config/links-file-error";
import { loadLinks } from "../config/load-links";
import { ToolError } from "../tools/lib/tool-error";
import { rehearseOnce } from "./one-shot";
import { Progress } from "./progress";
import { serve } from "./serve";
import { Interrupted, interruption } from "./shutdown";

const HELP = `Rehearse the links of links.yaml against two local accounts that enforce IAM. No AWS account is touched.

usage: npm start                        rehearse once: deploy, query through both hops, prove no drift, tear down
       npm run rehearse -- [options]

options:
  --serve        keep the local accounts up and print the exports that point any AWS client at them
  --port NUMBER  port of the local accounts on 127.0.0.1 (default: any free one); only with --serve
  --help         this text

LINKS_FILE names another links file. TERRAFORM_BINARY_NAME names another Terraform, for example tofu.
exit code: 0 all of it held, 1 something did not, 2 wrong usage, 130 interrupted`;

/** Options that cannot be followed; the message goes out with the help text. */
class UsageError extends Error {}

interface Options {
  readonly serve: boolean;
  readonly port: number;
  readonly help: boolean;
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        serve: { type: "boolean", default: false },
        port: { type: "string", default: "0" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function parseOptions(argv: readonly string[]): Options {
  const values = readArguments(argv);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port is ${values.port}, expected a number from 1 to 65535`);
  }
  if (port !== 0 && !values.serve) throw new UsageError("--port goes with --serve");
  return { serve: values.serve, port, help: values.help };
}

async function run(options: Options, progress: Progress): Promise<number> {
  const { signal, dispose } = interruption();
  try {
    const file = linksFile();
    const links = loadLinks(file);
    if (options.serve) {
      await serve({ links, port: options.port, progress, signal });
      return 0;
    }
    progress.line(`Rehearsing ${links.length} ${links.length === 1 ? "link" : "links"} of ${file}`);
    await rehearseOnce({ links, linksFile: file, progress, signal });
    progress.line(progress.styled("green", `The rehearsal held, in ${progress.elapsedSeconds()} s`));
    return 0;
  } catch (error) {
    if (signal.aborted) {
      const reason = signal.reason instanceof Interrupted ? signal.reason.message : "stopped";
      process.stderr.write(`${reason}; everything local is torn down\n`);
      return options.serve ? 0 : 130;
    }
    if (!(error instanceof ToolError || error instanceof LinksFileError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    dispose();
  }
}

async function main(): Promise<number> {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (!options.help) return await run(options, new Progress());
    process.stdout.write(`${HELP}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${HELP}\n`);
    return 2;
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
