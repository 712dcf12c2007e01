import { runCommand } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { formatOf, formatOptions } from "../lib/terminal/report-format";
import { UsageError } from "../lib/terminal/usage-error";

const FORMATS = ["text", "csv", "json"] as const;

/** The parameters as `:name` → text. What is wrong is told without a value: it may be a secret. */
function parametersOf(given: readonly string[]): Readonly<Record<string, string>> {
  const parameters = new Map<string, string>();
  for (const text of given) {
    const at = text.indexOf("=");
    if (at < 1)
      throw new UsageError("--param is not name=value, expected for example --param since=2026-01-01");
    const name = text.slice(0, at);
    if (parameters.has(name))
      throw new UsageError(`--param ${name} is given twice, expected one value for each name`);
    parameters.set(name, text.slice(at + 1));
  }
  return Object.fromEntries(parameters);
}

/** The named query that is asked for, with NULL where it is asked for. */
function linkAndQuery(
  [link, ...more]: readonly string[],
  name: string,
  parameters: Readonly<Record<string, string>>,
  nulls: readonly string[],
) {
  if (link === undefined) throw new UsageError("the link is missing, expected <link> --query <name>");
  if (more.length > 0) throw new UsageError("there is SQL beside --query, expected one of them");
  for (const parameter of nulls) {
    if (!Object.hasOwn(parameters, parameter)) continue;
    throw new UsageError(`--null ${parameter} and --param ${parameter} exclude each other`);
  }
  const values = { ...parameters, ...Object.fromEntries(nulls.map((parameter) => [parameter, null])) };
  return { link, asked: { query: name, parameters: values } };
}

function linkAndSql([link, sql, ...more]: readonly string[]): readonly [link: string, sql: string] {
  if (link === undefined || sql === undefined) {
    throw new UsageError(
      `${link === undefined ? "the link is" : "the SQL is"} missing, expected <link> "<sql>"`,
    );
  }
  // What the shell split belongs into quotes.
  if (more.length > 0)
    throw new UsageError("there is more than a link and one SQL text, expected the SQL in quotes");
  return [link, sql];
}

function sqlOf(args: readonly string[], parameters: Readonly<Record<string, string>>) {
  const [link, sql] = linkAndSql(args);
  return { link, asked: { sql, parameters } };
}

runCommand({
  name: "query",
  purpose: "Run one SQL statement through the deployed function of a link, and print its rows.",
  takes: "<link> [<sql>]",
  options: {
    param: {
      type: "string",
      multiple: true,
      value: "<name=value>",
      help: "value of :name in the SQL, sent as text; once for each name",
    },
    query: {
      type: "string",
      value: "<name>",
      help: "ask for this named query of the link, in the place of SQL (docs/queries.md)",
    },
    null: {
      type: "string",
      multiple: true,
      value: "<name>",
      help: "NULL as the value of this parameter of a named query; once for each name",
    },
    ...formatOptions(FORMATS),
    csv: { type: "boolean", default: false, help: "short for --format csv" },
  },
  notes: [
    "The SQL is one statement, in quotes; - reads it from standard input. All rows are printed to stdout, as a table, CSV as Redshift writes it, or JSON with rows as objects; everything else goes to stderr.",
    "It asks with the deploy credentials of the lambda account (deployRoleArn or profile of the links file), which need lambda:InvokeFunction on the function; the doctor's policy of npm run deploy-policy has it. Ctrl-C cancels the statement.",
    "AWS_ENDPOINT_URL points it at npm run rehearse -- --serve. LINKS_FILE names another links file.",
  ],
  exitCodes: {
    0: "the statement finished, and all of its rows are printed",
    1: "it failed, or a hop refused it: code, AWS's text and what to do are on stderr",
    2: "the function could not be asked, or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ param = [], query, null: nulls = [], csv, ...options }, args, signal) {
    const parameters = parametersOf(param);
    if (query === undefined && nulls.length > 0) throw new UsageError("--null goes with --query");
    const { link, asked } =
      query === undefined ? sqlOf(args, parameters) : linkAndQuery(args, query, parameters, nulls);
    if (csv && (options.json || (options.format ?? "csv") !== "csv")) {
      throw new UsageError("--csv and another format exclude each other");
    }
    const format = csv ? "csv" : formatOf(options, FORMATS);
    const { runQuery } = await import("./run-query");
    return runQuery({ link, asked, format, signal });
  },
});
