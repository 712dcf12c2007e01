import type { Engine } from "../engine/start-engine";
import type { StatementResult } from "../result/result-set";
import type { PageSize } from "../result/row-pages";
import { quotedIdentifier } from "../sql/quoted-identifier";
import type { DatabaseSession } from "./database-session";
import type { EngineStatement, SqlOutcome } from "./execute-sql";
import { type FileStatements, runOnFiles } from "./file-statements";
import { unknownDatabaseError, unknownUserError } from "./redshift-error";
import { runScripts, type ScriptsDone } from "./run-scripts";
import { EMPTY_DATABASE_SQL, READABLE_RELATIONS, SEED_SQL } from "./seed";
import { SharedEngine } from "./shared-engine";
import type { WarehouseSpec } from "./warehouse-spec";

/** The outcome of one statement. */
export interface StatementOutcome extends SqlOutcome {
  readonly result?: StatementResult;
  readonly durationMilliseconds: number;
}

/** Where and how statements run. */
export interface Connection {
  readonly session: DatabaseSession;
  readonly pageSize: PageSize;
  /** Once aborted, statements that have not started are not run. */
  readonly signal: AbortSignal;
  /** Process id that system views show. @default 0 */
  readonly pid?: number;
}

/** The database user of a connection. That of an IAM identity is created when it first connects. */
export interface DatabaseIdentity {
  readonly user: string;
  readonly createUser: boolean;
  /** The database does not accept its password. */
  readonly hasWrongPassword?: boolean;
}

/** What an open warehouse has. */
interface OpenEngine {
  readonly engine: Engine;
  readonly shared: SharedEngine;
}

/** For statements that end what another one began. */
const NEVER = new AbortController().signal;

/**
 * One cluster or workgroup: one engine in this process, started when first needed. A start that fails is the failure of
 * the statement that needed it; the next one starts anew. The engine has one connection, so statements take turns; each
 * finds it as its session left it. All databases of the warehouse show the same tables.
 */
export class Warehouse {
  private engine: Promise<OpenEngine> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private isClosed = false;
  private readonly users: Set<string>;

  /**
   * @param startEngine starts an engine with an empty database
   * @param onScripts told what the scripts of the warehouse did, at each start
   * @param files runs COPY and UNLOAD. Absent: they are lacks
   */
  constructor(
    readonly spec: WarehouseSpec,
    private readonly startEngine: () => Promise<Engine>,
    private readonly onScripts: (done: ScriptsDone) => void = () => undefined,
    private readonly files?: FileStatements,
  ) {
    this.users = new Set(spec.users.map(({ name }) => name));
  }

  /**
   * Starts and seeds the engine before a statement needs it.
   *
   * @throws EmulatorError SCRIPT_REFUSED, or what the engine does not start for
   */
  async start(): Promise<void> {
    await this.open();
  }

  /** Whether the engine is up, or starting. */
  get isStarted(): boolean {
    return this.engine !== undefined;
  }

  /** Stops the engine until a statement needs it; what it held is made again then. */
  rest(): Promise<void> {
    const resting = this.turn
      .catch(() => undefined)
      .then(async () => {
        const open = await this.engine?.catch(() => undefined);
        this.engine = undefined;
        await open?.engine.close();
      });
    this.turn = resting;
    return resting;
  }

  /** Creates the user of an IAM identity where needed. Resolves to the engine's refusal, if it refuses. */
  async refusal(database: string, identity: DatabaseIdentity): Promise<string | undefined> {
    const { user, createUser, hasWrongPassword = false } = identity;
    if (hasWrongPassword) return unknownUserError(user);
    if (!this.users.has(user)) {
      if (!createUser) return unknownUserError(user);
      await this.exclusively((shared) => shared.alone((engine) => this.createUser(engine, shared, user)));
    }
    return this.spec.databases.includes(database) ? undefined : unknownDatabaseError(database);
  }

  /**
   * Runs one statement, committed by itself unless its session has a transaction open. Resolves to nothing when it was aborted
   * before its turn came.
   */
  run(connection: Connection, statement: EngineStatement): Promise<StatementOutcome | undefined> {
    return this.exclusively(async (shared) => {
      if (!connection.signal.aborted) return this.runIn(shared, connection, statement);
      await shared.cancel(connection.session);
      return undefined;
    });
  }

