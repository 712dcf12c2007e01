import type { Link } from "../config/link";
import type { EmulatorEvent } from "../emulator/emulator-event";

const HOP_2 = /^(?:redshift|secretsmanager:|kms:)/;

/** Whether this is the ARN of a session of the role. A role's name is unique in its account. */
function isSessionOf(caller: string, accountId: string, roleName: string): boolean {
  return caller.split(":").slice(4).join(":").startsWith(`${accountId}:assumed-role/${roleName}/`);
}

/** Whether a decision about one of the two hops of the link's function was a refusal. */
export function isRefusedHop(link: Link, event: EmulatorEvent): boolean {
  const isDecision = event.kind === "assume-role" || event.kind === "authorization";
  return isDecision && !event.allowed && hopLines(link, [event]).length > 0;
}

/**
 * A line for each decision about one of the two hops of a link's function, and for what works here in another way than on AWS, in
 * order. Whoever else talks to the accounts meanwhile (Terraform assumes the deploy roles) has none.
 */
export function hopLines(
  { lambdaAccount, redshiftAccount, queryRole, dataRole }: Link,
  events: readonly EmulatorEvent[],
): readonly string[] {
  return events.flatMap((event) => {
    if (event.kind === "note") return [`    note   ${event.message}`];
    if (event.kind !== "assume-role" && event.kind !== "authorization") return [];
    const answer = event.allowed ? "allowed" : "DENIED ";
    if (event.kind === "assume-role") {
      if (!isSessionOf(event.caller, lambdaAccount.id, queryRole.name)) return [];
      return [`    hop 1  ${answer}  sts:AssumeRole on ${event.role}`];
    }
    const isHop2 = isSessionOf(event.caller, redshiftAccount.id, dataRole.name) && HOP_2.test(event.action);
    return isHop2 ? [`    hop 2  ${answer}  ${event.action} on ${event.resource}`] : [];
  });
}
