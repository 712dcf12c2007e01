import type { ColumnMetadata, SqlResult } from "../result/result-set";
import { quotedIdentifier } from "../sql/quoted-identifier";
import { firstWord } from "../sql/session-words";
import { type DatabaseSession, endsOtherwise } from "./database-session";
import { describeColumns } from "./describe-columns";
import { type EngineOutcome, type EngineStatement, type ExecuteOptions, executeSql } from "./execute-sql";
import { notInRedshiftError, serializationError } from "./redshift-error";
import type { Engine } from "./start-engine";
import { TemporaryTables } from "./temporary-tables";

/** Leaves nothing of a connection but its temporary tables: `DISCARD ALL` would drop those of every session. */
const CLEAN_UP =
  "ROLLBACK; CLOSE ALL; DEALLOCATE ALL; UNLISTEN *; RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL; DISCARD SEQUENCES";

/** A statement that fails: a cancelled one, or a conflict, leaves a transaction that can only be rolled back. */
const BREAKING: EngineStatement = { sql: "cancelled", values: [] };

const DISCARDED = { pageSize: { rows: 1000, bytes: 1024 * 1024 } };

/**
 * The engine's one connection, shared by any number of sessions. A session stays on it until another one comes; then its open
 * transaction is rolled back here, and repeated from its start when its next statement comes, so that no open transaction holds
 * up the others. Call one method at a time.
 */
export class SharedEngine {
  private occupant: DatabaseSession | undefined;
  private readonly temporary: TemporaryTables;

  constructor(private readonly engine: Engine) {
    this.temporary = new TemporaryTables(engine);
  }

  /** Work on the database itself, with all rights and nobody's session. */
  async alone<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    await this.leave();
    return work(this.engine);
  }

  /** Runs a statement in a session. An error of the SQL is an outcome, not an exception. */
  async run(
    session: DatabaseSession,
    statement: EngineStatement,
    options: ExecuteOptions,
  ): Promise<EngineOutcome> {
    const word = firstWord(statement.sql);
    if (word === "discard") return this.refused(session, notInRedshiftError(word));
    if (!(await this.enter(session))) return this.conflict(session, statement, options);
    // An earlier statement may have reset it. A failed transaction takes no statement, not even this one.
    if (!session.isFailed) await this.logIn(session);
    const outcome = await executeSql(this.engine, statement, options);
    session.ran(statement, outcome);
    // TRUNCATE commits the transaction in which it is run (Database Developer Guide, TRUNCATE).
    if (word === "truncate" && outcome.transaction === "open") {
      await this.engine.exec("COMMIT AND CHAIN");
      session.committedAndChained();
    }
    if (options.signal?.aborted) await this.cancel(session);
    return outcome;
  }

  /** A statement that was cancelled fails the transaction it was for. */
  async cancel(session: DatabaseSession): Promise<void> {
    if (session.transaction.length === 0 || session.isFailed) return;
    if (await this.enter(session)) session.ran(BREAKING, await executeSql(this.engine, BREAKING, DISCARDED));
  }

  /** Describes the columns of a result of the last statement. */
  describe(result: SqlResult): Promise<readonly ColumnMetadata[]> {
    return describeColumns(this.engine, result);
  }

  /** The connection is closed: nothing of it is left. */
  async end(session: DatabaseSession): Promise<void> {
    await this.leave(session);
    await this.temporary.drop(session);
  }

  private async logIn({ user }: DatabaseSession): Promise<void> {
    await this.engine.exec(`SET ROLE ${quotedIdentifier(user)}`);
  }

  /** @returns false when the open transaction could not be repeated: it is a failed one now */
  private async enter(session: DatabaseSession): Promise<boolean> {
    if (this.occupant === session) return true;
    await this.leave();
    this.occupant = session;
    await this.temporary.show(session);
    const { settings, transaction } = session;
    if (settings.length > 0 || transaction.length > 0) await this.logIn(session);
    for (const setting of settings) await this.repeat(setting);
    for (const step of transaction) {
      const again = await this.repeat(step.statement);
      if (!endsOtherwise(step, step.statement, again)) continue;
      if (again.transaction === "open") await this.repeat(BREAKING);
      session.conflicted(BREAKING);
      return false;
    }
    return true;
  }

  private async repeat(statement: EngineStatement): Promise<EngineOutcome> {
    const outcome = await executeSql(this.engine, statement, DISCARDED);
    outcome.result?.pages.close();
    return outcome;
  }

  /** The end of the transaction is still the end; what would have gone on in it is told why it does not. */
  private async conflict(
    session: DatabaseSession,
    statement: EngineStatement,
    options: ExecuteOptions,
  ): Promise<EngineOutcome> {
    const word = firstWord(statement.sql);
    if (!["commit", "end", "rollback", "abort"].includes(word))
      return this.refused(session, serializationError());
    const outcome = await executeSql(this.engine, statement, options);
    session.ran(statement, outcome);
    return word === "rollback" || word === "abort" ? outcome : this.refused(session, serializationError());
  }

  private refused({ transaction, isFailed }: DatabaseSession, error: string): EngineOutcome {
    const state = transaction.length === 0 ? "none" : isFailed ? "failed" : "open";
    return { rowCount: 0, error, transaction: state };
  }

  /** Frees the connection. @param only of this session; absent: of any */
  private async leave(only = this.occupant): Promise<void> {
    const session = this.occupant;
    if (session === undefined || session !== only) return;
    this.occupant = undefined;
    await this.engine.exec(CLEAN_UP);
    await this.temporary.hide(session);
  }
}
