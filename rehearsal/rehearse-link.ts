import { setTimeout } from "node:timers/promises";
import type { Plan } from "../access/terraform/plan";
import type { Link } from "../config/link";
import type { EmulatorEvent } from "../emulator/emulator-event";
import { inParallel } from "../tools/lib/process/in-parallel";
import type { Progress } from "../tools/lib/terminal/progress";
import { ToolError } from "../tools/lib/terminal/tool-error";
import { changesByProvider, planCounts, unknownPolicies } from "../tools/lib/terraform/plan-summary";
import type { SynthesizedStack } from "../tools/lib/terraform/synthesize";
import { Terraform } from "../tools/lib/terraform/terraform";
import { standIn } from "./others/stand-in";
import { type Asking, askFunction } from "./statements/ask-function";
import { rehearseTransfer } from "./transfer/rehearse-transfer";

/** Between looks for what the apply has done. */
const POLL_MILLISECONDS = 50;

const PLAN_FILE = "rehearsal.tfplan";
const DESTROY_PLAN_FILE = "destroy.tfplan";

/** One link, and what it is rehearsed with. */
interface LinkRehearsal extends Asking {
  readonly stack: SynthesizedStack;
  readonly terraformBinary: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Resolves once the apply has created a function, or has ended.
 *
 * @param before how many events there were before the apply
 */
async function untilFunctionCreated(
  events: readonly EmulatorEvent[],
  before: number,
  applied: Promise<void>,
): Promise<void> {
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  const ended = applied.then(end, end);
  const isCreated = () => events.slice(before).some(({ kind }) => kind === "function-created");
  while (!hasEnded && !isCreated()) await Promise.race([ended, setTimeout(POLL_MILLISECONDS)]);
}

/**
 * The provider waits for five seconds once it has created the function, and to show a plan Terraform starts it once more: that
 * takes the cores then. A plan whose policies are not known fails the rehearsal all the same, and all that was applied ends with it.
 */
async function planAndApply(
  { progress, stack, link, events }: LinkRehearsal,
  terraform: Terraform,
): Promise<void> {
  let applied: Promise<void> | undefined;
  const planned = progress.step(
    `plan ${stack.name} for both accounts`,
    async () => {
      await terraform.plan(PLAN_FILE);
      const before = events.length;
      applied = progress.step(
        `apply ${stack.name}`,
        () => terraform.apply(PLAN_FILE),
        () => "done",
      );
      // Waited for below, together with what is wrong with the plan.
      applied.catch(() => undefined);
      await untilFunctionCreated(events, before, applied);
      const shown = await terraform.show(PLAN_FILE);
      const unknown = unknownPolicies(shown);
      if (unknown.length > 0) {
        throw new ToolError("POLICY_UNKNOWN", `the plan does not know ${unknown.join(", ")}`);
      }
      return shown;
    },
    (shown) => `${planCounts(shown)}, every policy known`,
  );
  const [plan] = await Promise.allSettled([planned]);
  if (plan.status === "fulfilled") tellChanges(plan.value, link, progress);
  const [apply] = await Promise.allSettled([applied]);
  for (const outcome of [plan, apply]) if (outcome.status === "rejected") throw outcome.reason;
}

function tellChanges(
  plan: Plan,
  { lambdaAccount, redshiftAccount }: Link,
  progress: Pick<Progress, "line">,
): void {
  const accountIds: Readonly<Record<string, string>> = {
    "aws.lambda_account": `lambda account ${lambdaAccount.id}`,
    "aws.redshift_account": `redshift account ${redshiftAccount.id}`,
  };
  for (const [provider, addresses] of changesByProvider(plan)) {
    progress.line(`    ${accountIds[provider] ?? provider}`);
    for (const address of addresses) progress.line(`      + ${address}`);
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
 * Deploys one link into the local accounts, with what others make around it, queries through both hops, proves that nothing drifted, destroys it. Its folder is
 * initialized before. What only reads runs side by side: the query, the second plan, and the plan of the destroy.
 *
 * @throws ToolError the first failure, once nothing runs any more
 */
export async function rehearseLink(rehearsal: LinkRehearsal): Promise<void> {
  // These accounts are new, and so is the folder: nobody has deployed anything.
  const state = "";
  await stackTerraform(rehearsal).keepingProviders((terraform) => rehearseWith(terraform, rehearsal), state);
}

async function rehearseWith(terraform: Terraform, rehearsal: LinkRehearsal): Promise<void> {
  const { stack, progress } = rehearsal;
  const owners = standIn(rehearsal);
  await owners.beforeApply();
  await planAndApply(rehearsal, terraform);
  await owners.afterApply();
  const reading = [
    // With its role attached and its files there, what the user wants to know may be a COPY too.
    () => rehearseTransfer(rehearsal).then(() => askFunction(rehearsal)),
    () => proveNoDrift(rehearsal, terraform),
    // Of the state as the apply has left it. Nobody else is in these accounts, and the plan beside it reads all of them.
    () => terraform.planDestroy(DESTROY_PLAN_FILE),
  ];
  await inParallel(reading, reading.length, (work) => work());
  await owners.beforeDestroy();
  await progress.step(
    `destroy ${stack.name}`,
    () => terraform.apply(DESTROY_PLAN_FILE),
    () => "done",
  );
  await owners.afterDestroy();
}
