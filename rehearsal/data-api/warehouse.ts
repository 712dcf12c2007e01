import { PGlite } from "@electric-sql/pglite";
import { type ColumnMetadata, describeColumns } from "./column-metadata";
import { executeSql, type SqlOutcome } from "./execute-sql";
import { unknownDatabaseError, unknownUserError } from "./redshift-error";
import { READABLE_RELATIONS, SEED_SQL } from "./seed";
import type { WarehouseSpec } from "./warehouse-spec";

/** What to run, with numbered placeholders. */
export interface EngineStatement {
  readonly sql: string;
  readonly values: readonly string[];
}

/** The outcome of one statement, with its columns in the Data API's words. */
export interface StatementOutcome extends SqlOutcome {
  readonly metadata: readonly ColumnMetadata[];
  readonly durationMilliseconds: number;
}

/** Whose connection: IAM identities get their database user with the first one. */
export interface DatabaseIdentity {
  readonly user: string;
  readonly createUser: boolean;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/**
 * One cluster or workgroup: one engine in this process, started when first needed. The engine has one connection, so
 * statements take turns; each gets it as a new session would. All databases of the warehouse show the same tables.
 */
export class Warehouse {
  private engine: Promise<PGlite> | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private isClosed = false;
  private readonly users: Set<string>;

  constructor(readonly spec: WarehouseSpec) {
    this.users = new Set(spec.users.map(({ name }) => name));
  }

  /** Starts and seeds the engine, once. */
  async start(): Promise<void> {
    await this.open();
  }

  /** Creates the user of an IAM identity where needed. Resolves to the engine's refusal, if it refuses. */
  async refusal(database: string, { user, createUser }: DatabaseIdentity): Promise<string | undefined> {
    if (!this.users.has(user)) {
      if (!createUser) return unknownUserError(user);
      this.users.add(user);
      await this.exclusively((engine) => engine.exec(`CREATE ROLE ${quoted(user)}`));
    }
    return this.spec.databases.includes(database) ? undefined : unknownDatabaseError(database);
  }

  /** Runs one statement as the user, committed by itself. */
  run(user: string, statement: EngineStatement): Promise<StatementOutcome> {
    return this.inSession((engine) => this.runAs(engine, user, statement));
  }

  /**
   * Runs the statements as the user in one transaction. Stops at the first error and rolls back; rolls back too when
   * the signal is aborted before the commit. Resolves to the outcomes of those that ran.
   */
  runTransaction(
    user: string,
    statements: readonly EngineStatement[],
    signal: AbortSignal,
  ): Promise<readonly StatementOutcome[]> {
    return this.inSession(async (engine) => {
      const outcomes: StatementOutcome[] = [];
      await engine.exec("BEGIN");
      for (const statement of statements) {
        if (signal.aborted) return outcomes;
        const outcome = await this.runAs(engine, user, statement);
        outcomes.push(outcome);
        if (outcome.error !== undefined) return outcomes;
      }
      if (!signal.aborted) await engine.exec("COMMIT");
      return outcomes;
    });
  }

  /** Stops the engine, for good: what still waits for its turn fails. An open engine keeps the process alive. */
  async close(): Promise<void> {
    if (this.isClosed) return;
    this.isClosed = true;
    await this.turn.catch(() => undefined);
    await (await this.engine)?.close();
  }

  private async open(): Promise<PGlite> {
    if (this.isClosed)
      throw new Error("warehouse is closed, expected open; submit statements before close()");
    this.engine ??= this.createEngine();
    return this.engine;
  }

  private async createEngine(): Promise<PGlite> {
    const engine = await PGlite.create();
    await engine.exec(SEED_SQL);
    for (const { name, grants } of this.spec.users) {
      await engine.exec(`CREATE ROLE ${quoted(name)}`);
      if (grants === "read") {
        await engine.exec(`GRANT SELECT ON ${READABLE_RELATIONS.join(", ")} TO ${quoted(name)}`);
      }
    }
    return engine;
  }

  private exclusively<T>(work: (engine: PGlite) => Promise<T>): Promise<T> {
    const result = this.turn.catch(() => undefined).then(async () => work(await this.open()));
    this.turn = result;
    return result;
  }

  /** Leaves nothing behind: no transaction, role, setting or temporary table. */
  private inSession<T>(work: (engine: PGlite) => Promise<T>): Promise<T> {
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
  private async runAs(engine: PGlite, user: string, statement: EngineStatement): Promise<StatementOutcome> {
    await engine.exec(`SET ROLE ${quoted(user)}`);
    const startedMilliseconds = performance.now();
    const outcome = await executeSql(engine, statement.sql, statement.values);
    const durationMilliseconds = performance.now() - startedMilliseconds;
    return { ...outcome, metadata: await describeColumns(engine, outcome), durationMilliseconds };
  }
}
