import { type Engine, startEngine } from "../../../emulator/redshift-data/engine/start-engine";
import { LocalDataApi } from "../../../testing/emulator/local-data-api";

const TEMPORARY =
  "SELECT relname FROM pg_catalog.pg_class WHERE relnamespace = pg_catalog.pg_my_temp_schema() AND relkind IN ('r', 'v')";

describe("what the engine has of connections that have ended", () => {
  let engine: Engine | undefined;
  const local = new LocalDataApi(async () => {
    engine = await startEngine();
    return engine;
  });

  afterAll(() => local.close());

  /** How many temporary tables and views of any connection there are. */
  async function temporaryCount(): Promise<number | undefined> {
    // A statement submitted now runs after the connections of closed sessions have ended.
    await local.run("SELECT 1");
    return (await engine?.exec(TEMPORARY))?.at(-1)?.rows.length;
  }

  it("has no temporary table of a statement without a session (CREATE TABLE: dropped at the end of the session)", async () => {
    await local.run("CREATE TEMP TABLE own AS SELECT 7 AS n");
    expect(await temporaryCount()).toBe(0);
  });

  it("has the temporary tables and views of a session until it closes", async () => {
    const { SessionId } = await local.run("CREATE TEMP TABLE kept AS SELECT 7 AS n", {
      SessionKeepAliveSeconds: 60,
    });
    const Sql = "CREATE TEMP VIEW seen AS SELECT n FROM kept";
    await local.call("ExecuteStatement", { SessionId, Sql, WaitTimeSeconds: 30 });
    expect(await temporaryCount()).toBe(2);
    await local.pass(3600);
    expect(await temporaryCount()).toBe(0);
  });
});
