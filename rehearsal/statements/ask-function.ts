import { invokedName } from "../../aws/lambda";
import type { Link } from "../../config/link";
import { operatorIn } from "../../emulator/authentication/operator";
import type { EmulatorEvent } from "../../emulator/emulator-event";
import { machineClock, type ServerClock } from "../../emulator/redshift-data/server-clock";
import { answerLines, answerText, hasFailed } from "../../tools/lib/link/answer-lines";
import { type FunctionAnswer, readAnswer } from "../../tools/lib/link/function-answer";
import { counted } from "../../tools/lib/report/counted";
import type { Progress } from "../../tools/lib/terminal/progress";
import { ToolError } from "../../tools/lib/terminal/tool-error";
import { hopLines, isRefusedHop } from "../hop-lines";
import { invokeFunction } from "../invoke-function";
import type { LocalAccounts } from "../local-accounts";
import { onceSettled } from "../settling";
import type { OwnWarehouse } from "../warehouse/own-warehouse";
import { databaseUserName } from "../warehouse/warehouse-specs";
import type { OwnEvent } from "./own-events";

/** What the deployed function is asked: a view over the built-in tables, exact decimals included. */
const QUERY = {
  sql: "SELECT month, orders, revenue FROM sales_by_month WHERE month >= :since ORDER BY month LIMIT 6",
  parameters: { since: "2025-01-01" },
  format: "rows",
};

/** What it is asked where nobody here knows the tables: which of them its database user may read. */
const OWN_WAREHOUSE_QUERY = {
  sql: `SELECT table_schema, table_name FROM information_schema.tables
WHERE table_schema NOT IN ('pg_catalog', 'information_schema', 'pg_internal') ORDER BY 1, 2`,
  format: "rows",
};

/** Rows of a result that a run shows: what a reader still looks at. */
const SHOWN_ROWS = 50;

/** A deployed link, and what its function is asked. */
export interface Asking {
  readonly link: Link;
  readonly accounts: Pick<LocalAccounts, "url" | "operators" | "runtimeLack">;
  /** Scripts that make the warehouse. Absent: it has the built-in tables. */
  readonly ownWarehouse: OwnWarehouse | undefined;
  /** In the place of the built-in query, where there are any (asked-events.ts). */
  readonly askedEvents: readonly OwnEvent[];
  /** Named queries that are not among those events (asked-events.ts). @default 0 */
  readonly unaskedQueries?: number;
  readonly signal: AbortSignal;
  readonly progress: Pick<Progress, "step" | "line">;
  /** What the emulator has decided so far, in order. */
  readonly events: readonly EmulatorEvent[];
  /** Decisions may be by the policies of before the apply: what a hop refuses is asked again. @default false */
  readonly isSettling?: boolean;
  /** @default - this machine's */
  readonly clock?: ServerClock;
  /** @default - over HTTP, as an operator of the lambda account would */
  readonly invoke?: typeof invokeFunction;
}

/**
 * Asks the deployed function what the user wants to know, or the built-in query, and shows decisions and rows.
 *
 * @throws ToolError the failure of the built-in query, NO_ROWS, or STATEMENTS_FAILED once everything was asked
 */
export async function askFunction(asking: Asking): Promise<void> {
  const { link, progress } = asking;
  const lack = await asking.accounts.runtimeLack(link.function.runtime);
  if (lack !== undefined)
    return progress.line(
      `    ${link.function.name} is deployed, with roles and policies, and not invoked: it runs on ${link.function.runtime}; ${lack}`,
    );
  const { askedEvents } = asking;
  if (askedEvents.length === 0) return askBuiltIn(asking);
  let failed = 0;
  for (const own of askedEvents) failed += (await askOwn(asking, own)) ? 0 : 1;
  const { unaskedQueries = 0 } = asking;
  if (unaskedQueries > 0) {
    progress.line(
      `    ${link.function.name} is not asked for ${counted(unaskedQueries, "more named query", "more named queries")}: each ran with its examples before the deploy${link.dataTransfer === undefined ? "" : ", but for COPY and UNLOAD"}`,
    );
  }
  if (failed === 0) return;
  throw new ToolError(
    "STATEMENTS_FAILED",
    `${failed} of ${askedEvents.length} events of link ${asking.link.name} failed; what to do stands below each`,
  );
}

async function askBuiltIn(asking: Asking): Promise<void> {
  const { link, ownWarehouse } = asking;
  const event = ownWarehouse === undefined ? QUERY : OWN_WAREHOUSE_QUERY;
  const answer = await told(asking, `invoke ${link.function.name}`, event);
  if (answer.kind === "result" && (answer.rows ?? []).length === 0) {
    throw new ToolError("NO_ROWS", noRows(link, ownWarehouse));
  }
}

/** @returns whether it held */
async function askOwn(asking: Asking, { title, event }: OwnEvent): Promise<boolean> {
  const { link, progress, signal } = asking;
  try {
    return !hasFailed(await told(asking, `invoke ${link.function.name}: ${title}`, event));
  } catch (error) {
    if (signal.aborted || !(error instanceof ToolError)) throw error;
    for (const line of error.message.split("\n")) progress.line(`    ${line}`);
    return false;
  }
}

/**
 * The answer to an event, told with the decisions about the hops.
 *
 * @param through what a result came through
 * @throws ToolError what the function failed with
 */
export async function told(
  asking: Asking,
  step: string,
  event: unknown,
  through = "through both hops",
): Promise<FunctionAnswer> {
  const { link, progress, events } = asking;
  const before = events.length;
  const outcome = (answer: FunctionAnswer) => {
    if (answer.kind === "result") return `${answerText(answer)} ${through}`;
    // A handler of one's own answers in a form of its own.
    return answerText(answer) || "answered";
  };
  const answer = await progress
    .step(
      step,
      () => answerTo(asking, event),
      outcome,
      (what) => (hasFailed(what) ? "problem" : "ok"),
    )
    .finally(() => {
      for (const line of hopLines(link, events.slice(before))) progress.line(line);
    });
  for (const line of answerLines(answer, SHOWN_ROWS)) progress.line(`    ${line}`);
  return answer;
}

/** The function's answer; while IAM settles, once no hop refuses it any more. */
function answerTo(asking: Asking, event: unknown): Promise<FunctionAnswer> {
  const { link, accounts, progress, events, signal, isSettling = false } = asking;
  const { invoke = invokeFunction, clock = machineClock } = asking;
  let before = events.length;
  const attempt = async () => {
    before = events.length;
    const answer = await invoke({
      endpoint: accounts.url,
      region: link.lambdaAccount.region,
      operator: operatorIn(accounts.operators, link.lambdaAccount.id),
      functionName: invokedName(link.function.name, link.function.alias?.name),
      event,
      signal,
    });
    return readAnswer(answer);
  };
  if (!isSettling) return attempt();
  const isRefusal = () => events.slice(before).some((emitted) => isRefusedHop(link, emitted));
  return onceSettled(attempt, { isRefusal, tell: (line) => progress.line(line), clock, signal });
}

function noRows(link: Link, ownWarehouse: OwnWarehouse | undefined): string {
  if (ownWarehouse === undefined) {
    return `${link.function.name} returned no rows, expected some of the seeded ones`;
  }
  const user = databaseUserName(link);
  return `database user ${user} of link ${link.name} may read no table of ${ownWarehouse.folder}, expected some; grant it in a script: GRANT SELECT ON ALL TABLES IN SCHEMA public TO "${user}"`;
}
