import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ImportBlock } from "../../access/terraform/import-blocks";
import { readPlan } from "../../access/terraform/plan";
import { readTerraformStack } from "../../access/terraform/terraform-stack";
import { presentMembers } from "../../aws/json";
import type { Link } from "../../config/link";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";
import { IMPORTS_FOLDER, importsFileName } from "../../states/imports-file";
import { linkCommand } from "../../states/link-command";
import { awsErrorText, nextWhereNotNow } from "../lib/aws/aws-error";
import { s3Bucket } from "../lib/aws/s3-bucket";
import { createProcessFolder, removeProcessFolder } from "../lib/process/process-folder";
import { PROJECT_ROOT } from "../lib/process/project-root";
import { searchStates } from "../lib/states/search-states";
import { chosenLinks } from "../lib/terminal/chosen-links";
import { EXIT_CLEAN, EXIT_FINDINGS } from "../lib/terminal/exit-codes";
import { Progress } from "../lib/terminal/progress";
import { styledFor } from "../lib/terminal/styled";
import { ToolError } from "../lib/terminal/tool-error";
import { providerEnvironment } from "../lib/terraform/provider-mirror";
import { countedStacks, type SynthesizedStack, stackOf, synthesize } from "../lib/terraform/synthesize";
import { findTerraform, Terraform } from "../lib/terraform/terraform";
import { type Adoption, adoptionOf } from "./judge/adoption";
import { existingImports } from "./judge/existing-imports";
import { isStopped, type LinkAdoption, outcomeOf } from "./judge/link-adoption";
import { olderStates } from "./judge/older-states";
import { openLiveParts } from "./read/live-parts";
import { reportJson } from "./render/report-json";
import { reportText } from "./render/report-text";

/** Of the session that lists states in a bucket; shows in CloudTrail who looked. */
const SESSION_NAME = "cdktf-adopt";

const PLAN_FILE = "adopt.tfplan";

interface AdoptOptions {
  readonly format: "text" | "json";
  readonly signal: AbortSignal;
  /** Where the files with import blocks are. @default imports of the project, from which a synth reads them */
  readonly folder?: string | undefined;
}

/**
 * Looks into both accounts of links for what exists under their names, plans to take it over, tells what the next apply does,
 * and writes the `import` blocks. Nothing is changed in the accounts, nor in a state.
 *
 * @param names of the links; all of the links file when there is none
 * @returns 0; 1 when something has to be decided first, and nothing was written for that link
 * @throws ToolError, UsageError for a name that no link has
 */
export async function runAdopt(
  names: readonly string[],
  { format, signal, folder = join(PROJECT_ROOT, IMPORTS_FOLDER) }: AdoptOptions,
): Promise<number> {
  const file = linksFile();
  const all = loadLinks(file);
  const links = chosenLinks(all, names);
  const progress = new Progress(process.stderr);
  const search = await searchStates({
    links: all,
    linksFile: file,
    folder: PROJECT_ROOT,
    openBucket: ({ bucket, region, roleArn, profile }) =>
      s3Bucket({
        bucket,
        account: { region, ...presentMembers({ deployRoleArn: roleArn, profile }) },
        sessionName: SESSION_NAME,
        signal,
      }),
  });
  const adoptions = await inThrowAwayStacks(progress, signal, async (stacks, env) => {
    const done: LinkAdoption[] = [];
    // One after the other: each takes a plan, and a second one would tell nothing sooner.
    for (const link of links) {
      const adoption = await progress.step(
        `look for what exists of ${link.name}`,
        () => lookAt(link, stacks, env, signal),
        ({ imports }) => `${imports.length} to take over`,
      );
      const outcome = outcomeOf(adoption, olderStates(link, search.states));
      const { name, environment } = link;
      done.push({
        ...{ link: name, ...presentMembers({ environment }), ...outcome },
        ...write(folder, link, outcome),
      });
    }
    return done;
  });
  const unread = [...search.refusals, ...search.unread];
  process.stdout.write(
    format === "json"
      ? reportJson(adoptions, unread)
      : reportText(adoptions, unread, styledFor(process.stdout)),
  );
  return adoptions.some(isStopped) ? EXIT_FINDINGS : EXIT_CLEAN;
}

async function inThrowAwayStacks<T>(
  progress: Progress,
  signal: AbortSignal,
  work: (stacks: readonly SynthesizedStack[], env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  // Directly below the project, as cdktf.out is: a local state's path is relative to the stack's folder.
  const output = createProcessFolder(PROJECT_ROOT, ".adopt");
  const settings = createProcessFolder(tmpdir(), "adopt");
  try {
    const env = { ...process.env, ...providerEnvironment(join(settings, "terraform.rc")) };
    const stacks = await progress.step("synthesize", () => synthesize(output, env, signal), countedStacks);
    return await work(stacks, env);
  } finally {
    removeProcessFolder(output);
    removeProcessFolder(settings);
  }
}

async function lookAt(
  link: Link,
  stacks: readonly SynthesizedStack[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Adoption> {
  const stack = stackOf(link.name, stacks);
  const file = join(stack.folder, "cdk.tf.json");
  const json: object = JSON.parse(readFileSync(file, "utf8"));
  const live = openLiveParts(link, signal);
  const imports = await existingImports(readTerraformStack(json), live).catch((error: unknown) => {
    if (error instanceof ToolError) throw error;
    const next =
      nextWhereNotNow(error, "run the command again") ??
      `the policies of ${linkCommand("deploy-policy", link)} have what it needs`;
    throw new ToolError(
      "AWS_REFUSED",
      `what exists of link ${link.name} could not be read: ${awsErrorText(error)}; ${next}`,
      { cause: error },
    );
  });
  writeFileSync(file, JSON.stringify({ ...json, import: imports }));
  const terraform = new Terraform(findTerraform(env), { cwd: stack.folder, env, signal, isThrownAway: true });
  await terraform.init();
  return await terraform.keepingProviders(async (kept) => {
    await kept.plan(PLAN_FILE);
    return adoptionOf(readPlan(JSON.parse(await kept.showJson(PLAN_FILE))));
  });
}

/** Writes what a synth reads, or removes it where nothing is to be taken over any more. */
function write(
  folder: string,
  link: Link,
  { stops, imports }: Pick<LinkAdoption, "stops" | "imports">,
): Pick<LinkAdoption, "wrote" | "removedFile"> {
  const name = importsFileName(link);
  const file = join(folder, name);
  if (imports.length === 0) {
    if (!existsSync(file)) return {};
    rmSync(file);
    return { removedFile: `${IMPORTS_FOLDER}/${name}` };
  }
  if (stops.length > 0) return {};
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ import: imports satisfies readonly ImportBlock[] }, null, 2)}\n`);
  return { wrote: `${IMPORTS_FOLDER}/${name}` };
}
