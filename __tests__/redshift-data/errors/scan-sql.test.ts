import { scanSql } from "../../../redshift-data/errors/scan-sql";

test.each<[sql: string, count: number | undefined]>([
  ["select 1", 1],
  ["select 1;", 1],
  ["select 1 ; -- done; really\n ; /* ; */ ", 1],
  ["select 1; select 2", 2],
  ["begin; insert into t values (';'); commit;", 3],
  ["select ';' ; 'x'", 2],
  ["create procedure p() as $$ begin truncate t; commit; end; $$ language plpgsql;", 1],
  ['select 1 as "a;b"', 1],
  ["", 0],
  ["select 'x;", undefined],
])("%j has %j statements", (sql, count) => {
  expect(scanSql(sql)?.statementCount).toBe(count);
});

test("names are told apart by where they stand", () => {
  expect(scanSql("select :a, ':b', /* :c */ \":d\", $$:e$$, x::f -- :g")).toEqual({
    open: new Set(["a"]),
    places: [{ name: "a", start: 7, end: 9 }],
    inStrings: new Set(["b"]),
    elsewhere: new Set(["c", "d", "e", "g"]),
    statementCount: 1,
  });
});
