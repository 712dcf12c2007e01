import { eventProblems } from "../../../../testing/run-query/event-problems";

const RUN_FIELDS =
  "expected only sql, sqls, query, copy, unload, dryRun, mode, parameters, format, clientToken, sessionId, sessionKeepAliveSeconds, maxRows, onDeadline, showValues";

test("a name that may be a parameter's value in the wrong place is not shown", () => {
  const event = {
    sql: "select :pin",
    parameters: { pin: "hunter2 s3cr3t", "s3cr3t!": null },
    HUNTER2: 1,
    "my s3cr3t": 1,
    hunt: 1,
    pins: 1,
  };
  expect(eventProblems(event)).toBe(
    [
      `field (not shown) is unknown, ${RUN_FIELDS}`,
      `field (not shown) is unknown, ${RUN_FIELDS}`,
      `field (not shown) is unknown, ${RUN_FIELDS}`,
      `field "pins" is unknown, ${RUN_FIELDS}`,
      "the name of parameters[(not shown)] is malformed, expected letters, digits and _",
      "parameters[(not shown)] is null, which the Data API cannot send; write NULL in the SQL, or send a mark and use NULLIF(:name, 'mark')",
    ].join("; "),
  );
});

test("an event of 200,000 problems is told 50 of them and their number", () => {
  const wrong = Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`p ${index}`, null]));
  const problems = eventProblems({ sql: "x", parameters: wrong }).split("; ");
  expect(problems.at(-1)).toBe("and 399950 more");
  expect(eventProblems({ ...wrong, sql: "x" })).toMatch(/; and 199950 more$/);
});
