import { type ParseArgsConfig, parseArgs } from "node:util";
import { LinksFileError } from "../../../config/links-file-error";
import { EXIT_COULD_NOT_CHECK, EXIT_INTERRUPTED } from "./exit-codes";
import { Interrupted, interruption } from "./interruption";
import { messageOf } from "./message-of";
import { ToolError } from "./tool-error";

type ParseArgsOptionsConfig = NonNullable<ParseArgsConfig["options"]>;

/** Wrong options or arguments; the message goes out with the help text. */
export class UsageError extends Error {}

type Values<O extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>["values"];

/** One command of the project, as `npm run <name>` starts it. */
export interface Command<O extends ParseArgsOptionsConfig> {
  /** Printed by `--help` and after wrong usage. */
  readonly help: string;
  /** Options beside `--help`, for `node:util` `parseArgs`. */
  readonly options: O;
  /** @default false - arguments that are no options are refused */
  readonly takesArguments?: boolean;
  /** Exit code when a {@link ToolError} or a refused links file ended the command. */
  readonly failureExitCode: number;
  /** What to say when the signal ended the command; the reason stands before it. */
  readonly interruptedText?: string;
  /** Does the work and resolves to the exit code. @throws UsageError */
  run(values: Values<O>, args: readonly string[], signal: AbortSignal): Promise<number>;
}

function parse<O extends ParseArgsOptionsConfig>({ options, takesArguments = false }: Command<O>) {
  try {
    return parseArgs({
      options: { ...options, help: { type: "boolean", default: false } },
      allowPositionals: takesArguments,
      strict: true,
    });
  } catch (error) {
    // Node.js goes on with advice on arguments that begin with a hyphen; no command takes any.
    const [message = ""] = messageOf(error).split(". To specify");
    throw new UsageError(message);
  }
}

/** A file system that takes nothing, in words. `undefined`: the error is something else. */
function unwritable(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  if (!["EACCES", "EROFS", "ENOSPC"].includes(code ?? "") || path === undefined) return undefined;
  return `${path} cannot be written (${code}); this command writes below the project's folder and the temporary one`;
}

async function runWith<O extends ParseArgsOptionsConfig>(command: Command<O>): Promise<number> {
  const { values, positionals } = parse(command);
  if ((values as { help?: boolean }).help) {
    process.stdout.write(`${command.help}\n`);
    return 0;
  }
  const { signal, dispose } = interruption();
  try {
    return await command.run(values as Values<O>, positionals, signal);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (signal.aborted) {
      const reason = signal.reason instanceof Interrupted ? signal.reason.message : "stopped";
      process.stderr.write(`${[reason, command.interruptedText].filter(Boolean).join("; ")}\n`);
      return EXIT_INTERRUPTED;
    }
    const known =
      error instanceof ToolError || error instanceof LinksFileError ? error.message : unwritable(error);
    if (known === undefined) throw error;
    process.stderr.write(`${known}\n`);
    return command.failureExitCode;
  } finally {
    dispose();
  }
}

/** Runs a command with this process's arguments and ends the process: 2 for wrong usage, 130 when interrupted. */
export function runCommand<O extends ParseArgsOptionsConfig>(command: Command<O>): void {
  // The AWS SDK's own advice to run a newer Node.js is no part of what a command tells.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  runWith(command)
    .catch((error: unknown) => {
      if (error instanceof UsageError) {
        process.stderr.write(`${error.message}\n\n${command.help}\n`);
        return EXIT_COULD_NOT_CHECK;
      }
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      return command.failureExitCode;
    })
    .then((code) => process.exit(code));
}
