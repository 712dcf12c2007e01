import type { LinkAnswers } from "../../../access/link/link-answers";
import { claimOf, type ProbeId } from "../../../access/link/probes/probe";
import { messageOf } from "../../lib/terminal/message-of";
import { type Quote, quoteStatements } from "./quote-statement";

/** One line of the access table. */
export interface AccessRow {
  readonly id: ProbeId;
  readonly hop: 1 | 2;
  /** For example "the data role can read as db user `etl`". */
  readonly question: string;
  readonly expected: "allowed" | "denied";
  readonly answer: "allowed" | "denied" | "could not check";
  /** The deciding statement or what is missing; the error when there is no answer. */
  readonly reason: string;
  readonly quotes: readonly Quote[];
}

/** Every probe of the link with its answer. */
export async function accessTable(answers: LinkAnswers): Promise<readonly AccessRow[]> {
  const rows: AccessRow[] = [];
  for (const probe of answers.probes) {
    const { id, hop, expected } = probe;
    const row = { id, hop, question: claimOf(probe), expected };
    try {
      const { allowed, reason, statements } = await answers.ask(probe.question);
      const answer = allowed ? "allowed" : "denied";
      rows.push({ ...row, answer, reason, quotes: quoteStatements(answers.link, statements) });
    } catch (error) {
      rows.push({ ...row, answer: "could not check", reason: messageOf(error), quotes: [] });
    }
  }
  return rows;
}
