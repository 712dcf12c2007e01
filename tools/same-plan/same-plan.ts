import { readFileSync } from "node:fs";
import { isJson, type Json } from "../../aws/json";
import { plainLine } from "../lib/report/plain-text";
import { runCommand } from "../lib/terminal/command-line";
import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK, EXIT_FINDINGS } from "../lib/terminal/exit-codes";
import { ToolError } from "../lib/terminal/tool-error";
import { UsageError } from "../lib/terminal/usage-error";
import { planDifferences } from "./plan-differences";

/** @throws ToolError `NO_PLAN` */
function readPlan(file: string): Json {
  let plan: unknown;
  try {
    plan = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new ToolError(
      "NO_PLAN",
      `${file} cannot be read as JSON; write it with terraform show -json <plan>`,
      {
        cause,
      },
    );
  }
  if (isJson(plan) && isJson(plan.configuration) && typeof plan.format_version === "string") return plan;
  throw new ToolError(
    "NO_PLAN",
    `${file} has no format_version and configuration, expected a plan; write it with terraform show -json <plan>`,
  );
}

runCommand({
  name: "same-plan",
  purpose:
    "Say whether two plans do the same with the same configuration, so that the second may be applied for the first.",
  takes: "<reviewed.json> <fresh.json>",
  options: {},
  notes: [
    "Each file is the output of terraform show -json <plan>. Times, versions and what refreshing found may differ.",
    "It prints where they differ and no value: values can be secret.",
  ],
  exitCodes: { 0: "the same", 1: "they differ", 2: "could not check, or wrong usage" },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run(_, files) {
    const [reviewed, fresh] = files;
    if (reviewed === undefined || fresh === undefined || files.length !== 2) {
      throw new UsageError(`${files.length} files are given, expected two`);
    }
    const places = planDifferences(readPlan(reviewed), readPlan(fresh));
    if (places.length === 0) {
      process.stdout.write("the plans are the same\n");
      return EXIT_CLEAN;
    }
    const lines = places.map((place) => `  ${plainLine(place)}`);
    process.stdout.write(`${["the plans differ in", ...lines].join("\n")}\n`);
    return EXIT_FINDINGS;
  },
});
