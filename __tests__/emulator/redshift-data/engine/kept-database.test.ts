import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { dataDir } from "@electric-sql/pglite-prepopulatedfs";
import { keepDatabase, keptDatabase } from "../../../../emulator/redshift-data/engine/kept-database";
import { startEngine } from "../../../../emulator/redshift-data/engine/start-engine";
import { PRELUDE_SQL } from "../../../../emulator/redshift-data/sql/prelude/prelude";
import { temporaryFolder } from "../../../../testing/deployment/temporary-folder";

const PACKAGES = "node_modules/@electric-sql";
const WASM = `${PACKAGES}/pglite/dist/pglite.wasm`;
const INPUTS = [
  WASM,
  `${PACKAGES}/pglite/dist/index.cjs`,
  `${PACKAGES}/pglite/dist/pglite.data`,
  `${PACKAGES}/pglite-prepopulatedfs/dist/prepopulatedfs.tgz`,
];

const folder = temporaryFolder();

/** A project with packages of the same names, of which a database is kept that holds one row. */
async function projectWithRow(name: string): Promise<string> {
  const project = join(folder, name);
  for (const file of INPUTS) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), file);
  }
  const engine = await PGlite.create({ loadDataDir: await dataDir() });
  await engine.exec("CREATE TABLE kept(a int); INSERT INTO kept VALUES (1); CHECKPOINT");
  keepDatabase(engine, "one", Date.now(), project);
  await engine.close();
  return project;
}

const rowsOf = async (engine: PGlite) => (await engine.query("SELECT a FROM kept")).rows;

async function engineOf(project: string): Promise<PGlite> {
  const fs = keptDatabase("one", project);
  if (fs === undefined) throw new Error("nothing was kept");
  return await PGlite.create({ fs });
}

test("engines begin with the database that was kept, and none sees what another one writes", async () => {
  const project = await projectWithRow("apart");
  const first = await engineOf(project);
  expect(await rowsOf(first)).toEqual([{ a: 1 }]);
  await first.exec("UPDATE kept SET a = 2; CHECKPOINT");
  const second = await engineOf(project);
  expect([await rowsOf(first), await rowsOf(second)]).toEqual([[{ a: 2 }], [{ a: 1 }]]);
  await Promise.all([first.close(), second.close()]);
});

test("one of another identity, of changed packages or of none is not found", async () => {
  const project = await projectWithRow("changed");
  expect(keptDatabase("one", project)).toBeDefined();
  expect(keptDatabase("other", project)).toBeUndefined();
  for (const file of INPUTS) {
    writeFileSync(join(project, file), `${file}.`);
    expect(keptDatabase("one", project)).toBeUndefined();
    writeFileSync(join(project, file), file);
  }
  const empty = join(folder, "empty");
  mkdirSync(join(empty, "node_modules"), { recursive: true });
  expect(keptDatabase("one", empty)).toBeUndefined();
  expect(readdirSync(join(empty, "node_modules"))).toEqual([]);
});

/** All that the prelude made, and who may use it. */
const DESCRIPTION = `
  SELECT 'function' AS kind, p.oid::regprocedure::text AS name, md5(prosrc || proacl::text || proconfig::text) AS content FROM pg_proc p
  UNION ALL SELECT 'relation', c.oid::regclass::text, coalesce(pg_get_viewdef(c.oid), '') || coalesce(relacl::text, '') FROM pg_class c
  UNION ALL SELECT 'type', typname, typtype::text FROM pg_type
  ORDER BY 1, 2, 3`;

test("an engine that begins with a kept database is as one that made it", async () => {
  // The first one keeps it, where nobody has.
  await (await startEngine()).close();
  const kept = await startEngine();
  const made = await PGlite.create({ loadDataDir: await dataDir() });
  await made.exec(PRELUDE_SQL);
  const described = async (engine: Pick<PGlite, "exec">) => (await engine.exec(DESCRIPTION)).at(-1)?.rows;
  const rows = await described(kept);
  expect(rows?.length).toBeGreaterThan(3000);
  expect(rows).toEqual(await described(made));
  await Promise.all([kept.close(), made.close()]);
});
