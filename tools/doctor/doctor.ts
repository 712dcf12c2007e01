import { runCommand } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { formatOf, formatOptions } from "../lib/terminal/report-format";
import { UsageError } from "../lib/terminal/usage-error";
import { parseTableName } from "./read/table-name";

const FORMATS = ["text", "json"] as const;

function tableOption(text: string | undefined) {
  if (text === undefined) return {};
  const table = parseTableName(text);
  if (table === undefined) throw new UsageError(`--table is ${text}, expected schema.table`);
  return { table };
}

runCommand({
  name: "doctor",
  purpose:
    "Walk each deployed link hop by hop, and name what is broken: account, role, policy, statement, line.",
  takes: "[link…]",
  options: {
    ...formatOptions(FORMATS),
    table: {
      type: "string",
      value: "<schema.table>",
      help: "also: may the function's database user SELECT from it? And do files of the link's buckets fit it? Quote parts as in SQL: 'x.\"Y z\"'",
    },
  },
  notes: [
    "Without a name, every link of links.yaml. The report goes to stdout, progress to stderr.",
    "It reads with the deploy credentials of both accounts (deployRoleArn or profile of the links file), and runs SELECT 1 through the deployed function, with --table a statement more, and a COPY that loads nothing. It changes nothing in either account. Every check runs, whatever the others find. It writes the synthesized stacks to cdktf.out, as npm run synth does, and takes no other one away from there: others may be deploying it.",
    "AWS_ENDPOINT_URL points it at npm run rehearse -- --serve. LINKS_FILE names another links file, TERRAFORM_BINARY_NAME another Terraform; NO_COLOR takes the colours away.",
  ],
  exitCodes: {
    0: "everything was checked and is ok",
    1: "at least one problem, also beside checks that could not be made: what lies behind a broken hop never can",
    2: "no problem, but something could not be checked; or wrong usage",
  },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ table, ...options }, names, signal) {
    const format = formatOf(options, FORMATS);
    const checked = tableOption(table);
    const { runDoctor } = await import("./run-doctor");
    return runDoctor(names, { format, ...checked, signal });
  },
});
