import { LambdaClient } from "@aws-sdk/client-lambda";
import { invokedName } from "../../aws/lambda";
import type { Link } from "../../config/link";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";
import { linkCommand } from "../../states/link-command";
import { credentialSource } from "../lib/aws/account-session";
import { invokeEvent } from "../lib/link/invocation";
import { openPinnedSession } from "../lib/link/pinned-session";
import { plainLine } from "../lib/report/plain-text";
import { chosenLinks } from "../lib/terminal/chosen-links";
import { EXIT_CLEAN, EXIT_FINDINGS } from "../lib/terminal/exit-codes";
import { Progress } from "../lib/terminal/progress";
import { ToolError } from "../lib/terminal/tool-error";
import { UsageError } from "../lib/terminal/usage-error";
import { printResult, type QueryFormat, queryFailureLines, ROWS_OF } from "./result-output";
import {
  type AskedQuery,
  NotInvoked,
  type SendEvent,
  StatementFailed,
  SubmittedQuery,
} from "./submitted-query";

/** Shows in CloudTrail who asked. */
const SESSION_NAME = "cdktf-query";

/** What is asked, and how the rows are printed. */
interface QueryOptions {
  /** Name of the link. */
  readonly link: string;
  /** One statement, `-` for the text on standard input, or a named query. */
  readonly asked: AskedQuery;
  readonly format: QueryFormat;
  readonly signal: AbortSignal;
}

/**
 * Runs one statement through the deployed function of a link, and prints its rows; all else goes to standard error.
 *
 * @returns 0, or 1 when the statement failed or a hop refused it
 * @throws UsageError for a name that no link has, and for no SQL
 * @throws ToolError NO_CREDENTIALS, FUNCTION_NOT_RUN
 */
export async function runQuery({ link: name, asked, format, signal }: QueryOptions): Promise<number> {
  const [link] = chosenLinks(loadLinks(linksFile()), [name]);
  if (link === undefined) throw new Error("a name chooses a link");
  const { code } = link.function;
  if (code !== undefined) {
    throw new UsageError(
      `the function of link ${link.name} is ${code.kind === "entry" ? "a handler" : "an archive"} of its own (${code.file}), expected the project's function, which takes SQL; invoke it with an event that it takes`,
    );
  }
  if (link.function.existing === true) {
    throw new UsageError(
      `the function of link ${link.name} is deployed by somebody else (function.existing), expected the project's function, which takes SQL; ask its owner for the events that it takes`,
    );
  }
  const statement = await statementOf(asked);
  const progress = new Progress(process.stderr);
  const submitted = new SubmittedQuery(await functionOf(link, signal));
  const parts = submitted.results({ ...statement, format: ROWS_OF[format] }, signal);
  // No spinner: the rows may go to the same terminal.
  progress.line(`… ask ${link.function.name}`);
  try {
    progress.line(`${link.function.name}: ${await printResult(parts, format, writeOut)}`);
    return EXIT_CLEAN;
  } catch (error) {
    if (signal.aborted) await cancel(submitted, progress);
    else if (error instanceof StatementFailed) {
      for (const line of queryFailureLines(error.failure)) progress.line(line);
      return EXIT_FINDINGS;
    }
    throw error instanceof NotInvoked ? notRun(link, error) : error;
  }
}

async function statementOf(asked: AskedQuery): Promise<AskedQuery> {
  if (!("sql" in asked)) return asked;
  const sql = asked.sql === "-" ? await readStandardInput() : asked.sql;
  if (sql.trim() === "") throw new UsageError("the SQL is empty, expected one statement");
  return { ...asked, sql };
}

async function functionOf(
  { lambdaAccount, function: { name, alias } }: Link,
  interrupted: AbortSignal,
): Promise<SendEvent> {
  const session = await openPinnedSession("lambda account", lambdaAccount, {
    sessionName: SESSION_NAME,
    signal: interrupted,
  });
  const lambda = new LambdaClient(session.config);
  return (event, signal) => invokeEvent(lambda, invokedName(name, alias?.name), event, signal);
}

function notRun(link: Link, { invocation }: NotInvoked): ToolError {
  const { reason, isCallersDenial, unheard } = invocation;
  const { function: asked, lambdaAccount } = link;
  if (unheard !== undefined) {
    const text = `Lambda was not heard, ${asked.name} may have run: ${reason}; ${unheard}`;
    return new ToolError("FUNCTION_NOT_RUN", text);
  }
  const advice = isCallersDenial
    ? `allow lambda:InvokeFunction on it to ${credentialSource(lambdaAccount)}; the doctor's policy of ${linkCommand("deploy-policy", link)} has it`
    : `${linkCommand("doctor", link)} says whether it is deployed and ready`;
  return new ToolError("FUNCTION_NOT_RUN", `Lambda did not run ${asked.name}: ${reason}; ${advice}`);
}

async function cancel(statement: SubmittedQuery, progress: Progress): Promise<void> {
  const outcome = await statement.cancel();
  if (outcome === undefined) return;
  const { kind, statementId } = outcome;
  const told = {
    cancelled: `statement ${statementId} is cancelled`,
    ended: `statement ${statementId} had ended before it could be cancelled`,
    "not-cancelled": `statement ${statementId} may still run, it could not be cancelled${kind === "not-cancelled" ? `: ${outcome.reason}` : ""}`,
  };
  progress.line(plainLine(told[kind]));
}

async function readStandardInput(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  return text;
}

/** A pipe takes 64 KiB at a time; a result may have gigabytes. */
function writeOut(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => resolve());
  });
}
