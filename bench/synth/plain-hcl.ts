import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runGuarded } from "../../tools/lib/process/run-guarded";
import { providerEnvironment } from "../../tools/lib/terraform/provider-mirror";
import { synthesize } from "../../tools/lib/terraform/synthesize";
import { findTerraform, Terraform } from "../../tools/lib/terraform/terraform";
import { linksYaml } from "../links-yaml";

/** Milliseconds of one `terraform validate`. */
type Validate = () => Promise<number>;

/** Blocks that a module has once, however many links it holds. */
const ONCE = /^(terraform|provider) /;

/** Top-level blocks: cdktf writes a closing brace of one at the start of a line that another one, or nothing, follows. */
function blocksOf(hcl: string): readonly string[] {
  return hcl
    .split(/\n(?=(?:terraform|provider|data|resource|output|variable|locals)\b[^\n]*\{\n)/)
    .map((block) => block.trim());
}

/** A block's own name, and what others call it: `aws_iam_role.query_role`. */
const NAME = /^((?:data|resource) "\w+"|output) "(\w+)"/;
const ADDRESS = /\b(aws_\w+)\.(\w+)/g;

/** The same link under other names, so that both fit into one module. */
function suffixed(block: string, index: number): string {
  return block
    .replace(NAME, `$1 "$2_${index}"`)
    .replaceAll(ADDRESS, `$1.$2_${index}`)
    .replaceAll("link-0", `link-${index}`);
}

/**
 * Writes the links as one module of plain HCL, which is the least that Terraform can be asked about them, and
 * initialises it.
 *
 * @param folder a new one per number of links is made in it
 */
export async function plainHcl(
  folder: string,
  counts: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, Validate>> {
  const base = mkdtempSync(join(folder, "hcl-"));
  const linksFile = join(base, "links.yaml");
  writeFileSync(linksFile, linksYaml(1));
  const env = { ...process.env, ...providerEnvironment(join(base, "terraform.rc")), LINKS_FILE: linksFile };
  const [stack] = await synthesize(join(base, "out"), { ...env, SYNTH_HCL_OUTPUT: "true" }, signal);
  if (stack === undefined) throw new Error("synth wrote no stack");
  const blocks = blocksOf(readFileSync(join(stack.folder, "cdk.tf"), "utf8"));
  const once = blocks.filter((block) => ONCE.test(block));
  const perLink = blocks.filter((block) => !ONCE.test(block));
  const validations = new Map<number, Validate>();
  for (const count of counts) {
    const cwd = join(base, `links-${count}`);
    mkdirSync(cwd);
    const links = Array.from({ length: count }, (_, index) =>
      perLink.map((block) => suffixed(block, index)).join("\n"),
    );
    writeFileSync(join(cwd, "main.tf"), [...once, ...links].join("\n"));
    await new Terraform(findTerraform(), { cwd, env, signal }).init();
    validations.set(count, async () => {
      const startedAt = performance.now();
      const { exitCode, stdout, stderr } = await runGuarded(findTerraform(), ["validate", "-no-color"], {
        cwd,
        env,
        signal,
      });
      if (exitCode !== 0)
        throw new Error(`terraform validate of ${count} links ended with ${exitCode}: ${stdout}${stderr}`);
      return performance.now() - startedAt;
    });
  }
  return validations;
}
