import type { LinkAccess } from "../../../access/link/link-access";
import { linkProbes } from "../../../access/link/probes";
import { messageOf } from "../../lib/terminal/message-of";
import { type Quote, quoteStatements } from "../render/quote-statement";

/** One line of the access table. */
export interface AccessRow {
  readonly id: string;
  readonly hop: 1 | 2;
  readonly question: string;
  readonly expected: "allowed" | "denied";
  readonly answer: "allowed" | "denied" | "could not check";
  /** The deciding statement or what is missing; the error when there is no answer. */
  readonly reason: string;
  readonly quotes: readonly Quote[];
}

/** Every probe of the link with its answer. */
export async function accessTable(link: LinkAccess): Promise<readonly AccessRow[]> {
  const rows: AccessRow[] = [];
  for (const { id, hop, question, expected, ask } of linkProbes(link)) {
    const row = { id, hop, question, expected };
    try {
      const { allowed, reason, statements } = await ask(link);
      const answer = allowed ? "allowed" : "denied";
      rows.push({ ...row, answer, reason, quotes: quoteStatements(link, statements) });
    } catch (error) {
      rows.push({ ...row, answer: "could not check", reason: messageOf(error), quotes: [] });
    }
  }
  return rows;
}
