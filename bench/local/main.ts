import { interruption } from "../../tools/lib/terminal/interruption";
import { runNamed } from "./run-named";

/** Entry point of `isolated.ts`: name and options as arguments, the result as JSON on standard output. */
async function main(name: string | undefined, options: string | undefined): Promise<void> {
  const { signal, dispose } = interruption();
  const result = await runNamed(name, JSON.parse(options ?? ""), signal);
  dispose();
  process.stdout.write(JSON.stringify(result));
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
