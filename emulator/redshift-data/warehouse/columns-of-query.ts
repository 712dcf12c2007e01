import { protocol } from "@electric-sql/pglite";
import type { Engine } from "../engine/start-engine";
import type { KnownColumn } from "../sql/dialect/dialect-session";
import { textOf } from "../sql/sql-text";
import type { SqlToken } from "../sql/sql-tokens";

const SAVEPOINT = "redshift_dialect";

/** An answer of the engine: an error, or a row description. */
interface Answer {
  readonly name: string;
  readonly message?: string;
  readonly fields?: readonly {
    readonly name: string;
    readonly dataTypeID: number;
    readonly dataTypeModifier: number;
  }[];
}

/** What the engine says of several statements in a text that it is to prepare; it says so before it looks anything up. */
const SEVERAL_STATEMENTS = "cannot insert multiple commands into a prepared statement";

/** Whether the engine reads a text as one statement, or does not read it at all. It is not run. */
export async function isOneStatement(
  engine: Engine,
  text: string,
  isInTransaction: boolean,
): Promise<boolean> {
  const answers = await described(engine, text, isInTransaction);
  return !answers.some(({ name, message }) => name === "error" && message === SEVERAL_STATEMENTS);
}

/** The columns that a query would have. It is not run. Nothing when the engine refuses it. */
export async function columnsOfQuery(
  engine: Engine,
  query: readonly SqlToken[],
  isInTransaction: boolean,
): Promise<readonly KnownColumn[] | undefined> {
  const answers = await described(engine, textOf(query), isInTransaction);
  const description = answers.find(({ name }) => name === "rowDescription");
  return description?.fields?.map(({ name, dataTypeID, dataTypeModifier }) => ({
    name,
    typeId: dataTypeID,
    typeModifier: dataTypeModifier,
  }));
}

/** Has a text read and described, not run. A savepoint keeps the open transaction from failing with it. */
async function described(engine: Engine, text: string, isInTransaction: boolean): Promise<readonly Answer[]> {
  const { serialize } = protocol;
  if (isInTransaction) await engine.exec(`SAVEPOINT ${SAVEPOINT}`);
  const { messages } = await engine.execProtocol(
    Buffer.concat([serialize.parse({ text }), serialize.describe({ type: "S" }), serialize.sync()]),
    { throwOnError: false },
  );
  if (isInTransaction) await engine.exec(`ROLLBACK TO ${SAVEPOINT}; RELEASE ${SAVEPOINT}`);
  return messages;
}
