import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Json } from "../../aws/json";
import { pipedBytes } from "../lib/process/piped-bytes";
import { counted } from "../lib/report/counted";
import { plainLine } from "../lib/report/plain-text";
import { runCommand } from "../lib/terminal/command-line";
import { EXIT_CLEAN, EXIT_COULD_NOT_CHECK, EXIT_FINDINGS } from "../lib/terminal/exit-codes";
import { ToolError } from "../lib/terminal/tool-error";
import { UsageError } from "../lib/terminal/usage-error";
import type { Terraform } from "../lib/terraform/terraform";
import { whyNotComparable, whyNoWholePlan } from "./comparable";
import { planDifferences, savedPlanDifferences } from "./plan-differences";
import { exactJson, isPlanFile, noPlan, readContent, readSavedPlan, type SavedPlan } from "./saved-plan";

const JSON_LEAVES_OUT =
  "terraform show -json leaves out backends, lifecycles, connections and how values that are unknown are made; give the plan files themselves, as terraform plan -out wrote them";

/** One of the two plans: its JSON and, where the plan file itself was given, what the JSON leaves out. */
interface Plan {
  readonly json: Json;
  readonly saved?: SavedPlan;
}

/** @throws ToolError `TERRAFORM_FAILED` with what Terraform says, and where it can show a plan */
async function shownPlan(file: string, terraform: Terraform): Promise<string> {
  try {
    return await terraform.showJson(resolve(file));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const advice =
      "the second file has to lie in the folder of its stack, where terraform init has run: Terraform shows both plans there";
    throw new ToolError(error.code, `${error.message}\n${advice}`, { cause: error });
  }
}

/** @throws ToolError `NO_PLAN` for a plan that is not whole, and what Terraform says of one that it cannot show */
async function readPlan(file: string, terraform: () => Terraform, signal: AbortSignal): Promise<Plan> {
  const content = (await pipedBytes(file, signal)) ?? readContent(file);
  const plan = isPlanFile(content)
    ? {
        saved: readSavedPlan(content, file),
        json: exactJson(await shownPlan(file, terraform()), file),
      }
    : { json: exactJson(Buffer.from(content).toString(), file) };
  const [why] = whyNoWholePlan(plan.json);
  if (why !== undefined) throw noPlan(`${file} ${why}`);
  return plan;
}

function differencesOf(reviewed: Plan, fresh: Plan): readonly string[] {
  const places = planDifferences(reviewed.json, fresh.json);
  if (reviewed.saved === undefined || fresh.saved === undefined) return places;
  return [...places, ...savedPlanDifferences(reviewed.saved, fresh.saved)];
}

/** Why plans without a difference may be unlike all the same. */
function doubtsAbout({ json, saved }: Plan, folder: string): readonly string[] {
  if (saved === undefined) return [JSON_LEAVES_OUT];
  const isArchive = (archive: string, hash: string) => {
    try {
      const content = readFileSync(resolve(folder, archive));
      return createHash("sha256").update(content).digest("base64") === hash;
    } catch {
      return false;
    }
  };
  return whyNotComparable(json, saved.configuration, isArchive, (text) => isFileIn(folder, text));
}

/** A path from a home folder is taken for one, whether it is there or not. */
function isFileIn(folder: string, text: string): boolean {
  if (text.startsWith("~")) return true;
  try {
    return statSync(resolve(folder, text)).isFile();
  } catch {
    return false;
  }
}

function print(heading: string, lines: readonly string[]): void {
  process.stdout.write(`${[heading, ...lines.map((line) => `  ${plainLine(line)}`)].join("\n")}\n`);
}

runCommand({
  name: "same-plan",
  purpose:
    "Say whether two plans do the same with the same configuration, so that the second may be applied for the first.",
  takes: "<reviewed.tfplan> <fresh.tfplan>",
  options: {},
  notes: [
    "Each file was written by terraform plan -out. The fresh one lies in its stack's folder, where Terraform is initialized and shows both. When they were made and what refreshing changed may differ; everything else is compared.",
    "Of the output of terraform show -json it says where it differs, but never that it is the same: it leaves out too much.",
    "It prints where they differ and no value: values can be secret.",
  ],
  exitCodes: { 0: "the same", 1: "they differ", 2: "could not check, or wrong usage" },
  failureExitCode: EXIT_COULD_NOT_CHECK,
  async run(_, files, signal) {
    const [reviewedFile, freshFile] = files;
    if (reviewedFile === undefined || freshFile === undefined || files.length !== 2) {
      throw new UsageError(
        `${files.length === 0 ? "no file is given" : `${counted(files.length, "file")} given (${files.join(", ")})`}, expected two: the reviewed plan and the fresh one`,
      );
    }
    const folder = dirname(resolve(freshFile));
    const { findTerraform, Terraform } = await import("../lib/terraform/terraform");
    const terraform = () => new Terraform(findTerraform(), { cwd: folder, signal });
    const reviewed = await readPlan(reviewedFile, terraform, signal);
    const fresh = await readPlan(freshFile, terraform, signal);
    if ((reviewed.saved === undefined) !== (fresh.saved === undefined)) {
      throw new UsageError(`${basename(reviewedFile)} and ${basename(freshFile)} are not both plan files`);
    }
    const places = differencesOf(reviewed, fresh);
    if (places.length > 0) {
      print("the plans differ in", places);
      return EXIT_FINDINGS;
    }
    const doubts = doubtsAbout(fresh, folder);
    if (doubts.length > 0) {
      print("could not compare", doubts);
      return EXIT_COULD_NOT_CHECK;
    }
    process.stdout.write("the plans are the same\n");
    return EXIT_CLEAN;
  },
});
