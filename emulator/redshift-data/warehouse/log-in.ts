import type { Engine } from "../engine/start-engine";
import {
  CALLER_PATH_SETTING,
  CALLER_SCHEMA_SETTING,
  DATABASE_SETTING,
} from "../sql/catalogue/keeping-place-sql";
import type { LongNames } from "../sql/long-names";
import { quotedIdentifier } from "../sql/quoted-identifier";
import { engineSetting } from "../sql/redshift-settings";
import { stringLiteral } from "../sql/sql-text";
import type { DatabaseSession } from "./database-session";
import { type EngineOutcome, type EngineStatement, type ExecuteOptions, executeSql } from "./execute-sql";

/**
 * Where the client finds names, and makes them, stays known while the engine works for it with all rights. What was read as one
 * statement is read so again: a transaction that is repeated may have changed how strings are read.
 */
const TAKE_ALL_RIGHTS = `SELECT pg_catalog.set_config('${CALLER_PATH_SETTING}', pg_catalog.current_setting('search_path'), false),
  pg_catalog.set_config('${CALLER_SCHEMA_SETTING}', pg_catalog.current_schema(), false); RESET ROLE;
  SET standard_conforming_strings = on`;

/** Makes the connection that of a session's user. An earlier statement may have left it with other settings. */
export async function logIn(
  engine: Engine,
  { user, database, lastFiles }: DatabaseSession,
  longNames: LongNames,
): Promise<void> {
  const settings = [
    `ROLE ${quotedIdentifier(longNames.engineName(user))}`,
    `${DATABASE_SETTING} = ${stringLiteral(database)}`,
    // What was read as one statement must be read so again.
    "standard_conforming_strings = on",
    ...[...lastFiles].map(([name, value]) => `${engineSetting(name)} = '${value}'`),
  ];
  await engine.exec(settings.map((setting) => `SET ${setting}`).join(";"));
}

/**
 * Runs a statement with the rights of the session's user, or with all rights where it says so: those only as long as it runs. A
 * transaction that it fails gives them back as it ends.
 */
export async function executeAs(
  engine: Engine,
  session: DatabaseSession,
  statement: EngineStatement,
  options: ExecuteOptions,
  longNames: LongNames,
): Promise<EngineOutcome> {
  if (statement.hasAllRights !== true) return executeSql(engine, statement, options);
  await engine.exec(TAKE_ALL_RIGHTS);
  const outcome = await executeSql(engine, statement, options);
  if (outcome.transaction !== "failed") await logIn(engine, session, longNames);
  return outcome;
}
