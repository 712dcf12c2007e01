import { EmulatorError } from "../../emulator-error";
import { DatabaseSession } from "./database-session";
import type { SharedEngine } from "./shared-engine";
import { shownStatement } from "./shown-statement";
import { type ScriptStatement, splitScript } from "./split-script";
import type { SqlScript } from "./warehouse-spec";

/** The engine's own superuser, who may do everything. */
const SUPERUSER = "postgres";

const NOT_KEPT = { pageSize: { rows: 1000, bytes: 1024 * 1024 } };

/** What the scripts of a warehouse did. */
export interface ScriptsDone {
  readonly scripts: number;
  readonly statements: number;
  /** Written, changed or deleted. */
  readonly rows: number;
}

/**
 * Runs scripts in their order, each in a session of its own, as a superuser and in the way of every other statement. Each
 * statement is committed by itself, unless the script begins a transaction.
 *
 * @param database what the scripts find as the current database
 * @throws EmulatorError SCRIPT_REFUSED at the first statement that fails
 */
export async function runScripts(
  engine: SharedEngine,
  scripts: readonly SqlScript[],
  database: string,
): Promise<ScriptsDone> {
  let rows = 0;
  let statements = 0;
  for (const script of scripts) {
    const session = new DatabaseSession(SUPERUSER, database);
    const split = splitScript(script.sql);
    for (const statement of split) rows += await runStatement(engine, session, script, statement);
    statements += split.length;
    const last = split.at(-1);
    if (session.transaction.length > 0 && last !== undefined) {
      throw refused(
        script,
        last,
        "the script ends inside a transaction, expected COMMIT behind this statement",
      );
    }
    await engine.end(session);
  }
  return { scripts: scripts.length, statements, rows };
}

/** @returns rows that it wrote, changed or deleted */
async function runStatement(
  engine: SharedEngine,
  session: DatabaseSession,
  script: SqlScript,
  statement: ScriptStatement,
): Promise<number> {
  const { error, result, rowCount } = await engine.run(session, { sql: statement.sql, values: [] }, NOT_KEPT);
  result?.pages.close();
  if (error !== undefined) throw refused(script, statement, error);
  return result === undefined ? rowCount : 0;
}

function refused({ name }: SqlScript, { line, sql }: ScriptStatement, why: string): EmulatorError {
  const { lines, reason } = shownStatement(sql, why);
  const quoted = lines.map((text) => `    ${text}`);
  return new EmulatorError("SCRIPT_REFUSED", [`${name}:${line} is refused:`, ...quoted, reason].join("\n"));
}
