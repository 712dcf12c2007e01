import type { ResultPage } from "../../../redshift-data/client/data-api";
import { withExecution } from "../../../redshift-data/client/statement-execution";
import { collectObjects } from "../../../redshift-data/result/whole-result";
import { createFakeDataApi, numbersPage, STATEMENT_ID } from "../../../testing/redshift-data/fake-data-api";
import { LINK_CONTEXT } from "../../../testing/redshift-data/link-context";
import { createVirtualClock } from "../../../testing/redshift-data/virtual-clock";

function collected(pages: readonly (ResultPage | Promise<ResultPage>)[]) {
  const clock = createVirtualClock();
  const api = createFakeDataApi({ result: pages.map((page) => async () => page) });
  const dependencies = { api, clock, link: LINK_CONTEXT, clientToken: "t", remainingMilliseconds: 10_000 };
  return clock.run(
    withExecution(dependencies, (execution) => collectObjects<{ n: number }>(execution, STATEMENT_ID)),
  );
}

test("all pages, as objects in their order", async () => {
  expect((await collected([numbersPage([1, 2], { NextToken: "next" }), numbersPage([3])])).rows).toEqual([
    { n: 1 },
    { n: 2 },
    { n: 3 },
  ]);
});

test("two columns of one name are refused, as one would hide the other", async () => {
  const twice = { name: "n", label: "n", typeName: "int4" };
  const page = { ColumnMetadata: [twice, twice], Records: [[{ longValue: 1 }, { longValue: 2 }]] };
  await expect(collected([page])).rejects.toMatchObject({ fields: { code: "DUPLICATE_COLUMNS" } });
});

test("a page that does not come in time is told as DEADLINE", async () => {
  const never = new Promise<ResultPage>(() => undefined);
  await expect(collected([numbersPage([1], { NextToken: "next" }), never])).rejects.toMatchObject({
    fields: { code: "DEADLINE", statementId: STATEMENT_ID },
  });
});
