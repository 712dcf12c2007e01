import { type Engine, startEngine } from "../../emulator/redshift-data/engine/start-engine";
import { DatabaseSession } from "../../emulator/redshift-data/warehouse/database-session";
import { EMPTY_DATABASE_SQL } from "../../emulator/redshift-data/warehouse/seed";
import { SharedEngine } from "../../emulator/redshift-data/warehouse/shared-engine";

const OPTIONS = { pageSize: { rows: 1000, bytes: 1024 * 1024 } };

/** Starts it before the tests of a file, and closes it after them. */
export function analystEngine(): Pick<AnalystEngine, "ask" | "askInTurns"> {
  let engine: AnalystEngine;
  beforeAll(async () => {
    engine = await AnalystEngine.start();
  }, 60_000);
  afterAll(() => engine.close());
  return {
    ask: (...statements) => engine.ask(...statements),
    askInTurns: (...statements) => engine.askInTurns(...statements),
  };
}

/** A local warehouse as one sees it who has no rights but those of everybody: `orders` may be read, `payroll` may not. */
class AnalystEngine {
  private constructor(
    private readonly engine: Engine,
    private readonly shared: SharedEngine,
  ) {}

  static async start(): Promise<AnalystEngine> {
    const engine = await startEngine();
    await engine.exec(`${EMPTY_DATABASE_SQL}; CREATE USER analyst;
      CREATE TABLE payroll (n int); INSERT INTO payroll VALUES (1), (2);
      CREATE TABLE orders (n int); INSERT INTO orders VALUES (3); GRANT SELECT ON orders TO PUBLIC`);
    return new AnalystEngine(engine, new SharedEngine(engine));
  }

  /**
   * Runs statements of the analyst in one session.
   *
   * @returns of the last one the error, the rows, or how many there are
   */
  ask(...statements: readonly string[]): Promise<unknown> {
    return this.run(statements);
  }

  /** The same with a statement of another session before each, for which an open transaction has to be repeated. */
  async askInTurns(...statements: readonly string[]): Promise<unknown> {
    const other = new DatabaseSession("analyst", "dev");
    const answer = await this.run(statements, () => this.answer(other, "SELECT 1"));
    await this.shared.end(other);
    return answer;
  }

  private async run(
    statements: readonly string[],
    before: () => Promise<unknown> = async () => undefined,
  ): Promise<unknown> {
    const session = new DatabaseSession("analyst", "dev");
    let last: unknown;
    for (const sql of statements) {
      await before();
      last = await this.answer(session, sql);
    }
    await this.shared.end(session);
    return last;
  }

  private async answer(session: DatabaseSession, sql: string): Promise<unknown> {
    const { error, result, rowCount } = await this.shared.run(session, { sql, values: [] }, OPTIONS);
    const rows = result === undefined || result.pages.rowCount === 0 ? rowCount : result.pages.page(0);
    result?.pages.close();
    return error ?? rows;
  }

  async close(): Promise<void> {
    await this.engine.close();
  }
}
