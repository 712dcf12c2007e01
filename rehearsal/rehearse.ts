import { randomInt } from "node:crypto";
import { requirePolicySimulator } from "../tools/lib/link/policy-simulator";
import { runCommand } from "../tools/lib/terminal/command-line";
import { optionsInOrder } from "../tools/lib/terminal/options-in-order";
import { UsageError } from "../tools/lib/terminal/usage-error";
import { ownEvents } from "./statements/own-events";

/** Seeds of delays are 0 to one less. */
const SEEDS = 1_000_000_000;

/** 0: any free port. */
function parsePort(text: string | undefined, isServing: boolean): number {
  if (text === undefined) return 0;
  if (!/^[1-9]\d{0,4}$/.test(text) || Number(text) > 65_535) {
    throw new UsageError(`--port is ${text}, expected a number from 1 to 65535`);
  }
  if (!isServing) throw new UsageError("--port goes with --serve");
  return Number(text);
}

/** The seed of the delays; absent for strong consistency. A random one where eventual consistency is asked for without. */
function parseSeed(consistency: string, seed: string | undefined): number | undefined {
  if (consistency !== "strong" && consistency !== "eventual") {
    throw new UsageError(`--consistency is ${consistency}, expected strong or eventual`);
  }
  if (consistency === "strong") {
    if (seed !== undefined) throw new UsageError("--seed goes with --consistency eventual");
    return undefined;
  }
  if (seed === undefined) return randomInt(SEEDS);
  if (!/^\d{1,9}$/.test(seed))
    throw new UsageError(`--seed is ${seed}, expected a number from 0 to ${SEEDS - 1}`);
  return Number(seed);
}

/** Options of a rehearsal that asks something, which accounts that stay up do not. */
function refuseWithServe(values: Readonly<Record<string, unknown>>): void {
  const given = ["sql", "event", "link"].find((name) => values[name] !== undefined);
  if (given === undefined) return;
  throw new UsageError(
    `--${given} and --serve exclude each other; npm run query asks a link in accounts that stay up`,
  );
}

runCommand({
  name: "rehearse",
  shortForm: "npm start",
  purpose:
    "Rehearse the links of links.yaml against two local accounts that enforce IAM: deploy, query through both hops, prove no drift, tear down. No AWS account is touched.",
  options: {
    sql: {
      type: "string",
      multiple: true,
      value: "<statement>",
      help: "run this through the deployed function, in the place of the built-in query, and show its rows; more than once, also beside --event",
    },
    event: {
      type: "string",
      multiple: true,
      value: "<file>",
      help: "send the function the event in this JSON file (docs/function.md); more than once, in the order given",
    },
    link: {
      type: "string",
      multiple: true,
      value: "<name>",
      help: "rehearse this link only; more than once for several (default: every link of the file)",
    },
    serve: {
      type: "boolean",
      default: false,
      help: "keep the local accounts up and print the exports that point any AWS client at them",
    },
    port: {
      type: "string",
      value: "<number>",
      help: "port of the local accounts on 127.0.0.1 (default: any free one); only with --serve",
    },
    consistency: {
      type: "string",
      value: "<strong|eventual>",
      default: "strong",
      help: "eventual: decisions see each change of a role, user or policy only after a delay of 0 to 10 seconds, as on AWS (default: strong, at once)",
    },
    seed: {
      type: "string",
      value: "<number>",
      help: "which delays, 0 to 999999999, to repeat a run; only with --consistency eventual (default: a random one, which is printed)",
    },
  },
  notes: [
    'The options go behind --, for example npm start -- --sql "SELECT 1".',
    "warehouse/*.sql beside the links file make the local warehouses, in the place of the built-in tables (rehearsal/README.md).",
    "LINKS_FILE names another links file. TERRAFORM_BINARY_NAME names another Terraform, for example tofu.",
  ],
  exitCodes: {
    0: "all of it held; Ctrl-C ended --serve",
    1: "something did not hold",
    2: "wrong usage",
    130: "interrupted (not with --serve)",
  },
  failureExitCode: 1,
  interruptedText: "everything local is torn down",
  async run(values, _arguments, signal) {
    const port = parsePort(values.port, values.serve);
    const iamPropagationSeed = parseSeed(values.consistency, values.seed);
    if (values.serve) refuseWithServe(values);
    const asked = ownEvents(optionsInOrder(["sql", "event"]));
    requirePolicySimulator();
    const { rehearse } = await import("./run-rehearsal");
    const served = values.serve ? { servedOn: port } : {};
    await rehearse({ ...served, only: values.link ?? [], ownEvents: asked, iamPropagationSeed, signal });
    return 0;
  },
});
