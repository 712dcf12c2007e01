import type { Link } from "../config/link";
import { operatorIn } from "../emulator/authentication/operator";
import type { EmulatorEvent } from "../emulator/emulator-event";
import { textTable } from "../tools/lib/report/text-table";
import type { Progress } from "../tools/lib/terminal/progress";
import { ToolError } from "../tools/lib/terminal/tool-error";
import { changesByProvider, planCounts, unknownPolicies } from "../tools/lib/terraform/plan-summary";
import type { SynthesizedStack } from "../tools/lib/terraform/synthesize";
import { Terraform } from "../tools/lib/terraform/terraform";
import { invokeFunction } from "./invoke-function";
import type { LocalAccounts } from "./local-accounts";

/** What the deployed function is asked: a view over the seeded tables, exact decimals included. */
const QUERY = {
  sql: "SELECT month, orders, revenue FROM sales_by_month WHERE month >= :since ORDER BY month LIMIT 6",
  parameters: { since: "2025-01-01" },
  format: "rows",
};

const PLAN_FILE = "rehearsal.tfplan";

/** One link, and what it is rehearsed with. */
interface LinkRehearsal {
  readonly link: Link;
  readonly stack: SynthesizedStack;
  readonly accounts: LocalAccounts;
  readonly terraformBinary: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** What the emulator has decided so far, in order. */
  readonly events: readonly EmulatorEvent[];
}

async function planAndApply({ progress, stack, link }: LinkRehearsal, terraform: Terraform): Promise<void> {
  const title = `plan ${stack.name} for both accounts`;
  const plan = await progress.step(
    title,
    async () => {
      await terraform.plan(PLAN_FILE);
      const shown = await terraform.show(PLAN_FILE);
      const unknown = unknownPolicies(shown);
      if (unknown.length > 0) {
        throw new ToolError("POLICY_UNKNOWN", `the plan does not know ${unknown.join(", ")}`);
      }
      return shown;
    },
    (shown) => `${planCounts(shown)}, every policy known`,
  );
  const accountIds: Readonly<Record<string, string>> = {
    "aws.lambda_account": `lambda account ${link.lambdaAccount.id}`,
    "aws.redshift_account": `redshift account ${link.redshiftAccount.id}`,
  };
  for (const [provider, addresses] of changesByProvider(plan)) {
    progress.line(`    ${accountIds[provider] ?? provider}`);
    for (const address of addresses) progress.line(`      + ${address}`);
  }
  await progress.step(
    `apply ${stack.name}`,
    () => terraform.apply(PLAN_FILE),
    () => "done",
  );
}

/** A line for each decision about one of the two hops, and for what works here in another way than on AWS; none for other events. */
function eventLine(event: EmulatorEvent): string[] {
  const answer = (allowed: boolean) => (allowed ? "allowed" : "DENIED ");
  if (event.kind === "assume-role") {
    return [`    hop 1  ${answer(event.allowed)}  sts:AssumeRole on ${event.role}`];
  }
  if (event.kind === "authorization" && /^(?:redshift|secretsmanager:|kms:)/.test(event.action)) {
    return [`    hop 2  ${answer(event.allowed)}  ${event.action} on ${event.resource}`];
  }
  return event.kind === "note" ? [`    note   ${event.message}`] : [];
}

async function query({ link, accounts, progress, events, signal }: LinkRehearsal): Promise<void> {
  const before = events.length;
  const answer = await progress
    .step(
      `invoke ${link.function.name}`,
      () =>
        invokeFunction({
          endpoint: accounts.url,
          region: link.lambdaAccount.region,
          operator: operatorIn(accounts.operators, link.lambdaAccount.id),
          functionName: link.function.name,
          event: QUERY,
          signal,
        }),
      ({ status, rowCount }) => `${status}, ${rowCount} rows through both hops`,
    )
    .finally(() => {
      for (const line of events.slice(before).flatMap(eventLine)) progress.line(line);
    });
  const names = answer.columns.map(({ name }) => name);
  for (const line of textTable(names, answer.rows)) progress.line(`    ${line}`);
  if (answer.rows.length === 0) {
    throw new ToolError(
      "NO_ROWS",
      `${link.function.name} returned no rows, expected some of the seeded ones`,
    );
  }
}

async function proveNoDrift({ progress, stack }: LinkRehearsal, terraform: Terraform): Promise<void> {
  await progress.step(
    `plan ${stack.name} again`,
    async () => {
      if (await terraform.plan(PLAN_FILE)) {
        const shown = await terraform.show(PLAN_FILE);
        throw new ToolError("DRIFT", `the second plan is not empty: ${planCounts(shown)}`);
      }
    },
    () => "no drift",
  );
}

/** Terraform in the folder of one stack, which is removed with the run. */
export function stackTerraform({
  stack,
  terraformBinary,
  env,
  signal,
}: Pick<LinkRehearsal, "stack" | "terraformBinary" | "env" | "signal">): Terraform {
  return new Terraform(terraformBinary, { cwd: stack.folder, env, signal, isThrownAway: true });
}

/**
 * Deploys one link into the local accounts, queries through both hops, proves that nothing drifted, destroys it. Its folder is
 * initialized before.
 */
export async function rehearseLink(rehearsal: LinkRehearsal): Promise<void> {
  const { stack, progress } = rehearsal;
  const terraform = stackTerraform(rehearsal);
  await planAndApply(rehearsal, terraform);
  await query(rehearsal);
  await proveNoDrift(rehearsal, terraform);
  await progress.step(
    `destroy ${stack.name}`,
    // The plan before has just read all of it, and nobody else is in these accounts.
    () => terraform.destroy({ refresh: false }),
    () => "done",
  );
}
