import fc from "fast-check";
import { splitScript } from "../../../../emulator/redshift-data/warehouse/split-script";

const shownOf = (text: string) => splitScript(text).map(({ line, sql }) => [line, sql]);

test.each<[string, string, [line: number, shown: string][]]>([
  ["nothing", "", []],
  ["spaces, comments and empty statements", " ;\n-- a; b\n;/* c; /* d; */ ; */;\n", []],
  [
    "the last needs no semicolon",
    "SELECT 1;\nSELECT 2",
    [
      [1, "SELECT 1"],
      [2, "SELECT 2"],
    ],
  ],
  [
    "several on a line",
    "SELECT 1; SELECT 2;",
    [
      [1, "SELECT 1"],
      [1, "SELECT 2"],
    ],
  ],
  [
    "the line of the first word",
    "\n-- why\n/* a\n b */ SELECT\n 1;\n\nSELECT 2;",
    [
      [4, "SELECT\n 1"],
      [7, "SELECT 2"],
    ],
  ],
  [
    "a string",
    "SELECT ';''; --';SELECT 2",
    [
      [1, "SELECT ';''; --'"],
      [1, "SELECT 2"],
    ],
  ],
  [
    "a string of several lines",
    "SELECT 'a;\nb';SELECT 2",
    [
      [1, "SELECT 'a;\nb'"],
      [2, "SELECT 2"],
    ],
  ],
  [
    "a quoted identifier",
    'SELECT 1 AS "a;""b;";SELECT 2',
    [
      [1, 'SELECT 1 AS "a;""b;"'],
      [1, "SELECT 2"],
    ],
  ],
  [
    "two dollars",
    "SELECT $$a;b$$;SELECT 2",
    [
      [1, "SELECT $$a;b$$"],
      [1, "SELECT 2"],
    ],
  ],
  [
    "tagged dollars",
    "SELECT $x$a;$$;b$x$;SELECT 2",
    [
      [1, "SELECT $x$a;$$;b$x$"],
      [1, "SELECT 2"],
    ],
  ],
  [
    "a comment in a statement",
    "SELECT 1 -- one; two\n, 2; SELECT 3",
    [
      [1, "SELECT 1 -- one; two\n, 2"],
      [2, "SELECT 3"],
    ],
  ],
  [
    "comments nest",
    "SELECT /* a; /* b; */ c; */ 1; SELECT 2",
    [
      [1, "SELECT /* a; /* b; */ c; */ 1"],
      [1, "SELECT 2"],
    ],
  ],
  [
    "an escape string",
    "SELECT E'\\';';SELECT 2",
    [
      [1, "SELECT E'\\';'"],
      [1, "SELECT 2"],
    ],
  ],
  [
    "lines of Windows",
    "SELECT 1;\r\nSELECT\r\n2;\r\nSELECT 3",
    [
      [1, "SELECT 1"],
      [2, "SELECT\r\n2"],
      [4, "SELECT 3"],
    ],
  ],
  ["a byte order mark", "\uFEFFSELECT 1;", [[1, "SELECT 1"]]],
  [
    "a procedure",
    "CREATE PROCEDURE p() AS $$ BEGIN DELETE FROM t; END; $$ LANGUAGE plpgsql;\nCALL p();",
    [
      [1, "CREATE PROCEDURE p() AS $$ BEGIN DELETE FROM t; END; $$ LANGUAGE plpgsql"],
      [2, "CALL p()"],
    ],
  ],
  [
    "an open string takes the rest",
    "SELECT 1;\nSELECT 'a\nb",
    [
      [1, "SELECT 1"],
      [2, "SELECT 'a\nb"],
    ],
  ],
])("splits by Redshift's lexical rules: %s", (_, text, expected) => {
  expect(shownOf(text)).toEqual(expected);
});

const PIECES = ["SELECT 1", "';'", '";"', "$$;$$", "$a$;$a$", "-- ;\n", "/* ; /* ; */ */", "\n", " ", "x"];

test("pieces that hold no ending semicolon stay together, whatever stands beside them", () => {
  const statement = fc
    .array(fc.constantFrom(...PIECES), { minLength: 1 })
    .map((pieces) => `SELECT ${pieces.join(" ")}\n`);
  fc.assert(
    fc.property(fc.array(statement), (statements) => {
      const split = splitScript(statements.join(";"));
      expect(split.map(({ sql }) => sql)).toEqual(statements.map((sql) => sql.trimEnd()));
      const text = statements.join(";").split("\n");
      for (const { line, sql } of split) expect(text[line - 1]).toContain(sql.split("\n")[0]);
    }),
  );
});
