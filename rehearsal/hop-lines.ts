import { roleArn } from "../aws/iam";
import type { Link } from "../config/link";
import type { EmulatorEvent } from "../emulator/emulator-event";

const HOP_4 = /^(?:s3|kms):/;
const HOP_2 = /^(?:redshift|secretsmanager:|kms:)/;

/** Whether this is the ARN of a session of the role. A role's name is unique in its account. */
function isSessionOf(caller: string, accountId: string, roleName: string): boolean {
  return caller.split(":").slice(4).join(":").startsWith(`${accountId}:assumed-role/${roleName}/`);
}

/** Whether a decision about one of the hops of the link was a refusal. */
export function isRefusedHop(link: Link, event: EmulatorEvent): boolean {
  const isDecision = event.kind === "assume-role" || event.kind === "authorization";
  return isDecision && !event.allowed && hopLines(link, [event]).length > 0;
}

/**
 * A line for each decision about one of the two hops of a link's function, and about the two behind them by which Redshift reaches
 * the link's buckets, and for what works here in another way than on AWS, in
 * order. Whoever else talks to the accounts meanwhile (Terraform assumes the deploy roles) has none.
 */
export function hopLines(link: Link, events: readonly EmulatorEvent[]): readonly string[] {
  const { lambdaAccount, redshiftAccount, queryRole, dataRole } = link;
  return events.flatMap((event) => {
    if (event.kind === "note") return [`    note   ${event.message}`];
    if (event.kind !== "assume-role" && event.kind !== "authorization") return [];
    const answer = event.allowed ? "allowed" : "DENIED ";
    const transfer = transferHop(link, event);
    if (transfer !== undefined) return [`    ${transfer.hop}  ${answer}  ${transfer.asked}`];
    if (event.kind === "assume-role") {
      if (!isSessionOf(event.caller, lambdaAccount.id, queryRole.name)) return [];
      return [`    hop 1  ${answer}  sts:AssumeRole on ${event.role}`];
    }
    const isHop2 = isSessionOf(event.caller, redshiftAccount.id, dataRole.name) && HOP_2.test(event.action);
    return isHop2 ? [`    hop 2  ${answer}  ${event.action} on ${event.resource}`] : [];
  });
}

type Decided = Extract<EmulatorEvent, { readonly kind: "assume-role" | "authorization" }>;

/** Which of the hops behind the function's a decision is about, if it is: 3 to the copy role, 4 from it to the buckets. */
function transferHop(
  { partition, lambdaAccount, redshiftAccount, dataTransfer }: Link,
  event: Decided,
): { readonly hop: string; readonly asked: string } | undefined {
  if (dataTransfer === undefined) return undefined;
  const { copyRole, bucketRole } = dataTransfer;
  if (event.kind === "authorization") {
    if (!isSessionOf(event.caller, lambdaAccount.id, bucketRole.name) || !HOP_4.test(event.action))
      return undefined;
    return { hop: "hop 4", asked: `${event.action} on ${event.resource}` };
  }
  if (isSessionOf(event.caller, redshiftAccount.id, copyRole.name)) {
    return { hop: "hop 4", asked: `sts:AssumeRole on ${event.role}` };
  }
  const isCopyRole = event.role === roleArn({ partition, accountId: redshiftAccount.id, ...copyRole });
  // Whoever else assumes it is an ARN, and none of the path.
  if (!isCopyRole || event.caller.startsWith("arn:")) return undefined;
  return { hop: "hop 3", asked: `sts:AssumeRole by ${event.caller} on ${event.role}` };
}
