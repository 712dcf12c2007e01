import { engineSays } from "../../../aws/failure/own-words";
import { redshiftSide, targetName } from "../../link/link-context";
import type { ErrorRule } from "../error-rule";
import { NEW_TOKEN } from "../repeat";
import { inDatabase } from "./in-database";

/** Transactions, and what ends a statement from outside. */
export const transactionRules: readonly ErrorRule[] = [
  {
    code: "TRANSACTION_CONFLICT",
    summary: "another transaction changed the same tables at the same time, so this one was rolled back",
    phases: ["sql"],
    // Redshift's number for it stands alone: its sentence is in the detail.
    says: engineSays(
      "1023(?: ?$| (?:Detail|\\(SQLSTATE))",
      "Serializable isolation violation",
      "could not serialize access",
      "could not complete because of conflict with concurrent transaction",
      "could not open relation with OID",
      "deadlock detected",
    ),
    advice: () =>
      `${NEW_TOKEN}; if it happens often, LOCK the table first in the transaction, or let writers run one after the other`,
  },
  {
    code: "TRANSACTION_ABORTED",
    summary: "an earlier statement of the transaction failed, so the engine takes no more of it",
    phases: ["sql"],
    says: engineSays("current transaction is aborted"),
    advice: () =>
      "correct the statement that failed first; in a session end the transaction with ROLLBACK before anything else",
  },
  {
    code: "NOT_IN_TRANSACTION",
    summary: "the statement cannot run inside a transaction",
    phases: ["sql"],
    says: engineSays(
      "[a-z _]{1,60} (?:cannot|can't|can not) (?:run|be run|be executed) (?:inside|in|within) (?:a |an? explicit )?transaction",
      "[a-z _]{1,60} cannot be executed from a function or multi-command string",
      "[a-z _]{1,60} cannot be invoked from a procedure",
    ),
    advice: () =>
      'a batch is one transaction: send the statement alone as "sql", or the batch with "mode": "autoCommit" (VACUUM, ALTER TABLE APPEND, CREATE and DROP DATABASE, external tables); in a session, COMMIT first',
  },
  {
    code: "STATEMENT_ABORTED",
    summary: "the statement ran longer than the database allows",
    phases: ["sql"],
    says: engineSays(
      "cancell?ing (?:statement|query) due to statement timeout",
      "(?:Query|Statement) .{0,40}\\bdue to statement timeout",
    ),
    advice: (link) =>
      `${inDatabase(link)}: make the statement faster, or raise statement_timeout of the user, the session or the queue`,
  },
  {
    code: "STATEMENT_ABORTED",
    summary: "the statement was cancelled while it ran",
    phases: ["sql"],
    says: engineSays(
      "Query (?:\\(?\\d*\\)? )?cancell?ed",
      "(?:Query|Statement|Request) .{0,40}cancell?ed (?:on|by|due to) ",
      "cancell?ing (?:statement|query) due to ",
      "abort query",
      "system requested abort",
    ),
    advice: (link) =>
      `${inDatabase(link)}: it was cancelled by someone, by a query monitoring rule or a queue's time limit, or by an earlier attempt of this invocation at its deadline`,
  },
  {
    code: "RESOURCES_EXCEEDED",
    summary: "the cluster or workgroup has no room left for the statement",
    phases: ["sql"],
    says: engineSays(
      "Disk Full",
      "out of memory",
      "insufficient memory",
      ".{0,80}No space left on device",
      "stack depth limit exceeded",
    ),
    advice: (link) =>
      `${redshiftSide(link)}, ${targetName(link)}: look at the disk and at what the statement writes for itself (sys_query_detail); join on distribution keys, select less, VACUUM, or resize`,
  },
  {
    code: "STATEMENT_ABORTED",
    summary: "the statement was stopped before it finished",
    phases: ["sql"],
    statementStatus: "ABORTED",
    advice: (link) =>
      `${inDatabase(link)}: it was cancelled by someone, by a query monitoring rule, or by an earlier attempt of this invocation at its deadline`,
  },
];

/** Results that the Data API cannot carry. AWS says so of the statement, or of the call that asks for its result. */
export const sizeRules: readonly ErrorRule[] = [
  {
    code: "ROW_TOO_LARGE",
    hop: "sql",
    summary: "a row is larger than the Data API carries",
    phases: ["result", "sql"],
    says: engineSays("Packet for query is too large"),
    advice: () => "a row may have 64 KB: select fewer columns, or UNLOAD to S3",
  },
  {
    code: "RESULT_TOO_LARGE",
    hop: "sql",
    summary: "the result is larger than the Data API carries",
    phases: ["result", "sql"],
    says: engineSays("Database response exceeded size limit"),
    advice: () => "a result may have 500 MB after compression: select less, or UNLOAD to S3",
  },
];
