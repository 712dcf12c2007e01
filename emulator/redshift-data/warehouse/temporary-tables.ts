import type { Engine } from "../engine/start-engine";
import { quotedIdentifier } from "../sql/quoted-identifier";
import type { DatabaseSession } from "./database-session";

/** Tables and views in the engine's one schema for temporary ones. */
const IN_SIGHT_SQL = `
SELECT relname FROM pg_catalog.pg_class
WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relkind IN ('r', 'p', 'v')`;

interface HiddenTable {
  readonly name: string;
  /** What it is called while its session is not on the connection. */
  readonly hiddenName: string;
}

function rename(from: string, to: string): string {
  return `ALTER TABLE pg_temp.${quotedIdentifier(from)} RENAME TO ${quotedIdentifier(to)};`;
}

/**
 * The temporary tables of all sessions. They share the engine's one schema for temporary tables, where those of a session that
 * is not on the connection have other names: so each session finds its own, whatever statement made them.
 */
export class TemporaryTables {
  private readonly hidden = new Map<DatabaseSession, readonly HiddenTable[]>();
  private count = 0;

  constructor(private readonly engine: Engine) {}

  /** Takes the tables in sight for those of this session, which leaves the connection. */
  async hide(session: DatabaseSession): Promise<void> {
    const results = await this.engine.exec(IN_SIGHT_SQL);
    const others = new Set([...this.hidden.values()].flat().map(({ hiddenName }) => hiddenName));
    const names = (results.at(-1)?.rows ?? []).map(({ relname }) => String(relname));
    const tables = names
      .filter((name) => !others.has(name))
      .map((name) => ({ name, hiddenName: this.freeName(names) }));
    if (tables.length === 0) return;
    await this.engine.exec(tables.map(({ name, hiddenName }) => rename(name, hiddenName)).join("\n"));
    this.hidden.set(session, tables);
  }

  /** A table of a user may have such a name too. */
  private freeName(taken: readonly string[]): string {
    for (;;) {
      const name = `~${++this.count}`;
      if (!taken.includes(name)) return name;
    }
  }

  /** Gives the tables of the session that comes onto the connection their names back. */
  async show(session: DatabaseSession): Promise<void> {
    const tables = this.hidden.get(session);
    if (tables === undefined) return;
    await this.engine.exec(tables.map(({ name, hiddenName }) => rename(hiddenName, name)).join("\n"));
    this.hidden.delete(session);
  }

  /** Drops the tables of a session that is not on the connection. */
  async drop(session: DatabaseSession): Promise<void> {
    const tables = this.hidden.get(session) ?? [];
    this.hidden.delete(session);
    for (const { hiddenName } of tables) {
      const name = `pg_temp.${quotedIdentifier(hiddenName)}`;
      const kind = await this.kindOf(hiddenName);
      if (kind !== undefined) await this.engine.exec(`DROP ${kind} ${name} CASCADE`);
    }
  }

  /** Absent: it was dropped with another one that it depended on. */
  private async kindOf(hiddenName: string): Promise<"TABLE" | "VIEW" | undefined> {
    const [result] = await this.engine.exec(
      `SELECT relkind FROM pg_catalog.pg_class WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relname = '${hiddenName}'`,
    );
    const kind = result?.rows[0]?.relkind;
    if (kind === undefined) return undefined;
    return kind === "v" ? "VIEW" : "TABLE";
  }
}
