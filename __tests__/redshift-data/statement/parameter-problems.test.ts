import fc from "fast-check";
import {
  type ParameterProblem,
  parameterProblems,
} from "../../../redshift-data/statement/parameter-problems";

/** The problems of one text, a kind and a name each. */
function problems(sql: string, ...names: readonly string[]): string[] {
  return parameterProblems([sql], names).map(({ kind, name }) => `${kind}: ${name}`);
}

test.each<[what: string, sql: string]>([
  ["casts", "select '1'::int, x::numeric(10, 2), d :: date"],
  ["a string", "select '08:30:00', 'a:b', ':id'"],
  ["a doubled quote in a string", "select 'it''s :id', 'x'''"],
  ["a JSON path", "select json_extract_path_text(j, 'a:b'), '$.a:b', '{\"a\":true, \"b\":false}'"],
  ["a quoted name", 'select "a:b", "say "":c"""'],
  ["a comment to the end of the line", "select 1 -- :id\n, 2 -- :x"],
  ["a comment", "select /* :id 'x \" /* :nested */ :outer */ 1"],
  ["dollar quotes", "create procedure p() as $$ begin a := :b; execute ':c'; end; $$ language plpgsql"],
  [
    "named dollar quotes",
    "create function f() returns int as $py$ x = d['a':b] # $$ $$ $py$ language plpythonu",
  ],
  ["assignments", "x := y; z:=1"],
  ["a colon alone", "select : id, a: b"],
  ["what is not closed", "select 'abc :id"],
  ["a comment that is not closed", "select 1 /* :id"],
  ["a string whose end is not sure", "select 'C:\\', ':id', 'x\\'', :id"],
  ["strings with escaped quotes", "select 'it\\'s :id', 'that\\'s'"],
])("%s: no parameter is missed", (_, sql) => {
  expect(problems(sql)).toEqual([]);
});

test.each<[what: string, sql: string, names: readonly string[], found: readonly string[]]>([
  ["used once and again", "select :id, :id", ["id"], []],
  ["used and cast", "select :n::int, (:m)::text", ["n", "m"], []],
  ["a name that begins as another", "select :id_2", ["id"], ["without value: id_2", "unused: id"]],
  ["a digit", "select :1", [], ["without value: 1"]],
  ["in a string and outside", "select ':id' || :id", ["id"], []],
  ["in a string only", "select '%:id%'", ["id"], ["in quotes: id"]],
  ["in a time of day", "select '08:30:00'", ["30"], ["in quotes: 30"]],
  ["as a type only, in a string", "select '1::int'", ["int"], ["unused: int"]],
  ["behind a comment with an apostrophe", "select 1 -- it's\n, :id", [], ["without value: id"]],
  ["as a type only", "select '1'::int", ["int"], ["unused: int"]],
  ["nowhere", "select id", ["id"], ["unused: id"]],
  ["in a comment, where AWS decides", "select 1 /* :id */", ["id"], []],
  ["in dollar quotes, where AWS decides", "call p($$:id$$)", ["id"], []],
  ["in a quoted name, where AWS decides", 'select 1 as ":id"', ["id"], []],
  ["in a text that can be read in two ways", "select 'x\\' :id '", ["id"], []],
  ["nowhere in a text that can be read in two ways", "select 'x\\' '", ["id"], ["unused: id"]],
  [
    "Object's own names",
    "select :constructor",
    ["__proto__"],
    ["without value: constructor", "unused: __proto__"],
  ],
])("%s", (_, sql, names, found) => {
  expect(problems(sql, ...names)).toEqual(found);
});

test("a parameter of a batch is used where one text uses it", () => {
  const told: ParameterProblem[] = parameterProblems(
    ["select ':a'", "select :a, :c", "select 1"],
    ["a", "b"],
  );
  expect(told).toEqual([
    { kind: "without value", name: "c", textIndex: 1 },
    { kind: "unused", name: "b" },
  ]);
});

test("any text is read, and what is put in quotes is never a parameter of it", () => {
  const piece = fc.constantFrom(
    "'",
    '"',
    "--",
    "/*",
    "*/",
    "$$",
    "$t$",
    ":id",
    "::",
    ":",
    "\n",
    "\\",
    " ",
    "x",
    "é",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const sql = pieces.join("");
      parameterProblems([sql], ["id"]);
      const literal = `'${sql.replaceAll("'", "''").replaceAll("\\", "")}'`;
      expect(problems(`select ${literal}`)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test("a text of megabytes is read once", () => {
  const quotes = "'x' ".repeat(1_000_000);
  const names = Array.from({ length: 20_000 }, (_, index) => `p${index}`);
  expect(problems(`${quotes}${names.map((name) => `:${name}`).join(" ")}`, ...names)).toEqual([]);
  expect(problems("/*".repeat(2_000_000))).toEqual([]);
});
