import { AwsError } from "../../protocol/aws-error";
import type { RequestOrigin } from "../request/request-origin";
import type { ServerClock } from "../server-clock";
import type { Warehouse } from "../warehouse/warehouse";
import type { Session } from "./session";
import { isSamePrincipal, ownerOf } from "./statement-store";

/** How long a session is listed (AWS documentation: those created in the last 24 hours). */
const LISTED_MILLISECONDS = 24 * 3_600_000;

/** Every session opened; visible to the role that opened it. */
export class SessionStore {
  private readonly sessions = new Map<string, Session>();
  /** Closed ones whose connection is already ended. */
  private readonly ended = new Set<string>();

  constructor(private readonly clock: ServerClock) {}

  add(session: Session): void {
    this.sessions.set(session.props.id, session);
  }

  /**
   * The session of this id.
   *
   * @throws AwsError ValidationException in AWS's words when the caller's role has no such session
   */
  usable(origin: RequestOrigin, id: string): Session {
    const session = this.sessions.get(id);
    if (session !== undefined && isSamePrincipal(session.props.owner, ownerOf(origin))) return session;
    throw new AwsError("ValidationException", `Session with Id: ${id} is invalid`);
  }

  /** @throws AwsError ValidationException in AWS's words when it is busy or closed: statements do not queue */
  requireAvailable(session: Session): void {
    if (this.statusOf(session) === "AVAILABLE") return;
    throw new AwsError("ValidationException", "Session is not available");
  }

  statusOf(session: Session) {
    return session.status(this.clock.nowMilliseconds());
  }

  openOn(warehouse: Warehouse): number {
    return [...this.sessions.values()].filter(
      (session) => session.props.warehouse === warehouse && this.statusOf(session) !== "CLOSED",
    ).length;
  }

  /** Sessions that the caller's role opened in the last 24 hours, newest first. */
  listed(origin: RequestOrigin): readonly Session[] {
    const owner = ownerOf(origin);
    const since = this.clock.nowMilliseconds() - LISTED_MILLISECONDS;
    return [...this.sessions.values()]
      .filter(({ props }) => isSamePrincipal(props.owner, owner))
      .filter(({ props }) => props.createdMilliseconds >= since)
      .reverse();
  }

  /** Ends the connections of sessions that have closed. A statement submitted after this call runs after that. */
  sweep(): void {
    for (const session of this.sessions.values()) {
      const { id, warehouse, databaseSession } = session.props;
      if (this.ended.has(id) || this.statusOf(session) !== "CLOSED") continue;
      this.ended.add(id);
      void warehouse.endSession(databaseSession).catch(() => undefined);
    }
  }
}
