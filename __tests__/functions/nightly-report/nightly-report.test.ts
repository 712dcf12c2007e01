import { nightlyReport } from "../../../functions/nightly-report/nightly-report";
import { fakeContext, fakeLink } from "../../../redshift-data/testing";

const MONTHS = [
  { month: "2025-01-01", orders: 213, revenue: "157458.64" },
  { month: "2025-02-01", orders: 192, revenue: "141759.21" },
  { month: "2025-03-01", orders: 212, revenue: "158135.67" },
];

test("sums the months and finds the best one", async () => {
  const link = fakeLink([{ sql: "FROM sales_by_month", rows: MONTHS }]);
  expect(await nightlyReport(link)({ since: "2025-01-01" }, fakeContext())).toEqual({
    months: 3,
    orders: 617,
    best: { month: "2025-03-01", revenue: "158135.67" },
  });
  expect(link.statements.map(({ parameters }) => parameters)).toEqual([{ since: "2025-01-01" }]);
  expect(link.lines).toEqual([expect.objectContaining({ level: "INFO", months: 3, statements: 1, rows: 3 })]);
});

test("has no best month where nothing was sold", async () => {
  const link = fakeLink([{ sql: "FROM sales_by_month", rows: [] }]);
  expect(await nightlyReport(link)({ since: "2030-01-01" }, fakeContext())).toEqual({ months: 0, orders: 0 });
});

test("fails with the library's error when the database refuses, and counts it", async () => {
  const link = fakeLink([
    { sql: /sales_by_month/, fails: 'ERROR: relation "sales_by_month" does not exist' },
  ]);
  await expect(nightlyReport(link)({ since: "2025-01-01" }, fakeContext())).rejects.toMatchObject({
    name: "QueryError",
    fields: { code: "TABLE_NOT_FOUND", hop: "sql" },
  });
  expect(link.lines).toEqual([
    expect.objectContaining({ level: "ERROR", code: "TABLE_NOT_FOUND", failures: 1, statements: 1 }),
  ]);
});

test("an event that Lambda repeats runs nothing twice", async () => {
  const link = fakeLink([{ sql: "FROM sales_by_month", rows: MONTHS }]);
  const handler = nightlyReport(link);
  const first = await handler({ since: "2025-01-01" }, fakeContext({ requestId: "request-1" }));
  expect(await handler({ since: "2025-01-01" }, fakeContext({ requestId: "request-1" }))).toEqual(first);
  expect(link.statements).toHaveLength(1);
  await handler({ since: "2025-01-01" }, fakeContext({ requestId: "request-2" }));
  expect(link.statements).toHaveLength(2);
});
