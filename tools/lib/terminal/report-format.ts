import type { CommandOption } from "./help-text";
import { UsageError } from "./usage-error";

/** How a command prints its report: for people, for programs, for spreadsheets, for an issue or a pull request, for code scanning. */
type ReportFormat = "text" | "json" | "csv" | "markdown" | "sarif";

/** The options `--format` and `--json` of a command that prints a report in these formats. */
export function formatOptions(formats: readonly ReportFormat[]) {
  return {
    format: {
      type: "string",
      value: `<${formats.join("|")}>`,
      help: "how the report is printed on stdout (default: text)",
    },
    json: { type: "boolean", default: false, help: "short for --format json" },
  } as const satisfies Record<string, CommandOption>;
}

/**
 * The format that the options ask for.
 *
 * @throws UsageError for a format that is none of these, and for `--json` beside another one
 */
export function formatOf<F extends ReportFormat>(
  { format, json }: { readonly format?: string | undefined; readonly json: boolean },
  formats: readonly F[],
): F | "text" | "json" {
  if (format === undefined) return json ? "json" : "text";
  const known = formats.find((candidate) => candidate === format);
  if (known === undefined) throw new UsageError(`--format is ${format}, expected ${oneOf(formats)}`);
  if (json && known !== "json") throw new UsageError(`--json and --format ${known} exclude each other`);
  return known;
}

function oneOf(formats: readonly string[]): string {
  return [formats.slice(0, -1).join(", "), formats.at(-1)].filter(Boolean).join(" or ");
}
