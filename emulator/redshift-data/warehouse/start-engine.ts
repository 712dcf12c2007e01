import { PGlite } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";
import { PRELUDE_SQL } from "../sql/prelude/prelude";
import { engineSetting, REDSHIFT_SETTINGS } from "../sql/redshift-settings";

/** PostgreSQL in this process, as far as a warehouse uses it. */
export type Engine = Pick<PGlite, "exec" | "execProtocol" | "close">;

const SETTINGS: readonly string[] = [
  "timezone=UTC",
  'search_path="$user", public',
  ...Object.entries(REDSHIFT_SETTINGS).map(([name, value]) => `${engineSetting(name)}=${value}`),
];

/** Its own default of 128 MB is filled at each start, which was half of it. The files that it buffers are in memory too. */
const BUFFERS = "shared_buffers=8MB";

/**
 * Starts PostgreSQL in this process, with an empty database in memory. The database comes ready-made from a package,
 * because initialising one takes longer than starting it. Its time zone and search path are those of Redshift, wherever the
 * machine is, and it knows Redshift's own settings, functions and system views.
 *
 * @see https://pglite.dev/docs/api
 */
export async function startEngine(): Promise<Engine> {
  const engine = await PGlite.create({
    loadDataDir: await dataDir(),
    startParams: [
      ...PGlite.defaultStartParams,
      ...[BUFFERS, ...SETTINGS].flatMap((setting) => ["-c", setting]),
    ],
  });
  await engine.exec(PRELUDE_SQL);
  return engine;
}
