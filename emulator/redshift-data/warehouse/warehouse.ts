import type { StatementResult } from "../result/result-set";
import type { PageSize } from "../result/row-pages";
import { describeColumns } from "./describe-columns";
import { type EngineStatement, executeSql, type SqlOutcome } from "./execute-sql";
import { unknownDatabaseError, unknownUserError } from "./redshift-error";
import { READABLE_RELATIONS, SEED_SQL } from "./seed";
import { makesPermanent, quotedIdentifier, sessionSchema, withoutTemp } from "./session-schema";
import type { Engine } from "./start-engine";
import type { WarehouseSpec } from "./warehouse-spec";

/** The outcome of one statement. */
export interface StatementOutcome extends SqlOutcome {
  readonly result?: StatementResult;
  readonly durationMilliseconds: number;
}

/** As whom and how statements run. */
export interface Connection {
  readonly user: string;
  /** Id of the Data API session whose temporary tables are there. Absent: a new connection. */
  readonly sessionId?: string | undefined;
  readonly pageSize: PageSize;
  /** Once aborted, statements that have not started are not run. */
  readonly signal: AbortSignal;
}

/** The database user of a connection. That of an IAM identity is created when it first connects. */
export interface DatabaseIdentity {
  readonly user: string;
  readonly createUser: boolean;
  /** The database does not accept its password. */
  readonly hasWrongPassword?: boolean;
}

/**
 * One cluster or workgroup: one engine in this process, started when first needed. A start that fails is the failure of
 * the statement that needed it; the next one starts anew. The engine has one connection, so statements take turns; each
 * finds it as if it were new. All databases of the warehouse show the same tables.
 */
export class Warehouse {
  private engine: Promise<Engine> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private isClosed = false;
  private readonly users: Set<string>;

  constructor(
    readonly spec: WarehouseSpec,
    private readonly startEngine: () => Promise<Engine>,
  ) {
    this.users = new Set(spec.users.map(({ name }) => name));
  }

  /** Starts and seeds the engine before a statement needs it. @throws what it does not start for */
  async start(): Promise<void> {
    await this.open();
  }

  /** Creates the user of an IAM identity where needed. Resolves to the engine's refusal, if it refuses. */
  async refusal(database: string, identity: DatabaseIdentity): Promise<string | undefined> {
    const { user, createUser, hasWrongPassword = false } = identity;
    if (hasWrongPassword) return unknownUserError(user);
    if (!this.users.has(user)) {
      if (!createUser) return unknownUserError(user);
      await this.exclusively((engine) => this.createUser(engine, user));
    }
    return this.spec.databases.includes(database) ? undefined : unknownDatabaseError(database);
  }

  /** Runs one statement, committed by itself. Resolves to nothing when it was aborted before its turn came. */
  run(connection: Connection, statement: EngineStatement): Promise<StatementOutcome | undefined> {
    return this.inSession(async (engine) =>
      connection.signal.aborted ? undefined : this.runAs(engine, connection, statement),
    );
  }

  /**
   * Runs the statements in one transaction. Stops at the first error and rolls back; rolls back too when the signal
   * is aborted before the commit. Resolves to the outcomes of those that ran.
   */
  runTransaction(
    connection: Connection,
    statements: readonly EngineStatement[],
  ): Promise<readonly StatementOutcome[]> {
    return this.inSession(async (engine) => {
      const outcomes: StatementOutcome[] = [];
      if (connection.signal.aborted) return outcomes;
      await engine.exec("BEGIN");
      for (const statement of statements) {
        const outcome = await this.runAs(engine, connection, statement);
        outcomes.push(outcome);
        if (outcome.error !== undefined || connection.signal.aborted) return outcomes;
      }
      await engine.exec("COMMIT");
      return outcomes;
    });
  }

  /** Makes room for the temporary tables of a Data API session. */
  async openSession(sessionId: string, user: string): Promise<void> {
    const schema = quotedIdentifier(sessionSchema(sessionId));
    await this.exclusively((engine) =>
      engine.exec(`CREATE SCHEMA ${schema} AUTHORIZATION ${quotedIdentifier(user)}`),
    );
  }

  /** Drops the temporary tables of a Data API session. An engine that never started has none. */
  async closeSession(sessionId: string): Promise<void> {
    if (this.engine === undefined) return;
    const schema = quotedIdentifier(sessionSchema(sessionId));
    await this.exclusively((engine) => engine.exec(`DROP SCHEMA IF EXISTS ${schema} CASCADE`));
  }

  /**
   * Stops the engine, for good, also one that is still starting: what waits for its turn fails. An open engine keeps the
   * process alive.
   */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.turn.catch(() => undefined);
    const engine = await this.engine?.catch(() => undefined);
    await engine?.close();
  }

  private async open(): Promise<Engine> {
    if (this.isClosed)
      throw new Error("warehouse is closed, expected open; submit statements before close()");
    this.engine ??= this.createEngine().catch((error: unknown) => {
      this.engine = undefined;
      throw error;
    });
    return this.engine;
  }

  private async createEngine(): Promise<Engine> {
    const engine = await this.startEngine();
    try {
      await this.seed(engine);
      return engine;
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  private async seed(engine: Engine): Promise<void> {
    await engine.exec(SEED_SQL);
    for (const { name, grants } of this.spec.users) {
      await engine.exec(`CREATE ROLE ${quotedIdentifier(name)}`);
      if (grants === "read") {
        await engine.exec(`GRANT SELECT ON ${READABLE_RELATIONS.join(", ")} TO ${quotedIdentifier(name)}`);
      }
    }
  }

  /** Statements of one identity may connect at once: the first creates the user. */
  private async createUser(engine: Engine, user: string): Promise<void> {
    if (this.users.has(user)) return;
    await engine.exec(`CREATE ROLE ${quotedIdentifier(user)}`);
    this.users.add(user);
  }

  private exclusively<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const result = this.turn.catch(() => undefined).then(async () => work(await this.open()));
    this.turn = result;
    return result;
  }

  /** Leaves nothing behind: no transaction, role, setting or temporary table. */
  private inSession<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    return this.exclusively(async (engine) => {
      try {
        return await work(engine);
      } finally {
        await engine.exec("ROLLBACK");
        await engine.exec("DISCARD ALL");
      }
    });
  }

  /** The role is set before every statement: an earlier one may have ended the transaction or reset it. */
  private async runAs(
    engine: Engine,
    { user, sessionId, pageSize, signal }: Connection,
    statement: EngineStatement,
  ): Promise<StatementOutcome> {
    await engine.exec(`SET ROLE ${quotedIdentifier(user)}`);
    if (sessionId !== undefined) {
      const schema = quotedIdentifier(sessionSchema(sessionId));
      const path = makesPermanent(statement.sql) ? `public, ${schema}` : `${schema}, public`;
      await engine.exec(`SET search_path = ${path}`);
    }
    const sql = sessionId === undefined ? statement.sql : withoutTemp(statement.sql);
    const startedMilliseconds = performance.now();
    const { result, ...outcome } = await executeSql(engine, { ...statement, sql }, { pageSize, signal });
    const durationMilliseconds = performance.now() - startedMilliseconds;
    if (result === undefined) return { ...outcome, durationMilliseconds };
    const metadata = await describeColumns(engine, result);
    return { ...outcome, result: { ...result, metadata }, durationMilliseconds };
  }
}
