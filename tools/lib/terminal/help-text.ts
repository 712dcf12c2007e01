import type { ParseArgsConfig } from "node:util";

const MAX_CHARACTERS_PER_LINE = 120;

type ParseArgsOption = NonNullable<ParseArgsConfig["options"]>[string];

/** One option of a command, for `node:util` `parseArgs` and for `--help`. */
export interface CommandOption extends ParseArgsOption {
  /** What stands behind the option, for example `<file>`. Absent: nothing does. */
  readonly value?: string;
  /** What it does, in lower case. */
  readonly help: string;
}

/** What `--help` says of a command, and every refused usage after its reason. */
export interface CommandHelp {
  /** As in `npm run <name>`. */
  readonly name: string;
  /** What starts it too, for example `npm start`: most people type that. Absent: nothing does. */
  readonly shortForm?: string;
  /** What the command does, in whole sentences. */
  readonly purpose: string;
  /** What may follow the name beside options, for example `[link…]`. Absent: nothing may. */
  readonly takes?: string;
  readonly options: Readonly<Record<string, CommandOption>>;
  /** What else there is to know: what it reads, writes and needs, and which variables it obeys. */
  readonly notes?: readonly string[];
  /** Whether it works on the links of a file: then `--env` is an option too. @default true */
  readonly isOfLinks?: boolean;
  /** Exit code to its meaning. Beside 130, which every command has: it was interrupted. */
  readonly exitCodes: Readonly<Record<number, string>>;
}

/** Of every command on links: taken off the command line before the command starts (`synth/named-environment.cjs`). */
const ENVIRONMENT = {
  env: { value: "<name>", help: "environment that the links are of (docs/many-links.md)" },
};

/**
 * The help of a command. Every command has the same sections in the same order; a text that is too long for a line goes on
 * below itself.
 */
export function helpText(help: CommandHelp): string {
  const { name, shortForm, purpose, takes, options, notes = [], exitCodes, isOfLinks = true } = help;
  const usages = [...(shortForm === undefined ? [] : [shortForm]), `npm run ${name}`].map((command) =>
    [`${command} --`, ...(takes === undefined ? [] : [takes]), "[options]"].join(" "),
  );
  const optionRows = Object.entries({
    ...options,
    ...(isOfLinks ? ENVIRONMENT : {}),
    help: { help: "this text" },
  }).map(
    ([option, { value, help }]: [string, Pick<CommandOption, "value" | "help">]) =>
      [value === undefined ? `--${option}` : `--${option} ${value}`, help] as const,
  );
  const codeRows = Object.entries({ ...exitCodes, 130: exitCodes[130] ?? "interrupted" });
  return [
    wrapped(purpose, "").join("\n"),
    usages.map((usage, index) => `${index === 0 ? "usage:" : "   or:"} ${usage}`).join("\n"),
    ["options:", ...twoColumns(optionRows)].join("\n"),
    ...(notes.length === 0 ? [] : [notes.flatMap((note) => wrapped(note, "")).join("\n")]),
    ["exit code:", ...twoColumns(codeRows)].join("\n"),
  ].join("\n\n");
}

function twoColumns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.flatMap(([first, second]) => {
    const [line = "", ...more] = wrapped(second, " ".repeat(width + 4));
    return [`  ${first.padEnd(width)}  ${line.trimStart()}`, ...more];
  });
}

/** Breaks a text at spaces; every line begins with the indent. */
function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > MAX_CHARACTERS_PER_LINE) {
      lines.push(`${indent}${word}`);
    } else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
