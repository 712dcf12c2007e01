import { PGlite } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";

/** PostgreSQL in this process, as far as a warehouse uses it. */
export type Engine = Pick<PGlite, "exec" | "execProtocol" | "close">;

/**
 * Starts PostgreSQL in this process, with an empty database in memory. The database comes ready-made from a package,
 * because initialising one takes longer than starting it. Its time zone is that of Redshift, wherever the machine is.
 *
 * @see https://pglite.dev/docs/api
 */
export async function startEngine(): Promise<Engine> {
  return PGlite.create({
    loadDataDir: await dataDir(),
    startParams: [...PGlite.defaultStartParams, "-c", "timezone=UTC"],
  });
}
