import ts from "typescript";
import type { LocatedQuery } from "../../../named-queries/check-query";
import { queryTypes } from "../../../rehearsal/queries/query-types";

const BASE = { file: "q.sql", line: 1, sqlLine: 2, sql: "", examples: {} };
const MONTHLY: LocatedQuery = {
  ...BASE,
  name: "monthly",
  description: "By month */ of a year.",
  parameters: [
    { name: "since", type: "date", nullable: false },
    { name: "least", type: "decimal", nullable: true },
    { name: "share", type: "double", nullable: false },
  ],
};
const COLUMNS = ["date", "int8", "numeric", "bool", "super", "float8"].map((typeName) => ({
  name: `a_${typeName}`,
  typeName,
}));

const TEXT = queryTypes(
  "sales-eu",
  [
    { query: { ...BASE, name: "write", description: "", parameters: [] } },
    { query: MONTHLY, columns: [...COLUMNS, { name: "?column?", typeName: "varchar" }] },
  ],
  "npm run queries -- sales-eu --types x.ts",
);

test("types are those of the values that an event takes and an answer has", () => {
  expect(
    TEXT,
  ).toBe(`// Written by npm run queries -- sales-eu --types x.ts: run it again where a query or a table has changed.

/** Named queries of link sales-eu: what each takes, and a row of what it gives. */
export interface SalesEuQueries {
  /** By month * / of a year. */
  readonly monthly: {
    readonly parameters: {
      readonly since: string;
      readonly least: number | string | null;
      readonly share: number | "NaN" | "Infinity" | "-Infinity";
    };
    readonly row: {
      readonly a_date: string | null;
      readonly a_int8: number | string | null;
      readonly a_numeric: string | null;
      readonly a_bool: boolean | null;
      readonly a_super: unknown;
      readonly a_float8: number | "NaN" | "Infinity" | "-Infinity" | null;
      readonly "?column?": string | null;
    };
  };
  readonly write: {
    readonly parameters: Readonly<Record<string, never>>;
    readonly row: never;
  };
}
`);
});

test("it is TypeScript without a fault", () => {
  const { diagnostics } = ts.transpileModule(TEXT, { reportDiagnostics: true });
  expect(diagnostics).toEqual([]);
});

test("a type of the engine's user is text, whatever it is called", () => {
  const query = { ...BASE, name: "odd", description: "", parameters: [] };
  const text = queryTypes("a", [{ query, columns: [{ name: "x", typeName: "constructor" }] }], "x");
  expect(text).toContain("readonly x: string | null;");
});
