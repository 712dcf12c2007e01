import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Link } from "../../config/link";
import type { CheckResult, CheckStatus } from "../../tools/doctor/judge/check";
import { checkDeployedLink } from "../../tools/doctor/judge/check-link";
import type { TableName } from "../../tools/doctor/read/link-facts";
import { type TerraformFacts, terraformFacts } from "../../tools/doctor/read/terraform-facts";
import { findTerraform } from "../../tools/lib/terraform/terraform";
import type { Deployment } from "./deployment";

export type CheckResults = ReadonlyMap<string, CheckResult>;

/** The doctor's core in this process, on deployed links. */
export class DoctorSession {
  private readonly terraforms = new Map<string, TerraformFacts>();

  constructor(
    private readonly deployment: Deployment,
    private readonly folder: string,
  ) {}

  /** Points the AWS SDK of this process at the local accounts. */
  enter(): void {
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
    Object.assign(process.env, this.deployment.accounts.environment);
  }

  /** Every check of a link, by id. @param changes of the link, as another links file would have them */
  async examine(
    name: string,
    options: { table?: TableName; changes?: Partial<Link> } = {},
  ): Promise<CheckResults> {
    const link = this.deployment.links.find((candidate) => candidate.name === name);
    if (link === undefined) throw new Error(`there is no link ${name}`);
    const { checks } = await checkDeployedLink({
      link: { ...link, ...options.changes },
      stackFolder: this.folderOf(name),
      terraform: this.terraformOf(name),
      signal: this.deployment.signal,
      ...(options.table === undefined ? {} : { table: options.table }),
    });
    return new Map(checks.map((check) => [check.id, check]));
  }

  private folderOf(name: string): () => Promise<string> {
    return async () => join(this.folder, "cdktf.out/stacks", name);
  }

  /** One per link: nothing that the tests break changes which programs there are, and an apply alone changes the state. */
  private terraformOf(name: string): TerraformFacts {
    const { signal } = this.deployment;
    const { env } = this.deployment.withKeptProviders(name);
    const known =
      this.terraforms.get(name) ??
      asked(
        terraformFacts(() => findTerraform(env), this.folderOf(name), { env, signal, isThrownAway: true }),
        join(this.folder, "cdktf.out/stacks", name, "terraform.tfstate"),
      );
    this.terraforms.set(name, known);
    return known;
  }
}

/** The facts, each asked of Terraform once; the state once per content of its file, and each time where it is none. */
function asked(facts: TerraformFacts, stateFile: string): TerraformFacts {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(question: string, ask: () => Promise<T>): Promise<T> => {
    const answer = (known.get(question) as Promise<T> | undefined) ?? ask();
    known.set(question, answer);
    return answer;
  };
  return {
    version: () => once("version", facts.version),
    provider: () => once("provider", facts.provider),
    state: () =>
      existsSync(stateFile) ? once(`state ${readFileSync(stateFile, "utf8")}`, facts.state) : facts.state(),
  };
}

/** Ids of checks with a status, in order. */
export function idsWith(status: CheckStatus, checks: CheckResults): string[] {
  return [...checks.values()].filter((check) => check.status === status).map(({ id }) => id);
}
