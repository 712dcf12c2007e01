import { stripVTControlCharacters } from "node:util";
import { presentMembers } from "../../../aws/json";
import type { PlacedResource } from "../../../states/foreign-resources";
import { readStateFile } from "../../../states/state-file";
import { runGuarded } from "../../lib/process/run-guarded";
import { ToolError } from "../../lib/terminal/tool-error";
import { forgetProviderChecksums, throwAwayEnvironment } from "../../lib/terraform/throw-away-folder";

/** What the doctor asks Terraform; nothing here changes the state. */
export interface TerraformFacts {
  /** For example `1.11.4`. @throws ToolError */
  version(): Promise<string>;
  /** Initializes the stack's folder; resolves to the version of the AWS provider. @throws ToolError */
  provider(): Promise<string>;
  /** The stack's state through its backend. @throws ToolError */
  state(): Promise<TerraformState>;
}

/** The part of a state this tool reads: addresses, the unique id of each role, and what says which account each is in. */
export interface TerraformState {
  /** Addresses of managed resources, sorted. */
  readonly addresses: readonly string[];
  /** Address of a role → `AROA…`. */
  readonly roleIds: Readonly<Record<string, string>>;
  /** Managed resources that have an ARN, with nothing else of them: a state holds secrets. */
  readonly placed: readonly PlacedResource[];
}

/**
 * Terraform in the folder of one synthesized stack.
 *
 * @param binary Terraform or OpenTofu
 */
export function terraformFacts(
  binary: () => string,
  folder: () => Promise<string>,
  options: {
    readonly env: NodeJS.ProcessEnv;
    readonly signal: AbortSignal;
    /** As of `Terraform`. @default false */
    readonly isThrownAway?: boolean;
  },
): TerraformFacts {
  const { isThrownAway = false, signal } = options;
  const env = isThrownAway ? throwAwayEnvironment(options.env) : options.env;
  const run = async (...args: string[]): Promise<string> => {
    const result = await runGuarded(binary(), args, { env, signal, cwd: await folder() });
    if (result.exitCode === 0) return result.stdout;
    // Never its stdout: that may be half a state, and a state holds secrets.
    const output = stripVTControlCharacters(result.stderr).trim().replace(/\s+/g, " ");
    throw new ToolError("TERRAFORM_FAILED", `terraform ${args[0]} exited with ${result.exitCode}: ${output}`);
  };
  const version = async (): Promise<{ terraform_version: string; provider_selections?: object }> =>
    JSON.parse(await run("version", "-json"));
  let initialized: Promise<void> | undefined;
  const init = () => {
    initialized ??= (async () => {
      await run("init", "-no-color", "-input=false", "-upgrade=false");
      if (isThrownAway) forgetProviderChecksums(await folder());
    })();
    return initialized;
  };
  return {
    version: async () => (await version()).terraform_version,
    provider: async () => {
      await init();
      const selections = Object.entries((await version()).provider_selections ?? {});
      return selections.find(([source]) => source.endsWith("/hashicorp/aws"))?.[1] ?? "none";
    },
    state: async () => {
      // A provider that is missing fails init after the backend is set up; the state can then still be read.
      await init().catch(() => undefined);
      return readState(await run("state", "pull"));
    },
  };
}

/** An empty text is what `state pull` prints before the first apply. @throws ToolError, without a word of the state */
export function readState(text: string): TerraformState {
  const resources = text.trim() === "" ? [] : readStateFile(parsed(text));
  const managed = resources.filter(({ mode }) => mode === "managed");
  return {
    addresses: managed.map(({ address }) => address).sort(),
    placed: managed.flatMap(({ address, providerAlias, values: { arn } }) =>
      typeof arn === "string" ? [{ address, values: { arn }, ...presentMembers({ providerAlias }) }] : [],
    ),
    roleIds: Object.fromEntries(
      managed.flatMap(({ address, type, values: { unique_id: id } }) =>
        type === "aws_iam_role" && typeof id === "string" ? [[address, id]] : [],
      ),
    ),
  };
}

/** The parser's own error is not passed on: it quotes the text, and a state holds secrets. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ToolError("TERRAFORM_FAILED", "terraform state pull printed what is not JSON");
  }
}
