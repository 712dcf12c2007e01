import { join } from "node:path";
import type { Link } from "../../../config/link";
import { LinksFileError } from "../../../config/links-file-error";
import { loadLinks } from "../../../config/load-links";
import { ENVIRONMENT } from "../../../functions/run-query/contract";
import { PROJECT_ROOT } from "../../lib/process/project-root";
import { UsageError } from "../../lib/terminal/command-line";
import type { Progress } from "../../lib/terminal/progress";
import { ToolError } from "../../lib/terminal/tool-error";
import { providerEnvironment } from "../../lib/terraform/provider-mirror";
import { type SynthesizedStack, synthesize } from "../../lib/terraform/synthesize";
import { findTerraform } from "../../lib/terraform/terraform";
import type { TableName } from "../read/link-facts";
import { terraformFacts } from "../read/terraform-facts";
import { type CheckResult, couldNotCheck } from "./check";
import { type LinksFileReading, linksFileValid } from "./checks/links-file";
import { nodeVersion } from "./checks/node-version";
import { examineLink } from "./examine-link";
import { linkChecks } from "./link-checks";
import { type LinkReport, type Report, summary } from "./report";
import { runCheck } from "./run-check";

/** What `cdktf synth` writes too; the path of a local state is relative to it. */
const OUTPUT_FOLDER = join(PROJECT_ROOT, "cdktf.out");

export interface Examination {
  readonly linksFile: string;
  /** @default - all links of the file */
  readonly linkName?: string;
  readonly table?: TableName;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Examines this machine, the links file, and the named link or all of them. @throws UsageError for an unknown name */
export async function examine(examination: Examination): Promise<Report> {
  const { linksFile: file, linkName, progress, signal } = examination;
  const env = { ...process.env, ...providerEnvironment(join(OUTPUT_FOLDER, "terraform.rc")) };
  const reading = readLinks(file);
  const links = named(reading, linkName);
  const synthesis = reading.refusal === undefined ? synthesize(OUTPUT_FOLDER, env, signal) : undefined;
  const refusal = reading.refusal ?? (await refusalOf(synthesis));
  const project = [
    await runCheck(nodeVersion, { nodeVersion: process.versions.node }),
    await runCheck(linksFileValid, { ...reading, ...(refusal === undefined ? {} : { refusal }) }),
    ...(reading.refusal === undefined ? [] : [unreachedChecks(examination)]),
  ];
  const reports: LinkReport[] = [];
  for (const link of links) {
    const stackFolder = () => folderOf(link, synthesis);
    const terraform = terraformFacts(() => findTerraform(env), stackFolder, { env, signal });
    const examined = () => examineLink({ ...examination, link, stackFolder, terraform });
    reports.push(await progress.step(`examine link ${link.name}`, examined, ({ checks }) => summary(checks)));
  }
  return { project, links: reports };
}

function readLinks(file: string): LinksFileReading {
  try {
    return { file, links: loadLinks(file, { reservedEnvironmentNames: Object.values(ENVIRONMENT) }) };
  } catch (error) {
    if (!(error instanceof LinksFileError)) throw error;
    return { file, links: [], refusal: error.message };
  }
}

function named({ file, links, refusal }: LinksFileReading, name: string | undefined): readonly Link[] {
  const found = name === undefined ? links : links.filter((link) => link.name === name);
  if (found.length > 0 || refusal !== undefined) return found;
  const names = links.map((link) => link.name).join(", ");
  throw new UsageError(`link is ${name}, expected one of ${file}: ${names}`);
}

async function refusalOf(synthesis: Promise<unknown> | undefined): Promise<string | undefined> {
  try {
    await synthesis;
    return undefined;
  } catch (error) {
    if (error instanceof ToolError) return error.message;
    throw error;
  }
}

async function folderOf(
  { name }: Link,
  synthesis: Promise<readonly SynthesizedStack[]> | undefined,
): Promise<string> {
  const stack = (await synthesis)?.find((candidate) => candidate.name === name);
  if (stack === undefined) throw new ToolError("NOT_SYNTHESIZED", `link ${name} was not synthesized`);
  return stack.folder;
}

/** Without links there is nothing to run these on: said once, never passed over. */
function unreachedChecks({ table }: Examination): CheckResult {
  return {
    id: "links",
    lookedAt: `the links: ${linkChecks(table !== undefined)
      .map(({ id }) => id)
      .join(", ")}`,
    expected: "each of these checks made for each link",
    ...couldNotCheck("none of them could be made: the links file is refused", "correct the links file first"),
  };
}
