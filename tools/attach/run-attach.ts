import { createInterface } from "node:readline/promises";
import { attachCommand } from "../../aws/attach-command";
import { linksFile } from "../../config/links-file";
import { loadLinks } from "../../config/load-links";
import { awsErrorText, nextWhereNotNow } from "../lib/aws/aws-error";
import { warehouseRoles } from "../lib/aws/warehouse-roles";
import { copyRoleArn } from "../lib/link/copy-role-arn";
import { openPinnedSession } from "../lib/link/pinned-session";
import { plainLine } from "../lib/report/plain-text";
import { chosenLinks } from "../lib/terminal/chosen-links";
import { ToolError } from "../lib/terminal/tool-error";
import { UsageError } from "../lib/terminal/usage-error";
import { changeRoles } from "./change-roles";

/** Shows in CloudTrail who attached it. */
const SESSION_NAME = "cdktf-attach";

/** What is attached or taken away. */
interface AttachOptions {
  /** Name of the link. */
  readonly link: string;
  readonly isDetaching: boolean;
  readonly isAsking: boolean;
  readonly signal: AbortSignal;
}

/**
 * Attaches the copy role of a link to its warehouse, or takes it away, after asking.
 *
 * @returns 0, or 1 when it was declined or the list is not as it should be
 * @throws UsageError for a name that no link has, a link without buckets, and where there is nobody to ask
 * @throws ToolError NO_CREDENTIALS; AWS_REFUSED with the command for whoever may
 */
export async function runAttach({
  link: name,
  isDetaching,
  isAsking,
  signal,
}: AttachOptions): Promise<number> {
  const [link] = chosenLinks(loadLinks(linksFile()), [name]);
  if (link === undefined) throw new Error("a name chooses a link");
  const role = copyRoleArn(link);
  const { redshiftAccount, target, dataTransfer } = link;
  if (role === undefined || dataTransfer === undefined) {
    throw new UsageError(
      `link ${name} has no buckets, expected a link with buckets: no other has a copy role`,
    );
  }
  // After the name: --yes would not help a name that no link has.
  if (isAsking && process.stdin.isTTY !== true) {
    throw new UsageError("there is no terminal to ask on, expected --yes");
  }
  const command = attachCommand({ target, region: redshiftAccount.region }, role, { isDetaching });
  const session = await openPinnedSession("redshift account", redshiftAccount, {
    sessionName: SESSION_NAME,
    signal,
  });
  const roles = warehouseRoles({ target, config: session.config, signal });
  try {
    return await changeRoles({
      ...{ roles, role, dbUser: dataTransfer.dbUser, isDetaching, command },
      tell: (line) => process.stdout.write(`${plainLine(line)}\n`),
      ask: (question) => (isAsking ? asked(question, signal) : Promise.resolve(true)),
    });
  } catch (error) {
    if (signal.aborted) throw error;
    const next = nextWhereNotNow(error, "run the command again, which looks first whether it is done");
    throw new ToolError(
      "AWS_REFUSED",
      `account ${redshiftAccount.id} ${next === undefined ? "refused it" : "was not heard, or not now"}: ${awsErrorText(error)}; ${next ?? `whoever owns the warehouse can run: ${command}`}`,
    );
  }
}

async function asked(question: string, signal: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `, { signal })).trim());
  } finally {
    terminal.close();
  }
}
