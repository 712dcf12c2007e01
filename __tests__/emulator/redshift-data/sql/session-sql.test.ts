import { withRedshiftSettings } from "../../../../emulator/redshift-data/sql/redshift-settings";
import { changesSettings } from "../../../../emulator/redshift-data/sql/session-words";
import { tokenizeSql } from "../../../../emulator/redshift-data/sql/sql-tokens";
import {
  quoteTemporaryNames,
  withTemporaryTables,
} from "../../../../emulator/redshift-data/sql/temporary-names";

const textOf = (tokens: readonly { readonly text: string }[]) => tokens.map(({ text }) => text).join("");

/** SQL, and the same for the engine; without the second: unchanged. Database Developer Guide, CREATE TABLE: `#` makes it temporary. */
test.each([
  ["CREATE TABLE #t (n int)", 'CREATE TEMP TABLE "#t" (n int)'],
  ["create table if not exists #T as select 1", 'create TEMP table if not exists "#t" as select 1'],
  ["CREATE TEMP TABLE #t (n int)", 'CREATE TEMP TABLE "#t" (n int)'],
  ['CREATE TABLE "#t" (n int)', 'CREATE TEMP TABLE "#t" (n int)'],
  ["CREATE TABLE t (n int)"],
  ["SELECT 1 AS n INTO #t FROM u", 'SELECT 1 AS n INTO TEMP "#t" FROM u'],
  [
    "WITH u AS (SELECT 1 AS n) SELECT n INTO #t FROM u",
    'WITH u AS (SELECT 1 AS n) SELECT n INTO TEMP "#t" FROM u',
  ],
  ["INSERT INTO #t SELECT n FROM #u", 'INSERT INTO "#t" SELECT n FROM "#u"'],
  ["SELECT #t.n, u.n FROM #t JOIN u ON #t.n = u.n", 'SELECT "#t".n, u.n FROM "#t" JOIN u ON "#t".n = u.n'],
  ["SELECT a.n FROM #t a, #u b", 'SELECT a.n FROM "#t" a, "#u" b'],
  ["DELETE FROM #t WHERE n IN (SELECT n FROM #u)", 'DELETE FROM "#t" WHERE n IN (SELECT n FROM "#u")'],
  ["UPDATE #t SET n = #t.n + 1", 'UPDATE "#t" SET n = "#t".n + 1'],
  ["DROP TABLE IF EXISTS #t", 'DROP TABLE IF EXISTS "#t"'],
  ["ALTER TABLE #t ADD COLUMN m int", 'ALTER TABLE "#t" ADD COLUMN m int'],
  ["TRUNCATE #t", 'TRUNCATE "#t"'],
  ["SELECT 5 # 3"],
  ["SELECT a #b FROM u"],
  ["SELECT (a) #b, 'x' #c FROM u"],
  ["SELECT '#t', \"#u\" FROM u -- #v"],
  ["SELECT 1 /* INTO #t */"],
])("temporary names: %s", (sql, expected = sql) => {
  expect(textOf(withTemporaryTables(quoteTemporaryNames(tokenizeSql(sql))))).toBe(expected);
});

/** Database Developer Guide, Configuration reference: settings that the engine has not. */
test.each([
  ["SET query_group TO 'x'", "SET redshift.query_group TO 'x'"],
  ["set session QUERY_GROUP = 'x'", "set session redshift.query_group = 'x'"],
  ["SET LOCAL wlm_query_slot_count TO 3", "SET LOCAL redshift.wlm_query_slot_count TO 3"],
  ["RESET query_group", "RESET redshift.query_group"],
  ["SHOW query_group", "SELECT pg_catalog.current_setting('redshift.query_group') AS query_group"],
  ["SET search_path TO query_group"],
  ["SET app.query_group TO 'x'"],
  ["SHOW ALL", "SELECT name, setting FROM pg_catalog.redshift_settings() ORDER BY 1"],
  ["SELECT query_group FROM t"],
  ["UPDATE t SET query_group = 1"],
])("settings: %s", (sql, expected = sql) => {
  expect(textOf(withRedshiftSettings(tokenizeSql(sql)))).toBe(expected);
});

/** Database Developer Guide, SET: for the session, or for the transaction. */
test.each([
  ["SET search_path TO x", true],
  ["/* first */ set session x.y to 1", true],
  ["RESET ALL", true],
  ["SELECT set_config('a.b', '1', false)", true],
  ["SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", true],
  ["PREPARE named AS SELECT 1", true],
  ["DEALLOCATE named", true],
  ["SET LOCAL search_path TO x", false],
  ["SET TRANSACTION READ ONLY", false],
  ["SET ROLE other", false],
  ["RESET SESSION AUTHORIZATION", false],
  ["SET SESSION AUTHORIZATION other", false],
  ["UPDATE t SET x = 1", false],
  ["SELECT 'SET x TO 1'", false],
])("lasts as long as the session: %s", (sql, lasts) => {
  expect(changesSettings(sql)).toBe(lasts);
});
