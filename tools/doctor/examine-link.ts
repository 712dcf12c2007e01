import type { Link } from "../../config/link";
import { findTerraform } from "../lib/terraform";
import { AwsLinkFacts } from "./aws-link-facts";
import { linkChecks } from "./link-checks";
import type { TableName } from "./link-facts";
import { readDeclared } from "./read-declared";
import type { LinkReport } from "./report";
import { runChecks } from "./run-check";
import { terraformFacts } from "./terraform-facts";

export interface LinkExamination {
  readonly link: Link;
  /** Folder of its synthesized stack; rejects when there is none. */
  readonly stackFolder: () => Promise<string>;
  /** Environment of Terraform. The AWS SDK reads this process's own. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly table?: TableName;
}

/** Walks one deployed link, tools first, then hop by hop. Changes nothing but the stack's `.terraform` folder. */
export async function examineLink(examination: LinkExamination): Promise<LinkReport> {
  const { link, stackFolder, env, signal, table } = examination;
  const facts = new AwsLinkFacts({
    link,
    terraform: terraformFacts(() => findTerraform(env), stackFolder, { env, signal }),
    readDeclared: async () => readDeclared(await stackFolder()),
    ...(table === undefined ? {} : { table }),
    signal,
  });
  return {
    name: link.name,
    lambdaAccountId: link.lambdaAccount.id,
    redshiftAccountId: link.redshiftAccount.id,
    checks: await runChecks(linkChecks(table !== undefined), facts),
  };
}
