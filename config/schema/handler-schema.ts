import { oneOf, text } from "./fields";

/** Of a path in a links file: read on other machines too, and shown in a plan, where it may not begin an expression. */
const PLACE = String.raw`(?!\/)[\w.@+=,~ \/-]{1,180}`;

/** The path of a file with one ending. */
export function filePath(ending: string, allowed: string) {
  return text(
    new RegExp(`^${PLACE}\\.${ending}$`),
    `${allowed}, with / between its parts, of letters (a to z), digits, spaces and _.@+=,~-; correct it`,
  );
}

/** Runtimes of handlers that the project bundles. */
export const NODE_RUNTIMES = ["nodejs22.x", "nodejs24.x"] as const;

/**
 * Of those that Lambda creates functions with, the ones that the versions of the provider take which the project is tested with.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
const ARCHIVE_RUNTIMES = [
  ...["python3.10", "python3.11", "python3.12", "python3.13", "python3.14"],
  ...["java8.al2", "java11", "java17", "java21", "java25"],
  ...["dotnet8", "ruby3.3", "ruby3.4", "provided.al2023"],
] as const;

/** Lambda's runtime of the function. */
export const RUNTIME = oneOf(...NODE_RUNTIMES, ...ARCHIVE_RUNTIMES)
  .describe(
    "Lambda runtime; other than Node.js only with archive. nodejs24.x needs version 6.19 or newer of the Terraform AWS provider, python3.14 and java25 need 6.20.",
  )
  .default("nodejs22.x");

/** Whose code the function runs. */
export const HANDLER_FIELDS = {
  entry: filePath("[cm]?[jt]s", "the path of a .ts or .js file from this file")
    .describe(
      "A handler of your own, from this file: TypeScript or JavaScript with `export const handler`, bundled at synth (docs/handlers.md). " +
        "Default: the project's own function, which runs the SQL of its event.",
    )
    .exactOptional(),
  archive: filePath("zip", "the path of a .zip file from this file")
    .describe(
      "A zip archive of your own, from this file, in any language of Lambda's; with handler and runtime (docs/handlers.md). Excludes entry. Default: none.",
    )
    .exactOptional(),
  handler: text(/^[\w.:/@$-]{1,128}$/, "1 to 128 letters, digits and _.:/@$- without spaces; correct it")
    .describe(
      "What Lambda calls in the archive, for example report.lambda_handler. Only with archive. Default: none.",
    )
    .exactOptional(),
  sampleEvent: filePath("json", "the path of a .json file from this file")
    .describe(
      "A file with the event that `npm start` sends the function, from this file. Default: a query, or {} to a handler of your own.",
    )
    .exactOptional(),
} as const;
