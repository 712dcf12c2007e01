import { AwsLinkFacts } from "../read/aws-link-facts";
import type { TableName } from "../read/link-facts";
import { readDeclared } from "../read/read-declared";
import type { ProjectLink } from "../read/read-project";
import { linkChecks } from "./link-checks";
import type { LinkCheckReport } from "./report";
import { runChecks } from "./run-check";

/** A link to check, and how. */
interface LinkToCheck extends ProjectLink {
  /** A table whose grants are checked too. */
  readonly table?: TableName;
  readonly signal: AbortSignal;
}

/** Walks one deployed link, tools first, then hop by hop. The AWS SDK reads this process's environment. */
export async function checkDeployedLink({
  link,
  stackFolder,
  terraform,
  signal,
  table,
}: LinkToCheck): Promise<LinkCheckReport> {
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
    checks: await runChecks(
      linkChecks(table !== undefined, link.function.code, link.function, {
        buckets: link.dataTransfer !== undefined,
        parameters: link.ssmOutputs !== undefined,
      }),
      facts,
    ),
  };
}
