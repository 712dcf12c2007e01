import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createOperator } from "../../emulator/authentication/operator";
import type { EmulatorEvent } from "../../emulator/emulator-event";
import { rehearseLink } from "../../rehearsal/rehearse-link";
import { linkWith } from "../../testing/links/links";
import type { Progress } from "../../tools/lib/terminal/progress";

const base = mkdtempSync(join(tmpdir(), "rehearse-link-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/**
 * A Terraform that writes into `log` when a command begins and ends, and in which a command waits for those that must run beside
 * it: if they never begin, it fails. Its plan holds `plan.json`; the second one is as `second` says.
 */
const TERRAFORM = `#!/bin/sh
case "$*" in
  *destroy.tfplan) [ "$1" = plan ] && name=plan-destroy || name=destroy ;;
  plan*) [ -e planned ] && name=plan-again || name=plan ;;
  *) name=$1 ;;
esac
echo "+ $name" >> log
until_begun() {
  for _ in $(seq 100); do grep -q "^+ $1$" log && return; sleep 0.1; done
  echo "$1 does not run beside $name" >&2; exit 9
}
code=0
case $name in
  plan) touch planned; code=2 ;;
  show) cat plan.json; until_begun apply ;;
  apply) [ -e creates-none ] || until_begun show; code=$(cat apply) ;;
  plan-again) until_begun plan-destroy; until_begun invoke; code=$(cat second) ;;
  plan-destroy) until_begun plan-again ;;
esac
echo "- $name" >> log
exit $code
`;

/** How the run is other than one that holds. */
interface Faults {
  readonly planJson?: object;
  /** Exit code of the apply, and of the second plan. */
  readonly apply?: number;
  readonly second?: number;
  readonly rows?: number;
  /** How many invocations fail first, and how many of those a hop refuses. Absent: all. */
  readonly failures?: number;
  readonly refusals?: number;
  readonly isSettling?: boolean;
  /** Scripts of the user's make the warehouse. */
  readonly isOwnWarehouse?: boolean;
  /** The apply ends without having created the function. */
  readonly createsNone?: boolean;
}

async function rehearsed(faults: Faults = {}) {
  const { planJson = {}, apply = 0, second = 0, rows = 1, failures = 0 } = faults;
  const { refusals = failures, isSettling, createsNone } = faults;
  const ownWarehouse =
    faults.isOwnWarehouse === true ? { folder: "warehouse", scriptsOf: () => [] } : undefined;
  const asked: unknown[] = [];
  const folder = mkdtempSync(join(base, "run-"));
  const log = join(folder, "log");
  writeFileSync(join(folder, "terraform"), TERRAFORM, { mode: 0o755 });
  writeFileSync(join(folder, "plan.json"), JSON.stringify(planJson));
  writeFileSync(join(folder, "apply"), String(apply));
  writeFileSync(join(folder, "second"), String(second));
  if (createsNone) writeFileSync(join(folder, "creates-none"), "");
  const told: string[] = [];
  const lines: string[] = [];
  const events: EmulatorEvent[] = [];
  const link = linkWith();
  const refusal: EmulatorEvent = {
    ...{ kind: "assume-role", role: "data", allowed: false, reason: "" },
    caller: `arn:aws:sts::111111111111:assumed-role/${link.queryRole.name}/analytics-query`,
  };
  let invocations = 0;
  const progress: Pick<Progress, "step" | "line"> = {
    line: (line = "") => lines.push(line),
    async step(title, work, describe) {
      try {
        const working = work();
        if (title.startsWith("apply") && !createsNone) {
          writeFileSync(log, "+ function\n", { flag: "a" });
          events.push({ kind: "function-created", functionArn: "arn" });
        }
        const result = await working;
        told.push(`✓ ${title}: ${describe(result)}`);
        return result;
      } catch (error) {
        told.push(`✗ ${title}`);
        throw error;
      }
    },
  };
  const operator = createOperator({ partition: "aws", accountId: "111111111111" }, "AIDAOPERATOR");
  const failure = await rehearseLink({
    link,
    stack: { name: "analytics", folder },
    accounts: { url: "http://127.0.0.1", operators: [operator], runtimeLack: async () => undefined },
    terraformBinary: join(folder, "terraform"),
    env: process.env,
    signal: new AbortController().signal,
    progress,
    events,
    ownWarehouse,
    askedEvents: [],
    ...(isSettling === undefined ? {} : { isSettling }),
    // No second passes.
    clock: { nowMilliseconds: () => 0, sleep: async () => undefined },
    invoke: async ({ event }) => {
      asked.push(event);
      invocations += 1;
      if (invocations === 1) writeFileSync(log, "+ invoke\n", { flag: "a" });
      if (invocations <= failures) {
        if (invocations <= refusals) events.push(refusal);
        throw new Error(`invocation ${invocations} failed`);
      }
      const cells = Array.from({ length: rows }, () => ["1"]);
      return { status: "FINISHED", columns: [{ name: "n" }], rows: cells, rowCount: rows };
    },
  }).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  return { failure, ran: readFileSync(log, "utf8").trim().split("\n"), told, lines, invocations, asked };
}

const begun = (ran: readonly string[]) =>
  ran.filter((line) => line.startsWith("+ ") && line !== "+ function").map((line) => line.slice(2));

test("a plan is read while it is applied; query, second plan and the destroy's plan run side by side", async () => {
  const { failure, ran, told } = await rehearsed();
  expect(failure).toBeUndefined();
  expect(ran.slice(0, 2)).toEqual(["+ plan", "- plan"]);
  expect(ran.slice(2, 7).sort()).toEqual(["+ apply", "+ function", "+ show", "- apply", "- show"]);
  expect(ran.indexOf("+ show")).toBeGreaterThan(ran.indexOf("+ function"));
  expect(ran.slice(7, 12).sort()).toEqual([
    "+ invoke",
    "+ plan-again",
    "+ plan-destroy",
    "- plan-again",
    "- plan-destroy",
  ]);
  expect(ran.slice(12)).toEqual(["+ destroy", "- destroy"]);
  expect([...told].sort()).toEqual([
    "✓ apply analytics: done",
    "✓ destroy analytics: done",
    "✓ invoke analytics-query: FINISHED, 1 row through both hops",
    "✓ plan analytics again: no drift",
    "✓ plan analytics for both accounts: 0 to add, 0 to change, 0 to destroy, every policy known",
  ]);
});

test("an apply that creates no function is waited for, and then the plan is read", async () => {
  for (const apply of [0, 1]) {
    const { ran } = await rehearsed({ createsNone: true, apply });
    expect(ran.slice(0, 6)).toEqual(["+ plan", "- plan", "+ apply", "- apply", "+ show", "- show"]);
  }
});

test("a plan whose policies are not known fails it once the apply has ended, and nothing follows", async () => {
  const unknown = {
    address: "aws_iam_role_policy.p",
    mode: "managed",
    type: "aws_iam_role_policy",
    change: { actions: ["create"], before: null, after: {}, after_unknown: { policy: true } },
  };
  for (const apply of [0, 1]) {
    const { failure, ran, told } = await rehearsed({ planJson: { resource_changes: [unknown] }, apply });
    expect(failure).toBe("the plan does not know aws_iam_role_policy.p.policy");
    expect(begun(ran).sort()).toEqual(["apply", "plan", "show"]);
    expect(ran.at(-1)).toMatch(/^- /);
    expect(told).toContain("✗ plan analytics for both accounts");
  }
});

test("an apply that fails is the failure, and nothing follows", async () => {
  const { failure, ran, told } = await rehearsed({ apply: 1 });
  expect(failure).toMatch(/^terraform apply exited with 1/);
  expect(begun(ran).sort()).toEqual(["apply", "plan", "show"]);
  expect(told).toContain("✗ apply analytics");
});

test("drift, or no rows, fails it once all three have ended, and nothing is destroyed", async () => {
  const drifted = await rehearsed({ second: 2 });
  expect(drifted.failure).toBe("the second plan is not empty: 0 to add, 0 to change, 0 to destroy");
  expect(drifted.told).toContain("✗ plan analytics again");
  const empty = await rehearsed({ rows: 0 });
  expect(empty.failure).toBe("analytics-query returned no rows, expected some of the seeded ones");
  for (const { ran } of [drifted, empty]) {
    expect(ran).toEqual(expect.arrayContaining(["- plan-again", "- plan-destroy"]));
    expect(begun(ran)).not.toContain("destroy");
  }
});

test("while IAM settles a refused hop is asked again, every refusal is told; nothing else is repeated", async () => {
  const DENIED = "    hop 1  DENIED   sts:AssumeRole on data";
  const settled = await rehearsed({ failures: 2, isSettling: true });
  expect(settled).toMatchObject({ failure: undefined, invocations: 3 });
  expect(settled.lines.filter((line) => /hop/.test(line))).toEqual([
    "    IAM settles: a hop was refused within a minute of the deploy, so it is called again every 2 s",
    DENIED,
    DENIED,
  ]);
  const strong = await rehearsed({ failures: 1 });
  expect(strong).toMatchObject({ failure: "invocation 1 failed", invocations: 1 });
  expect(strong.lines.filter((line) => /hop/.test(line))).toEqual([DENIED]);
  for (const refusals of [0, 1]) {
    const last = refusals + 1;
    const other = await rehearsed({ failures: last, refusals, isSettling: true });
    expect(other).toMatchObject({ failure: `invocation ${last} failed`, invocations: last });
  }
});

test("an own warehouse is asked which tables the link's user may read; none is a failure that names the grant", async () => {
  const { failure, asked } = await rehearsed({ isOwnWarehouse: true });
  expect(failure).toBeUndefined();
  expect(asked).toEqual([
    expect.objectContaining({ sql: expect.stringContaining("information_schema.tables") }),
  ]);
  const empty = await rehearsed({ isOwnWarehouse: true, rows: 0 });
  expect(empty.failure).toBe(
    'database user analyst of link analytics may read no table of warehouse, expected some; grant it in a script: GRANT SELECT ON ALL TABLES IN SCHEMA public TO "analyst"',
  );
});
