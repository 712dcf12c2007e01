import { type Engine, startEngine } from "../../emulator/redshift-data/engine/start-engine";
import { columnTraits } from "../../emulator/redshift-data/result/column-traits";
import { translate } from "../../emulator/redshift-data/sql/dialect/translate";
import { tokenizeSql } from "../../emulator/redshift-data/sql/sql-tokens";
import { columnsOfQuery } from "../../emulator/redshift-data/warehouse/columns-of-query";
import { DatabaseSession } from "../../emulator/redshift-data/warehouse/database-session";
import type { EngineOutcome } from "../../emulator/redshift-data/warehouse/execute-sql";
import { SharedEngine } from "../../emulator/redshift-data/warehouse/shared-engine";
import type { CorpusStatement } from "./corpus-statement";

const OPTIONS = { pageSize: { rows: 1000, bytes: 1024 * 1024 } };
const USER = "analyst";

/** What a statement of the corpus answered. */
export interface CorpusOutcome {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly columns: readonly string[];
  readonly types: readonly string[];
  readonly changed: number;
  readonly error: string | undefined;
  /** Time of the statement alone; milliseconds. */
  readonly durationMilliseconds: number;
  /** Time of its translation alone, with what it asks of the engine, when that is measured; milliseconds. */
  readonly translationMilliseconds?: number;
}

/** A statement that leaves nothing behind needs no schema of its own. */
const LEAVES_NOTHING = /^\s*(?:select|with|show)\b(?![\s\S]*\binto\b)/i;

/** A local warehouse with nothing in it, in which every statement of the corpus finds a schema of its own. */
export class CorpusSession {
  private count = 0;
  /** Of the statements that leave nothing behind. */
  private readonly common = new DatabaseSession(USER, "dev");

  private constructor(
    private readonly engine: Engine,
    private readonly shared: SharedEngine,
  ) {}

  static async start(): Promise<CorpusSession> {
    const engine = await startEngine();
    await engine.exec(`CREATE ROLE ${USER} SUPERUSER`);
    return new CorpusSession(engine, new SharedEngine(engine));
  }

  async close(): Promise<void> {
    await this.engine.close();
  }

  /**
   * Runs a statement after its preparations.
   *
   * @param measuresTranslation translates it once more before, to measure that. @default false
   * @throws a preparation that fails
   */
  async run(statement: CorpusStatement, measuresTranslation = false): Promise<CorpusOutcome> {
    const { setUp = [], sql } = statement;
    const isAlone = setUp.length > 0 || !LEAVES_NOTHING.test(sql);
    const session = isAlone ? new DatabaseSession(USER, "dev") : this.common;
    const schema = `corpus_${++this.count}`;
    const own = (text: string) =>
      this.shared.run(session, { sql: text, values: [], isEngineSql: true }, OPTIONS);
    if (isAlone) {
      await own(`CREATE SCHEMA ${schema}`);
      await own(`SET search_path TO ${schema}, public`);
    }
    try {
      for (const preparation of setUp) {
        const { error, result } = await this.shared.run(session, { sql: preparation, values: [] }, OPTIONS);
        result?.pages.close();
        if (error !== undefined) throw new Error(`${preparation}: ${error}`);
      }
      const translated = measuresTranslation ? await this.timeTranslation(session, sql) : {};
      const startedMilliseconds = performance.now();
      const outcome = await this.shared.run(session, { sql, values: [] }, OPTIONS);
      return { ...outcomeOf(outcome, performance.now() - startedMilliseconds), ...translated };
    } finally {
      if (isAlone) {
        await own("ROLLBACK");
        await own(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
        await this.shared.end(session);
      }
    }
  }

  private async timeTranslation(
    { user, database, transaction }: DatabaseSession,
    sql: string,
  ): Promise<{ readonly translationMilliseconds: number }> {
    const isInTransaction = transaction.length > 0;
    const startedMilliseconds = performance.now();
    await translate(tokenizeSql(sql), {
      user,
      database,
      longNames: this.shared.longNames,
      isCaseSensitive: false,
      isInTransaction,
      columnsOf: (query) => columnsOfQuery(this.engine, query, isInTransaction),
    });
    return { translationMilliseconds: performance.now() - startedMilliseconds };
  }
}

function outcomeOf({ result, rowCount, error }: EngineOutcome, durationMilliseconds: number): CorpusOutcome {
  const columns = result?.columns ?? [];
  const pages = result?.pages;
  const rows =
    pages === undefined
      ? []
      : Array.from({ length: pages.pageCount }, (_, index) => pages.page(index)).flat();
  const outcome = {
    rows,
    columns: columns.map(({ name }) => name),
    types: columns.map(({ dataTypeID, dataTypeModifier }, index) => {
      const { typeName, precision, scale } = columnTraits(
        dataTypeID,
        dataTypeModifier,
        result?.scales[index],
      );
      return typeName === "numeric" ? `numeric(${precision},${scale})` : typeName;
    }),
    changed: rowCount,
    error,
    durationMilliseconds,
  };
  pages?.close();
  return outcome;
}
