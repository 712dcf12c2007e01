import type { Engine } from "../engine/start-engine";
import type { ColumnMetadata, SqlResult } from "../result/result-set";
import { readsCatalogue } from "../sql/catalogue/catalogue";
import type { DialectSession } from "../sql/dialect/dialect-session";
import { numberPlaceholders } from "../sql/dialect/number-placeholders";
import { translate } from "../sql/dialect/translate";
import { LongNames } from "../sql/long-names";
import { firstWord } from "../sql/session-words";
import { type SqlToken, tokenizeSql } from "../sql/sql-tokens";
import { columnsOfQuery, isOneStatement } from "./columns-of-query";
import { type DatabaseSession, endsOtherwise } from "./database-session";
import { describeColumns } from "./describe-columns";
import { type EngineOutcome, type EngineStatement, type ExecuteOptions, executeSql } from "./execute-sql";
import { bindingStatement, changesDefinitions, namedViews, unboundViewsOf } from "./late-views";
import { executeAs, logIn } from "./log-in";
import { type DialectState, RedshiftCatalogue } from "./redshift-catalogue";
import { serializationError } from "./redshift-error";
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
  /** The names that are too long for the engine. */
  readonly longNames = new LongNames();
  private occupant: DatabaseSession | undefined;
  private readonly temporary: TemporaryTables;
  readonly catalogue: RedshiftCatalogue;

  constructor(private readonly engine: Engine) {
    this.temporary = new TemporaryTables(engine);
    this.catalogue = new RedshiftCatalogue(engine);
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
    const tokens = statement.isEngineSql ? [] : tokenizeSql(statement.sql);
    await this.makeCatalogue(tokens);
    if (!(await this.enter(session))) return this.conflict(session, statement, options);
    // An earlier statement may have reset it. A failed transaction takes no statement, not even this one.
    if (!session.isFailed) await logIn(this.engine, session, this.longNames);
    const outcome =
      statement.isEngineSql || session.isFailed
        ? await this.step(session, this.longNames.inValues(statement), options)
        : await this.translated(session, statement, tokens, options);
    if (options.signal?.aborted) await this.cancel(session);
    return outcome;
  }

  /** Runs a statement of Redshift's SQL as what it is for the engine. */
  private async translated(
    session: DatabaseSession,
    statement: EngineStatement,
    tokens: readonly SqlToken[],
    options: ExecuteOptions,
  ): Promise<EngineOutcome> {
    const state = await this.catalogue.read();
    const translation = await translate(tokens, await this.dialectSession(session, state, tokens));
    if (translation.kind === "refused") {
      await this.cancel(session);
      return this.refused(session, translation.error);
    }
    const { steps, answer = steps.length - 1, commits = false, note, withAllRights } = translation;
    const { values } = readsCatalogue(tokens) ? this.longNames.inValues(statement) : statement;
    const hasAllRights = withAllRights !== undefined;
    if (hasAllRights && !(await isOneStatement(this.engine, withAllRights, session.transaction.length > 0))) {
      await this.cancel(session);
      return this.refused(session, 'ERROR: syntax error at or near ";"');
    }
    const outcome = await this.steps(
      session,
      steps.map((step) => ({ ...numberPlaceholders(step, values), hasAllRights })),
      answer,
      options,
    );
    if (commits && outcome.transaction === "open") {
      await this.engine.exec("COMMIT AND CHAIN");
      session.committedAndChained();
    }
    const mayUnbind = outcome.error === undefined && state.lateViews.length > 0 && changesDefinitions(tokens);
    if (mayUnbind) await this.bind(session);
    if (outcome.error === undefined || note === undefined) return outcome;
    return { ...outcome, error: `${outcome.error}\n  Hint: ${note}` };
  }

  /** Several steps run in one transaction, which is the open one if there is one. Stops at the first error. */
  private async steps(
    session: DatabaseSession,
    steps: readonly EngineStatement[],
    answer: number,
    options: ExecuteOptions,
  ): Promise<EngineOutcome> {
    const isOwnTransaction = steps.length > 1 && session.transaction.length === 0;
    if (isOwnTransaction) await this.step(session, { sql: "BEGIN", values: [] }, options);
    let answered: EngineOutcome = { rowCount: 0, transaction: "none" };
    let last = answered;
    for (const [index, step] of steps.entries()) {
      last = await this.step(session, step, options);
      const isAnswer = index === answer;
      if (isAnswer) answered = last;
      if (last.error !== undefined) break;
      if (!isAnswer) last.result?.pages.close();
    }
    const { error } = last;
    if (isOwnTransaction) {
      const end = error === undefined ? "COMMIT" : "ROLLBACK";
      last = await this.step(session, { sql: end, values: [] }, options);
    }
    const { transaction } = last;
    if (error === undefined) return { ...answered, transaction };
    answered.result?.pages.close();
    return { rowCount: 0, error, transaction };
  }

  private async step(
    session: DatabaseSession,
    statement: EngineStatement,
    options: ExecuteOptions,
  ): Promise<EngineOutcome> {
    const kept = { ...options, restored: this.longNames.restored };
    const outcome = await executeAs(this.engine, session, statement, kept, this.longNames);
    session.ran(statement, outcome);
    return outcome;
  }

  private async dialectSession(
    session: DatabaseSession,
    { isCaseSensitive, isAttributeCaseSensitive, lateViews }: DialectState,
    tokens: readonly SqlToken[],
  ): Promise<DialectSession> {
    const { user, database, transaction } = session;
    const isInTransaction = transaction.length > 0;
    const named = namedViews(tokens, lateViews, this.longNames);
    const unboundViews = named.length === 0 ? undefined : await this.bind(session, named);
    return {
      user: this.longNames.engineName(user),
      database,
      longNames: this.longNames,
      isCaseSensitive,
      isAttributeCaseSensitive,
      isInTransaction,
      ...(unboundViews === undefined ? {} : { unboundViews }),
      columnsOf: (query) => columnsOfQuery(this.engine, query, isInTransaction),
    };
  }

  /** Makes what a statement needs of Redshift's catalogue, on the free connection: an open transaction does not roll it back. */
  private async makeCatalogue(tokens: readonly SqlToken[]): Promise<void> {
    for (const make of this.catalogue.missing(tokens)) await this.alone(make);
  }

  /** Binds views without schema binding, or all. @returns those that cannot be bound, with the reason */
  private async bind(
    session: DatabaseSession,
    names?: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    return unboundViewsOf(await this.step(session, bindingStatement(names), DISCARDED));
  }

  /** A statement that was cancelled fails the transaction it was for. */
  async cancel(session: DatabaseSession): Promise<void> {
    if (session.transaction.length === 0 || session.isFailed) return;
    if (await this.enter(session)) session.ran(BREAKING, await executeSql(this.engine, BREAKING, DISCARDED));
  }

  /** Describes the columns of a result of the last statement. */
  describe(result: SqlResult): Promise<readonly ColumnMetadata[]> {
    return describeColumns(this.engine, result, this.longNames.restored);
  }

  /** The connection is closed: nothing of it is left. */
  async end(session: DatabaseSession): Promise<void> {
    await this.leave(session);
    await this.temporary.drop(session);
  }

  /** @returns false when the open transaction could not be repeated: it is a failed one now */
  private async enter(session: DatabaseSession): Promise<boolean> {
    if (this.occupant === session) return true;
    await this.leave();
    this.occupant = session;
    await this.temporary.show(session);
    const { settings, transaction } = session;
    if (settings.length > 0 || transaction.length > 0) await logIn(this.engine, session, this.longNames);
    for (const setting of settings) await this.repeat(session, setting);
    for (const step of transaction) {
      const again = await this.repeat(session, step.statement);
      if (!endsOtherwise(step, step.statement, again)) continue;
      if (again.transaction === "open") await this.repeat(session, BREAKING);
      session.conflicted(BREAKING);
      return false;
    }
    return true;
  }

  private async repeat(session: DatabaseSession, statement: EngineStatement): Promise<EngineOutcome> {
    const outcome = await executeAs(this.engine, session, statement, DISCARDED, this.longNames);
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
    return { rowCount: 0, error: (this.longNames.restored ?? String)(error), transaction: state };
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
