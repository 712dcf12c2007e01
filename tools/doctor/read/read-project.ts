import { join } from "node:path";
import { presentMembers } from "../../../aws/json";
import type { Link } from "../../../config/link";
import { LinksFileError } from "../../../config/links-file-error";
import { loadLinks } from "../../../config/load-links";
import { ENVIRONMENT } from "../../../redshift-data/link/environment-names";
import { PROJECT_ROOT } from "../../lib/process/project-root";
import { chosenLinks } from "../../lib/terminal/chosen-links";
import { ToolError } from "../../lib/terminal/tool-error";
import { providerEnvironment } from "../../lib/terraform/provider-mirror";
import { type SynthesizedStack, synthesize } from "../../lib/terraform/synthesize";
import { findTerraform } from "../../lib/terraform/terraform";
import { type TerraformFacts, terraformFacts } from "./terraform-facts";

/** What `cdktf synth` writes too; the path of a local state is relative to it. */
const OUTPUT_FOLDER = join(PROJECT_ROOT, "cdktf.out");

/** What reading and synthesizing the links file came to. */
export interface LinksFileReading {
  readonly file: string;
  readonly links: readonly Link[];
  /** Every problem of the file as it is written, in one text. Absent: there is none. */
  readonly refusal?: string;
  /** Why a valid file was not synthesized, which may be due to the checkout. Absent: it was, or was not tried. */
  readonly synthFailure?: string;
}

/** A link with what is on this machine for it. */
export interface ProjectLink {
  readonly link: Link;
  /** Folder of its synthesized stack; rejects when there is none. */
  readonly stackFolder: () => Promise<string>;
  /** Terraform in that folder. */
  readonly terraform: TerraformFacts;
}

/** What is on this machine. */
export interface Project {
  readonly nodeVersion: string;
  readonly linksFile: LinksFileReading;
  /** The links that were asked for; none when the links file is refused as it is written. */
  readonly links: readonly ProjectLink[];
}

/**
 * Reads the links file and synthesizes it into `cdktf.out`, as `npm run synth` does. A links file that is refused is a
 * reading too: the report says why.
 *
 * @param names of the links to read; all of them when there is none
 * @throws UsageError for a name that no link has
 */
export async function readProject(
  file: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Project> {
  const env = { ...process.env, ...providerEnvironment(join(OUTPUT_FOLDER, "terraform.rc")) };
  const nodeVersion = process.versions.node;
  const linksFile = readLinksFile(file);
  if (linksFile.refusal !== undefined) return { nodeVersion, linksFile, links: [] };
  const chosen = chosenLinks(linksFile.links, names);
  const synthesis = synthesize(OUTPUT_FOLDER, env, signal);
  const links = chosen.map((link) => {
    const stackFolder = () => folderOf(link, synthesis);
    return {
      link,
      stackFolder,
      terraform: terraformFacts(() => findTerraform(env), stackFolder, { env, signal }),
    };
  });
  const synthFailure = await failureOf(synthesis);
  return { nodeVersion, linksFile: { ...linksFile, ...presentMembers({ synthFailure }) }, links };
}

function readLinksFile(file: string): LinksFileReading {
  try {
    return { file, links: loadLinks(file, { reservedEnvironmentNames: Object.values(ENVIRONMENT) }) };
  } catch (error) {
    if (!(error instanceof LinksFileError)) throw error;
    return { file, links: [], refusal: error.message };
  }
}

async function failureOf(synthesis: Promise<unknown>): Promise<string | undefined> {
  try {
    await synthesis;
    return undefined;
  } catch (error) {
    if (error instanceof ToolError) return error.message;
    throw error;
  }
}

/** Why a synth failed is one check's to say, and not that of each check which needs the stack. */
export async function folderOf(
  { name }: Pick<Link, "name">,
  synthesis: Promise<readonly SynthesizedStack[]>,
): Promise<string> {
  const stacks = await synthesis.catch((error: unknown) => {
    if (!(error instanceof ToolError) || error.code !== "SYNTH_FAILED") throw error;
    throw new ToolError("SYNTH_FAILED", `link ${name} is not synthesized; the check links-file says why`);
  });
  const stack = stacks.find((candidate) => candidate.name === name);
  if (stack === undefined) throw new ToolError("NOT_SYNTHESIZED", `link ${name} was not synthesized`);
  return stack.folder;
}
