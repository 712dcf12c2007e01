import type { SubmissionInput } from "../request/submission-input";
import type { PageSize } from "../result/row-pages";
import type { BoundSql } from "../sql/named-parameters";
import type { DatabaseSession } from "../warehouse/database-session";
import type { Connection, DatabaseIdentity, StatementOutcome, Warehouse } from "../warehouse/warehouse";

/** `Status` of a statement; the name is that of the service's model. */
type StatusString = "SUBMITTED" | "PICKED" | "STARTED" | "FINISHED" | "FAILED" | "ABORTED";

const TERMINAL: readonly StatusString[] = ["FINISHED", "FAILED", "ABORTED"];

/** Whether a statement has ended: such a status never changes. */
function isTerminal(status: StatusString): boolean {
  return TERMINAL.includes(status);
}

/** The session that submitted a statement, and the identity all its sessions share. */
export interface StatementOwner {
  readonly accountId: string;
  readonly region: string;
  /** Unique id of the role, or of the user: who may see the statement. */
  readonly principalId: string;
  /** `aws:userid` of the session. */
  readonly userId: string;
}

/** One SQL statement: the only one of a statement, or a sub-statement of a batch. Times in ms since 1970. */
export interface StatementPart {
  readonly queryString: string;
  readonly bound: BoundSql;
  readonly sleepMilliseconds: number;
  readonly queryId: number;
  readonly createdMilliseconds: number;
  updatedMilliseconds: number;
  status: StatusString;
  /** Absent until it ran, and for good when it was rolled back or aborted. */
  outcome?: StatementOutcome;
}

/** What a statement has from the start. */
interface StatementProps {
  readonly id: string;
  readonly owner: StatementOwner;
  readonly submission: SubmissionInput;
  readonly warehouse: Warehouse;
  readonly identity: DatabaseIdentity;
  readonly parts: readonly StatementPart[];
  readonly pid: number;
  readonly pageSize: PageSize;
  /** Session it runs in. Absent: a connection of its own, which ends with it. */
  readonly sessionId?: string | undefined;
  /** The connection, of the session or its own. */
  readonly databaseSession: DatabaseSession;
  readonly nowMilliseconds: () => number;
}

/** A submitted statement or batch on its way from SUBMITTED to its end. A terminal status never changes. */
export class TrackedStatement {
  readonly id: string;
  readonly owner: StatementOwner;
  readonly submission: SubmissionInput;
  readonly warehouse: Warehouse;
  readonly identity: DatabaseIdentity;
  readonly parts: readonly StatementPart[];
  readonly pid: number;
  readonly connection: Connection;
  readonly sessionId: string | undefined;
  readonly createdMilliseconds: number;
  updatedMilliseconds: number;
  /** Requests that wait for its end. */
  waitingRequests = 0;
  status: StatusString = "SUBMITTED";
  error?: string;
  /** Resolves when the status is terminal. */
  readonly settled: Promise<void>;
  private readonly aborter = new AbortController();
  private readonly now: () => number;
  private settle: () => void = () => undefined;

  constructor(props: StatementProps) {
    this.id = props.id;
    this.owner = props.owner;
    this.submission = props.submission;
    this.warehouse = props.warehouse;
    this.identity = props.identity;
    this.parts = props.parts;
    this.pid = props.pid;
    this.sessionId = props.sessionId;
    this.connection = {
      session: props.databaseSession,
      pageSize: props.pageSize,
      signal: this.aborter.signal,
      pid: props.pid,
    };
    this.now = props.nowMilliseconds;
    this.createdMilliseconds = this.now();
    this.updatedMilliseconds = this.createdMilliseconds;
    this.settled = new Promise((resolve) => {
      this.settle = resolve;
    });
  }

  /** Aborted with the statement. */
  get signal(): AbortSignal {
    return this.aborter.signal;
  }

  get isTerminal(): boolean {
    return isTerminal(this.status);
  }

  moveTo(status: StatusString): void {
    if (this.isTerminal) return;
    this.status = status;
    this.updatedMilliseconds = this.now();
    if (this.isTerminal) this.settle();
  }

  fail(error: string): void {
    if (this.isTerminal) return;
    this.error = error;
    this.abortOpenParts();
    this.moveTo("FAILED");
  }

  /** Stops it as soon as the engine allows. */
  abort(): void {
    if (this.isTerminal) return;
    this.abortOpenParts();
    this.moveTo("ABORTED");
    this.aborter.abort();
  }

  movePart(part: StatementPart, status: StatusString): void {
    if (this.isTerminal || isTerminal(part.status)) return;
    part.status = status;
    part.updatedMilliseconds = this.now();
  }

  /** Records how one part ended. */
  endPart(part: StatementPart, outcome: StatementOutcome): void {
    if (this.isTerminal) {
      outcome.result?.pages.close();
      return;
    }
    part.outcome = outcome;
    this.movePart(part, outcome.error === undefined ? "FINISHED" : "FAILED");
  }

  /** Forgets the results. */
  discardResults(): void {
    for (const { outcome } of this.parts) outcome?.result?.pages.close();
  }

  private abortOpenParts(): void {
    for (const part of this.parts) this.movePart(part, "ABORTED");
  }
}
