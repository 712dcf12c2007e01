import { bindQuery } from "../../../redshift-data/queries/bind-query";
import type { NamedQuery } from "../../../redshift-data/queries/named-query";

const QUERY: Pick<NamedQuery, "sql" | "parameters"> = {
  sql: "SELECT ':region', x::int FROM t WHERE (:region IS NULL OR region = :region) AND day >= :since -- done",
  parameters: [
    { name: "region", type: "text", nullable: true },
    { name: "since", type: "date", nullable: false },
  ],
};

test("values are sent beside the SQL, which stays as it is", () => {
  expect(bindQuery(QUERY, { region: "north", since: "2026-01-01" })).toEqual({
    sql: QUERY.sql,
    parameters: [
      { name: "region", value: "north" },
      { name: "since", value: "2026-01-01" },
    ],
  });
});

test("NULL and empty text, which the Data API cannot send, are written where the parameter stands", () => {
  const since = { parameters: [{ name: "since", value: "2026-01-01" }] };
  expect(bindQuery(QUERY, { region: null, since: "2026-01-01" })).toEqual({
    ...since,
    sql: "SELECT ':region', x::int FROM t WHERE (CAST(NULL AS VARCHAR) IS NULL OR region = CAST(NULL AS VARCHAR)) AND day >= :since -- done",
  });
  expect(bindQuery(QUERY, { region: "", since: "2026-01-01" })).toEqual({
    ...since,
    sql: "SELECT ':region', x::int FROM t WHERE ('' IS NULL OR region = '') AND day >= :since -- done",
  });
});

test("every value that does not fit is told, by name and never by value", () => {
  expect(bindQuery(QUERY, { region: 7, since: null, more: "hunter2" })).toEqual({
    problems: [
      { kind: "unknown", name: "more" },
      { kind: "type", name: "region", expected: "text, or null" },
      { kind: "null", name: "since", expected: "a day such as 2026-01-31" },
    ],
  });
  expect(bindQuery(QUERY, { region: null })).toEqual({
    problems: [{ kind: "absent", name: "since", expected: "a day such as 2026-01-31" }],
  });
});

test("an inherited member is no value", () => {
  const query = {
    sql: "SELECT :toString",
    parameters: [{ name: "toString", type: "text", nullable: false }],
  } as const;
  expect(bindQuery(query, {})).toEqual({
    problems: [{ kind: "absent", name: "toString", expected: "text" }],
  });
});
