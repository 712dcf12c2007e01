import type { Link } from "../../../config/link";
import { createOperator } from "../../../emulator/authentication/operator";
import type { LocatedQuery } from "../../../named-queries/check-query";
import { askFunction } from "../../../rehearsal/statements/ask-function";
import { askedEvents, unaskedQueries } from "../../../rehearsal/statements/asked-events";
import type { OwnEvent } from "../../../rehearsal/statements/own-events";
import { linkWith } from "../../../testing/links/links";
import type { Progress } from "../../../tools/lib/terminal/progress";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

const RESULT = { status: "FINISHED", statementId: "s", columns: [{ name: "n" }], rows: [[1]], rowCount: 1 };
const FAILURE = { code: "TABLE_NOT_FOUND", hop: "sql", message: "m", advice: "a" };

const QUERY: LocatedQuery = {
  name: "one",
  description: "",
  parameters: [],
  sql: "SELECT 1",
  file: "queries/one.sql",
  line: 1,
  sqlLine: 2,
  examples: {},
};

/** Asks these events, which are answered by what stands beside each; what was told, and the failure. */
async function asked(...given: readonly (readonly [OwnEvent, unknown])[]) {
  return askedOf(linkWith(), given);
}

/** @param given the events that were asked for, each with its answer; one without an event is the link's own */
async function askedOf(
  link: Link,
  given: readonly (readonly [OwnEvent | undefined, unknown])[],
  queries: readonly LocatedQuery[] = [],
) {
  const told: string[] = [];
  const sent: unknown[] = [];
  const progress: Pick<Progress, "step" | "line"> = {
    line: (line = "") => told.push(line),
    async step(title, work, describe, statusOf = () => "ok") {
      const result = await work();
      told.push(`${statusOf(result)} ${title}: ${describe(result)}`);
      return result;
    },
  };
  const failure = await askFunction({
    link,
    accounts: {
      url: "http://127.0.0.1",
      operators: [createOperator({ partition: "aws", accountId: "111111111111" }, "AIDAOPERATOR")],
      runtimeLack: async (runtime) => (runtime.startsWith("java") ? "it is not here" : undefined),
    },
    ownWarehouse: undefined,
    askedEvents: askedEvents(
      link,
      given.flatMap(([own]) => own ?? []),
      queries,
    ),
    unaskedQueries: unaskedQueries(
      link,
      given.flatMap(([own]) => own ?? []),
      queries,
    ),
    signal: new AbortController().signal,
    progress,
    events: [],
    invoke: async ({ event }) => {
      sent.push(event);
      const [, answer] = given[sent.length - 1] ?? [];
      if (answer instanceof Error) throw answer;
      return answer;
    },
  }).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { told, sent, failure };
}

const own = (title: string): OwnEvent => ({ title, event: { sql: title } });

test("own events are asked in their order, in the place of the built-in query, and their rows are shown", async () => {
  const many = { ...RESULT, rowCount: 60, rows: Array.from({ length: 60 }, (_, row) => [row]) };
  const { told, sent, failure } = await asked(
    [own("one"), RESULT],
    [own("two"), many],
    [own("none"), { ...RESULT, rows: [], rowCount: 0 }],
  );
  expect(failure).toBeUndefined();
  expect(sent).toEqual([{ sql: "one" }, { sql: "two" }, { sql: "none" }]);
  expect(told.slice(0, 5)).toEqual([
    "ok invoke analytics-query: one: FINISHED, 1 row through both hops",
    "    n",
    "    ─",
    "    1",
    "ok invoke analytics-query: two: FINISHED, 60 rows through both hops",
  ]);
  expect(told.slice(5)).toEqual([
    ...["     n", "    ──", ...Array.from({ length: 50 }, (_, row) => `    ${String(row).padStart(2)}`)],
    "    … (60 rows in all)",
    "ok invoke analytics-query: none: FINISHED, 0 rows through both hops",
    ...["    n", "    ─"],
  ]);
});

