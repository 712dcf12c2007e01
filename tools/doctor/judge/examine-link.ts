import type { Link } from "../../../config/link";
import { AwsLinkFacts } from "../read/aws-link-facts";
import type { TableName } from "../read/link-facts";
import { readDeclared } from "../read/read-declared";
import type { TerraformFacts } from "../read/terraform-facts";
import { linkChecks } from "./link-checks";
import type { LinkReport } from "./report";
import { runChecks } from "./run-check";

export interface LinkExamination {
  readonly link: Link;
  /** Folder of its synthesized stack; rejects when there is none. */
  readonly stackFolder: () => Promise<string>;
  /** Terraform in that folder. */
  readonly terraform: TerraformFacts;
  readonly signal: AbortSignal;
  readonly table?: TableName;
}

/** Walks one deployed link, tools first, then hop by hop. The AWS SDK reads this process's environment. */
export async function examineLink(examination: LinkExamination): Promise<LinkReport> {
  const { link, stackFolder, terraform, signal, table } = examination;
  const facts = new AwsLinkFacts({
    link,
    terraform,
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
