import { linksFile } from "../../config/links-file";
import { runCommand, UsageError } from "../lib/terminal/command-line";
import { EXIT_COULD_NOT_CHECK } from "../lib/terminal/exit-codes";
import { Progress } from "../lib/terminal/progress";
import { examine } from "./judge/examine";
import { exitCodeOf, reportJson } from "./judge/report";
import { parseTableName } from "./judge/table-name";
import { reportText } from "./report-text";

const HELP = `Walk a deployed link hop by hop, and name what is broken: account, role, policy, statement, line.

usage: npm run doctor                     every link of links.yaml
       npm run doctor -- LINK [options]   one of them

options:
  --table SCHEMA.TABLE  also: may the function's database user SELECT from it? Quote parts as in SQL: 'x."Y z"'
  --json                the report as JSON on stdout; progress stays on stderr
  --help                this text

Reads with the deploy credentials of both accounts (deployRoleArn or profile of the links file), and runs SELECT 1
through the deployed function. Changes nothing in either account. Every check runs, whatever the others find. Writes
the synthesized stacks to cdktf.out, as npm run synth does. AWS_ENDPOINT_URL points it at npm run rehearse -- --serve.
LINKS_FILE names another links file, TERRAFORM_BINARY_NAME another Terraform, NO_COLOR takes the colours away.

exit code: 0 everything was checked and is ok
           1 at least one problem, also beside checks that could not be made: what lies behind a broken hop never can
           2 no problem, but something could not be checked; or wrong usage
           130 interrupted`;

function tableOption(text: string | undefined) {
  if (text === undefined) return {};
  const table = parseTableName(text);
  if (table === undefined) throw new UsageError(`--table is ${text}, expected schema.table`);
  return { table };
}

runCommand({
  help: HELP,
  options: { json: { type: "boolean", default: false }, table: { type: "string" } },
  takesArguments: true,
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run({ json, table }, [linkName, ...others], signal) {
    if (others.length > 0)
      throw new UsageError(`arguments are ${[linkName, ...others].join(" ")}, expected one link`);
    const report = await examine({
      linksFile: linksFile(),
      ...(linkName === undefined ? {} : { linkName }),
      ...tableOption(table),
      progress: new Progress(process.stderr),
      signal,
    });
    const output = new Progress(process.stdout);
    process.stdout.write(
      json ? reportJson(report) : reportText(report, (style, text) => output.styled(style, text)),
    );
    return exitCodeOf(report);
  },
});
