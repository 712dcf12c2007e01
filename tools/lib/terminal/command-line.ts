import { tmpdir } from "node:os";
import { parseArgs } from "node:util";
import { LinksFileError } from "../../../config/links-file-error";
import { killAbandoned } from "../process/guarded-processes.cjs";
import { plainText } from "../report/plain-text";
import { EXIT_COULD_NOT_CHECK, EXIT_INTERRUPTED } from "./exit-codes";
import { type CommandHelp, type CommandOption, helpText } from "./help-text";
import { Interrupted, interruption } from "./interruption";
import { messageOf } from "./message-of";
import { type Output, watchOutput } from "./output";
import { ToolError } from "./tool-error";
import { UsageError } from "./usage-error";

type Options = Readonly<Record<string, CommandOption>>;

type Values<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>
>["values"];

/** One command of the project, as `npm run <name>` starts it. */
export interface Command<O extends Options> extends CommandHelp {
  /** Options beside `--help`, which every command has. */
  readonly options: O;
  /** Exit code when a {@link ToolError} or a refused links file ended the command. */
  readonly failureExitCode: number;
  /** What to say when the signal ended the command; the reason stands before it. */
  readonly interruptedText?: string;
  /** Does the work and resolves to the exit code. @throws UsageError */
  run(values: Values<O>, args: readonly string[], signal: AbortSignal): Promise<number>;
}

/** The first `--env` with a name was taken before (synth/named-environment.cjs): what is left has no name, or is a second one. */
function environmentText(words: readonly string[]): string {
  const at = words.findIndex((word) => /^--env(?:=|$)/.test(word));
  const [, name = words[at + 1] ?? ""] = /^--env=(.*)$/s.exec(words[at] ?? "") ?? [];
  return name === "" || name.startsWith("-")
    ? "--env is without a name, expected one behind it, for example --env prod"
    : "--env is given twice, expected it once";
}

function parse<O extends Options>({ options, takes }: Command<O>) {
  try {
    const { tokens, ...parsed } = parseArgs({
      options: { ...options, help: { type: "boolean", default: false } },
      allowPositionals: takes !== undefined,
      strict: true,
      tokens: true,
    });
    requireOnce(
      tokens.flatMap((token) => (token.kind === "option" ? [token.name] : [])),
      options,
    );
    return parsed;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    // What follows in the message is advice on arguments that begin with a hyphen; no command takes any.
    const [message = ""] = messageOf(error).split(". To specify");
    throw new UsageError(message === "Unknown option '--env'" ? environmentText(process.argv) : message);
  }
}

/** Of an option with a value the last one would count, and what was named before it would pass as looked at. */
function requireOnce(names: readonly string[], options: Options): void {
  const twice = names.find(
    (name, at) =>
      names.indexOf(name) !== at && options[name]?.type === "string" && options[name].multiple !== true,
  );
  if (twice !== undefined) throw new UsageError(`--${twice} is given twice, expected it once`);
}

const NOT_WRITABLE = ["EACCES", "EPERM", "EROFS", "ENOSPC", "EDQUOT", "ENOTDIR", "EMFILE", "ENFILE"];

/** What to say where nothing can be written. `undefined`: the error is about something else. */
function unwritable(error: unknown): string | undefined {
  const { code = "", path, syscall = "" } = error as NodeJS.ErrnoException;
  // A folder to write in that is not there: TMPDIR may name one.
  const isWithoutParent = code === "ENOENT" && /^mk(?:dir|dtemp)$/.test(syscall);
  if (!isWithoutParent && (!NOT_WRITABLE.includes(code) || syscall === "")) return undefined;
  const what = path === undefined ? "something" : path;
  return `${what} cannot be written (${code}); this command writes below the project's folder and the temporary one, ${tmpdir()}`;
}

/** Errors quote Terraform, AWS and files: nothing in them may act in a terminal or a pipeline. */
function complain(...lines: readonly string[]): void {
  for (const line of lines) process.stderr.write(`${plainText(line)}\n`);
}

async function runWith<O extends Options>(command: Command<O>, { unread }: Output): Promise<number> {
  const { values, positionals } = parse(command);
  if ((values as { help?: boolean }).help) {
    process.stdout.write(`${helpText(command)}\n`);
    return 0;
  }
  // Before anything is started or removed: it may work in a folder that is removed.
  killAbandoned();
  const { signal, dispose } = interruption(unread);
  // Programs that are stopped may take seconds: the key press is answered at once.
  const answerKey = () => {
    if (signal.reason instanceof Interrupted && signal.reason.reason === "SIGINT") complain("stopping …");
  };
  signal.addEventListener("abort", answerKey, { once: true });
  try {
    return await command.run(values as Values<O>, positionals, signal);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (signal.aborted) {
      const reason = signal.reason instanceof Interrupted ? signal.reason.message : "stopped";
      complain([reason, command.interruptedText].filter(Boolean).join("; "));
      return EXIT_INTERRUPTED;
    }
    const known =
      error instanceof ToolError || error instanceof LinksFileError ? error.message : unwritable(error);
    if (known === undefined) throw error;
    complain(known);
    return command.failureExitCode;
  } finally {
    dispose();
  }
}

/** Waits until everything is written. What could not be written fails the command. */
async function written(output: Output, code: number, failureExitCode: number): Promise<number> {
  const failure = await output.written();
  if (failure === undefined) return code;
  complain(`standard output cannot be written (${failure.code})`);
  await output.written();
  return failureExitCode;
}

/** Runs a command with this process's arguments and ends the process: 2 for wrong usage, 130 when interrupted. */
export function runCommand<O extends Options>(command: Command<O>): void {
  // The AWS SDK's own advice to run a newer Node.js is no part of what a command tells.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const output = watchOutput();
  runWith(command, output)
    .catch((error: unknown) => {
      if (error instanceof UsageError) {
        complain(error.message, "", helpText(command));
        return EXIT_COULD_NOT_CHECK;
      }
      complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return command.failureExitCode;
    })
    .then((code) => written(output, code, command.failureExitCode))
    .then((code) => process.exit(code));
}
