import type { SubmissionTarget } from "../request/submission-input";
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
}

/** A connection that outlives its statements: one statement at a time, closed after its idle time or 24 hours. */
export class Session {
  private last: TrackedStatement | undefined;
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

  get updatedMilliseconds(): number {
    return this.last?.updatedMilliseconds ?? this.props.createdMilliseconds;
  }

  status(nowMilliseconds: number): SessionStatus {
    if (this.currentStatementId !== undefined) return "BUSY";
    return nowMilliseconds < this.endsMilliseconds ? "AVAILABLE" : "CLOSED";
  }

  /** When it closes unless it is used again; ms since 1970. */
  get endsMilliseconds(): number {
    return Math.min(
      this.updatedMilliseconds + this.keepAliveSeconds * 1000,
      this.props.createdMilliseconds + MAX_SESSION_MILLISECONDS,
    );
  }
}