test("one that fails is told with what to do, the others are asked all the same, and the run fails", async () => {
  const thrown = new ToolError(
    "FUNCTION_FAILED",
    "analytics-query failed\n  TABLE_NOT_FOUND at sql: m\n    do:  a",
  );
  const batch = {
    status: "FAILED",
    statementId: "s",
    statements: [{ ...RESULT }, { status: "FAILED", statementId: "s:2", error: FAILURE }],
  };
  const { told, failure } = await asked([own("one"), thrown], [own("two"), batch], [own("three"), RESULT]);
  expect(failure).toEqual(
    new ToolError(
      "STATEMENTS_FAILED",
      "2 of 3 events of link analytics failed; what to do stands below each",
    ),
  );
  expect(told).toEqual([
    ...["    analytics-query failed", "      TABLE_NOT_FOUND at sql: m", "        do:  a"],
    "problem invoke analytics-query: two: FAILED, 2 statements",
    ...["    statement 1: FINISHED, 1 row", "    n", "    ─", "    1"],
    ...["    statement 2: failed with TABLE_NOT_FOUND", "    TABLE_NOT_FOUND at sql: m", "      do:  a"],
    "ok invoke analytics-query: three: FINISHED, 1 row through both hops",
    ...["    n", "    ─", "    1"],
  ]);
});

test("named queries beyond the first 20 are not asked for, and that is said", async () => {
  const queries = Array.from({ length: 22 }, (_, at) => ({ ...QUERY, name: `q${at}` }));
  const answers = queries.slice(0, 20).map(() => [undefined, RESULT] as const);
  const { told, sent } = await askedOf(linkWith(), answers, queries);
  expect(sent).toHaveLength(20);
  expect(told.at(-1)).toBe(
    "    analytics-query is not asked for 2 more named queries: each ran with its examples before the deploy",
  );
  const twenty = await askedOf(linkWith(), answers, queries.slice(0, 20));
  expect(twenty.told.join("\n")).not.toContain("not asked");
  const replaced = await askedOf(linkWith(), [[own("one"), RESULT]], queries);
  expect([replaced.sent, replaced.told.join("\n")]).toEqual([
    [{ sql: "one" }],
    expect.not.stringContaining("not asked"),
  ]);
});

test("a fault of the program is no failure of a statement", async () => {
  const { failure } = await asked([own("one"), new TypeError("x")], [own("two"), RESULT]);
  expect(failure).toEqual(new TypeError("x"));
});

describe("a function of the user's own code", () => {
  const entry = "functions/nightly-report/handler.ts";

  test("is sent the event that its link names, and its answer is shown whatever it is", async () => {
    const link = linkWith({ function: { entry, sampleEvent: "examples/own-handler/event.json" } });
    const { told, sent, failure } = await askedOf(link, [[undefined, { months: 6, best: { month: "m" } }]]);
    expect(failure).toBeUndefined();
    expect(sent).toEqual([{ since: "2025-01-01" }]);
    expect(told).toEqual([
      "ok invoke analytics-query: examples/own-handler/event.json: answered",
      "    months: 6",
    ]);
  });

  test("is sent nothing in particular where no event is named, and no SQL", async () => {
    const { sent, failure } = await askedOf(linkWith({ function: { entry } }), [[undefined, null]]);
    expect(failure).toBeUndefined();
    expect(sent).toEqual([{}]);
  });

  test("is sent the events that the run asks for in their place", async () => {
    const link = linkWith({ function: { entry, sampleEvent: "absent.json" } });
    expect((await askedOf(link, [[own("one"), RESULT]])).sent).toEqual([{ sql: "one" }]);
    expect(() => askedEvents(link, [], [])).toThrow(
      "function.sampleEvent absent.json is missing, expected a file with one event of the function as JSON",
    );
  });

  test("is not asked for the link's named queries, which only its code knows how to run", async () => {
    const link = linkWith({ function: { entry, sampleEvent: "examples/own-handler/event.json" } });
    expect((await askedOf(link, [[undefined, null]], [QUERY])).sent).toEqual([{ since: "2025-01-01" }]);
    expect((await askedOf(linkWith({ function: { entry } }), [[undefined, null]], [QUERY])).sent).toEqual([
      {},
    ]);
  });

  test("is not invoked where the local accounts have not its language", async () => {
    const code = { archive: "a.zip", handler: "a.run", runtime: "java21" };
    const { told, sent, failure } = await askedOf(linkWith({ function: code }), [[undefined, RESULT]]);
    expect({ sent, failure }).toEqual({ sent: [], failure: undefined });
    expect(told).toEqual([
      "    analytics-query is deployed, with roles and policies, and not invoked: it runs on java21; it is not here",
    ]);
  });
});
