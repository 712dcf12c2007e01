import type { SubmissionTarget } from "../request/submission-input";
import type { DatabaseSession } from "../warehouse/database-session";
import type { DatabaseIdentity, Warehouse } from "../warehouse/warehouse";
import type { StatementOwner, TrackedStatement } from "./tracked-statement";

/** `Status` of a session, as ListSessions gives it. */
type SessionStatus = "AVAILABLE" | "BUSY" | "CLOSED";

/** Longest life of a session (AWS documentation). */
const MAX_SESSION_MILLISECONDS = 24 * 3_600_000;

/** What a session is opened with; its statements use the same. */
interface SessionProps {
  readonly id: string;
  readonly owner: StatementOwner;
  readonly warehouse: Warehouse;
  readonly identity: DatabaseIdentity;
  readonly target: SubmissionTarget;
  readonly database: string;
  readonly dbUser?: string;
  readonly secretArn?: string;
  readonly createdMilliseconds: number;
  /** Process id of its connection: one for all of its statements. */
  readonly pid: number;
  /** Its connection to the database. */
  readonly databaseSession: DatabaseSession;
}

/** A connection that outlives its statements: one statement at a time, closed after its idle time or 24 hours. */
export class Session {
  private last: TrackedStatement | undefined;
  private closedMilliseconds = Number.POSITIVE_INFINITY;
  keepAliveSeconds = 0;

  constructor(readonly props: SessionProps) {}

  /** The next statement; it may change how long the session stays open after it. */
  use(statement: TrackedStatement): void {
    this.last = statement;
    this.keepAliveSeconds = statement.submission.sessionKeepAliveSeconds ?? this.keepAliveSeconds;
  }

  get currentStatementId(): string | undefined {
    return this.last?.isTerminal === false ? this.last.id : undefined;
  }

  /** When it was last used, whether or not it has closed since. */
  get updatedMilliseconds(): number {
    return this.last?.updatedMilliseconds ?? this.props.createdMilliseconds;
  }

  /** The database has refused the connection: there is nothing to use again. */
  close(nowMilliseconds: number): void {
    this.closedMilliseconds = Math.min(this.closedMilliseconds, nowMilliseconds);
  }

  status(nowMilliseconds: number): SessionStatus {
    if (this.currentStatementId !== undefined) return "BUSY";
    return nowMilliseconds < this.endsMilliseconds ? "AVAILABLE" : "CLOSED";
  }

  /** When it closes whatever runs in it; ms since 1970. */
  get lastMilliseconds(): number {
    return this.props.createdMilliseconds + MAX_SESSION_MILLISECONDS;
  }

  /** When it closes unless it is used again; ms since 1970. */
  get endsMilliseconds(): number {
    const idle = this.updatedMilliseconds + this.keepAliveSeconds * 1000;
    return Math.min(idle, this.lastMilliseconds, this.closedMilliseconds);
  }
}
