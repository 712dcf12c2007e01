import { AwsError } from "../../protocol/aws-error";
import type { RequestOrigin } from "../request/request-origin";
import type { ParsedStatementId } from "../request/statement-id";
import type { ServerClock } from "../server-clock";
import type { Warehouse } from "../warehouse/warehouse";
import type { StatementOwner, TrackedStatement } from "./tracked-statement";

const HOUR_MILLISECONDS = 3_600_000;
/** How long a statement and its result can be asked for (AWS quota). */
const RETENTION_MILLISECONDS = 24 * HOUR_MILLISECONDS;
/** How long a client token stands for its statement (AWS documentation). */
const CLIENT_TOKEN_MILLISECONDS = 8 * HOUR_MILLISECONDS;

/** The owner a caller's statements get: sessions of one role share them. */
export function ownerOf({ caller, region }: RequestOrigin): StatementOwner {
  const principalId = caller.role?.id ?? caller.userId;
  return { accountId: caller.accountId, region, principalId, userId: caller.userId };
}

function tokenKey({ accountId, region, principalId }: StatementOwner, clientToken: string): string {
  return [accountId, region, principalId, clientToken].join("/");
}

/** Whether two owners are sessions of the same role, or the same user, in one region. */
export function isSamePrincipal(a: StatementOwner, b: StatementOwner): boolean {
  return a.accountId === b.accountId && a.region === b.region && a.principalId === b.principalId;
}

/** Every statement submitted, kept as long as the emulator runs; visible to the role that submitted it. */
export class StatementStore {
  private readonly statements = new Map<string, TrackedStatement>();
  private readonly running = new Set<TrackedStatement>();
  private readonly byToken = new Map<string, TrackedStatement>();

  constructor(private readonly clock: ServerClock) {}

  add(statement: TrackedStatement): void {
    this.statements.set(statement.id, statement);
    this.running.add(statement);
    void statement.settled.then(() => this.running.delete(statement));
    const { clientToken } = statement.submission;
    if (clientToken !== undefined) this.byToken.set(tokenKey(statement.owner, clientToken), statement);
  }

  /** The statement, if the caller's role owns it and it has that part. */
  find(origin: RequestOrigin, { statementId, partNumber }: ParsedStatementId): TrackedStatement | undefined {
    const statement = this.statements.get(statementId);
    if (statement === undefined || !isSamePrincipal(statement.owner, ownerOf(origin))) return undefined;
    if (partNumber === undefined) return statement;
    const hasPart = statement.submission.isBatch && statement.parts[partNumber - 1] !== undefined;
    return hasPart ? statement : undefined;
  }

  /**
   * A statement that was looked up, if it may still be asked for.
   *
   * @throws AwsError ResourceNotFoundException without a statement; ValidationException once it has expired (that the
   * text contains "expired" is known, the rest is ours)
   */
  readable(statement: TrackedStatement | undefined): TrackedStatement {
    if (statement === undefined) {
      throw new AwsError("ResourceNotFoundException", "Query does not exist.", 400, { ResourceId: "" });
    }
    if (this.isOlderThan(statement, RETENTION_MILLISECONDS)) {
      throw new AwsError("ValidationException", `Query with ID: ${statement.id} has expired.`);
    }
    return statement;
  }

  /** What the same role submitted with the same client token in the last 8 hours. */
  withClientToken(origin: RequestOrigin, clientToken: string): TrackedStatement | undefined {
    const statement = this.byToken.get(tokenKey(ownerOf(origin), clientToken));
    if (statement === undefined || this.isOlderThan(statement, CLIENT_TOKEN_MILLISECONDS)) return undefined;
    return statement;
  }

  /** Statements of the caller's role that have not expired, newest first. */
  listed(origin: RequestOrigin): readonly TrackedStatement[] {
    return this.ownedBy(origin).filter((statement) => !this.isOlderThan(statement, RETENTION_MILLISECONDS));
  }

  discardResults(): void {
    for (const statement of this.statements.values()) statement.discardResults();
  }

  activeOn(warehouse: Warehouse): readonly TrackedStatement[] {
    return this.active().filter((statement) => statement.warehouse === warehouse);
  }

  active(): readonly TrackedStatement[] {
    return [...this.running].filter(({ isTerminal }) => !isTerminal);
  }

  private ownedBy(origin: RequestOrigin): readonly TrackedStatement[] {
    const owner = ownerOf(origin);
    return [...this.statements.values()]
      .filter((statement) => isSamePrincipal(statement.owner, owner))
      .reverse();
  }

  private isOlderThan({ createdMilliseconds }: TrackedStatement, milliseconds: number): boolean {
    return this.clock.nowMilliseconds() - createdMilliseconds > milliseconds;
  }
}
