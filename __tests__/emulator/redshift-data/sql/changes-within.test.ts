import { changeWithin } from "../../../../emulator/redshift-data/sql/refusals/unsupported-commands";
import { layoutOf } from "../../../../emulator/redshift-data/sql/sql-layout";
import { tokenizeSql } from "../../../../emulator/redshift-data/sql/sql-tokens";

const refused = (sql: string) => changeWithin(layoutOf(tokenizeSql(sql)));

/** "Any SELECT query" (WITH clause): what the engine has beside would change rows that Redshift keeps. */
test.each([
  ["WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", "DELETE"],
  ["with x as (\n  -- all of it\n  delete from t) select 1", "delete"],
  ["WITH a AS (SELECT 1), x AS (INSERT INTO t VALUES (1)) SELECT * FROM a", "INSERT"],
  ["WITH x (n) AS (UPDATE t SET a = 1 RETURNING a) SELECT n FROM x", "UPDATE"],
  ["WITH x AS (MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN DELETE) SELECT 1", "MERGE"],
  ["CREATE VIEW v AS (DELETE FROM t)", "DELETE"],
])("%j is a syntax error at %s", (sql, word) => {
  expect(refused(sql)).toBe(`ERROR: syntax error at or near "${word}"`);
});

test.each([
  "WITH x AS (SELECT 1) SELECT * FROM x",
  "WITH x AS (SELECT delete, update FROM t) SELECT * FROM x",
  "SELECT count(update), 'AS (DELETE' AS a FROM t",
  'SELECT 1 AS "as", (delete) FROM t',
  "GRANT SELECT, DELETE ON t TO u",
])("%j is none", (sql) => {
  expect(refused(sql)).toBeUndefined();
});
