import { triedQueriesLines } from "../../../rehearsal/queries/tried-queries-lines";
import type { QueryTrial } from "../../../rehearsal/queries/try-queries";
import { linkWith } from "../../../testing/links/links";
import { ToolError } from "../../../tools/lib/terminal/tool-error";

const TRIAL: QueryTrial = {
  links: [linkWith()],
  queries: { of: () => [{} as never] },
  ownWarehouse: undefined,
  signal: new AbortController().signal,
};

test("accounts that stay up tell which named queries run, without the end that a run comes to", async () => {
  const tried: QueryTrial[] = [];
  const attempt = async (trial: QueryTrial) => {
    tried.push(trial);
    return [{}, {}];
  };
  expect(await triedQueriesLines(TRIAL, attempt)).toEqual([
    "named queries ran with their examples: 2 of 2 as the links' database users",
  ]);
  expect(tried).toEqual([{ ...TRIAL, consequence: "" }]);
  const failure = new ToolError(
    "QUERIES_FAILED",
    "1 named query did not run:\n  q/a.sql:4 gone: did not run",
  );
  expect(await triedQueriesLines(TRIAL, () => Promise.reject(failure))).toEqual([
    "1 named query did not run:",
    "  q/a.sql:4 gone: did not run",
  ]);
});

test("nothing is tried where there is no query, and a fault of the program is no failure of one", async () => {
  const fault = new TypeError("x");
  const attempt = () => Promise.reject(fault);
  expect(await triedQueriesLines({ ...TRIAL, queries: { of: () => [] } }, attempt)).toEqual([]);
  await expect(triedQueriesLines(TRIAL, attempt)).rejects.toBe(fault);
});
