import type { Assumption } from "../../../access/link/assumptions";
import type { LinkAnswers } from "../../../access/link/link-answers";
import type { Probe } from "../../../access/link/probes/probe";
import { presentMembers } from "../../../aws/json";
import { messageOf } from "../../lib/terminal/message-of";
import { type Quote, quoteStatements } from "./quote-statement";

/** One line of the access table: what a probe asks, and the answer. */
export interface AccessRow extends Pick<Probe, "id" | "hop" | "who" | "does" | "expected"> {
  readonly answer: "allowed" | "denied" | "could not check";
  /** The deciding statement or what is missing; the error when there is no answer. */
  readonly reason: string;
  readonly quotes: readonly Quote[];
  /** Parts that others own, on whose word the answer rests. Absent: it rests on the stack alone. */
  readonly assumed?: readonly Assumption[];
}

/** Every probe of the link with its answer. */
export async function accessTable(answers: LinkAnswers): Promise<readonly AccessRow[]> {
  const rows: AccessRow[] = [];
  for (const probe of answers.probes) {
    const { id, hop, who, does, expected } = probe;
    const row = { id, hop, who, does, expected };
    try {
      const { allowed, reason, statements, assumed } = await answers.ask(probe.question);
      const answer = allowed ? "allowed" : "denied";
      const quotes = quoteStatements(answers.link, statements);
      rows.push({ ...row, answer, reason, quotes, ...presentMembers({ assumed }) });
    } catch (error) {
      rows.push({ ...row, answer: "could not check", reason: messageOf(error), quotes: [] });
    }
  }
  return rows;
}
