import { interruption } from "../../tools/lib/terminal/interruption";
import { accountsRun } from "./accounts-run";
import { faultRun } from "./fault-run";
import { streamResult } from "./stream-result";

/** Entry point of `isolated.ts`: name and options as arguments, the result as JSON on standard output. */
async function main(name: string | undefined, options: string | undefined): Promise<void> {
  const { signal, dispose } = interruption();
  const result = await runNamed(name, options ?? "", signal);
  dispose();
  process.stdout.write(JSON.stringify(result));
}

/** @param text the options of the run of that name, as `isolated.ts` wrote them */
function runNamed(name: string | undefined, text: string, signal: AbortSignal): Promise<unknown> {
  const options = JSON.parse(text);
  switch (name) {
    case "accounts-run":
      return accountsRun(options, signal);
    case "fault-run":
      return faultRun(options, signal);
    default:
      return streamResult(options, signal);
  }
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const [name, options] = process.argv.slice(2);
main(name, options).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