  /**
   * Runs the statements in one transaction; one that the session has open already ends with it. Stops at the first error and
   * rolls back; rolls back too when the signal is aborted before the commit. Resolves to the outcomes of those that ran.
   */
  runTransaction(
    connection: Connection,
    statements: readonly EngineStatement[],
  ): Promise<readonly StatementOutcome[]> {
    return this.exclusively(async (shared) => {
      const { session, signal } = connection;
      const outcomes: StatementOutcome[] = [];
      if (signal.aborted) return outcomes;
      const also = (sql: string) => this.runIn(shared, { ...connection, signal: NEVER }, { sql, values: [] });
      for (const statement of statements) {
        // A statement of the batch may have ended the transaction.
        if (session.transaction.length === 0) await also("BEGIN");
        const outcome = await this.runIn(shared, connection, statement);
        outcomes.push(outcome);
        if (outcome.error === undefined && !signal.aborted) continue;
        await also("ROLLBACK");
        return outcomes;
      }
      if (session.transaction.length > 0) await also("COMMIT");
      return outcomes;
    });
  }

  /** Closes a connection: its transaction is rolled back, its temporary tables are dropped. */
  async endSession(session: DatabaseSession): Promise<void> {
    if (this.engine === undefined) return;
    await this.exclusively((shared) => shared.end(session));
  }

  /**
   * Stops the engine, for good, also one that is still starting: what waits for its turn fails. An open engine keeps the
   * process alive.
   */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.turn.catch(() => undefined);
    const open = await this.engine?.catch(() => undefined);
    await open?.engine.close();
  }

  private async open(): Promise<OpenEngine> {
    if (this.isClosed)
      throw new Error("warehouse is closed, expected open; submit statements before close()");
    this.engine ??= this.createEngine().catch((error: unknown) => {
      this.engine = undefined;
      throw error;
    });
    return this.engine;
  }

  private async createEngine(): Promise<OpenEngine> {
    const engine = await this.startEngine();
    try {
      const shared = new SharedEngine(engine);
      await this.seed(engine, shared);
      return { engine, shared };
    } catch (error) {
      await engine.close();
      throw error;
    }
  }

  /** The users come first, for scripts grant them something. */
  private async seed(engine: Engine, shared: SharedEngine): Promise<void> {
    const { users, databases, scripts = [] } = this.spec;
    await engine.exec(EMPTY_DATABASE_SQL);
    for (const { name } of users) await this.makeUser(engine, shared, name);
    if (scripts.length > 0) {
      this.onScripts(await runScripts(shared, scripts, databases[0] ?? "dev"));
      const [logins] = await engine.exec("SELECT rolname FROM pg_catalog.pg_roles WHERE rolcanlogin");
      const written = shared.longNames.restored ?? String;
      for (const { rolname } of logins?.rows ?? []) this.users.add(written(String(rolname)));
      return;
    }
    await engine.exec(SEED_SQL);
    for (const { name, grants } of users) {
      if (grants === "none") continue;
      const user = quotedIdentifier(shared.longNames.engineName(name));
      await engine.exec(`GRANT SELECT ON ${READABLE_RELATIONS.join(", ")} TO ${user}`);
    }
  }

  /** Statements of one identity may connect at once: the first creates the user. */
  private async createUser(engine: Engine, shared: SharedEngine, user: string): Promise<void> {
    if (this.users.has(user)) return;
    await this.makeUser(engine, shared, user);
    this.users.add(user);
  }

  private async makeUser(engine: Engine, { longNames }: SharedEngine, user: string): Promise<void> {
    await engine.exec(`CREATE USER ${quotedIdentifier(longNames.engineName(user))}`);
  }

  private exclusively<T>(work: (shared: SharedEngine) => Promise<T>): Promise<T> {
    const result = this.turn.catch(() => undefined).then(async () => work((await this.open()).shared));
    this.turn = result;
    return result;
  }

  private async runIn(
    shared: SharedEngine,
    connection: Connection,
    statement: EngineStatement,
  ): Promise<StatementOutcome> {
    const { session, pageSize, signal } = connection;
    const startedMilliseconds = performance.now();
    const ran =
      (await runOnFiles(this.files, shared, { warehouse: this.spec, ...connection }, statement)) ??
      (await shared.run(session, statement, { pageSize, signal }));
    const durationMilliseconds = performance.now() - startedMilliseconds;
    const { result, rowCount, error } = ran;
    const outcome = { rowCount, durationMilliseconds, ...(error === undefined ? {} : { error }) };
    if (result === undefined) return outcome;
    return { ...outcome, result: { ...result, metadata: await shared.describe(result) } };
  }
}
