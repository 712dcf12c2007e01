import { linkWith } from "../../../testing/links/links";
import { facts } from "../../../testing/tools/doctor-facts";
import { linkChecks } from "../../../tools/doctor/judge/link-checks";
import { runChecks } from "../../../tools/doctor/judge/run-check";
import { notAsked } from "../../../tools/doctor/read/invocation";

const CODE = { kind: "entry", file: "functions/nightly-report/handler.ts" } as const;
const REASON =
  "the function is a handler of its own, functions/nightly-report/handler.ts: the doctor sends it nothing";

const ownFacts = () =>
  facts({
    link: linkWith({ function: { entry: CODE.file } }),
    selectOne: async () => notAsked(CODE),
    invoke: async () => notAsked(CODE),
  });

test("code of the user's own is sent nothing: both hops are decided by the policies, and the report says so", async () => {
  const results = await runChecks(linkChecks(false, CODE), ownFacts());
  expect(results.filter(({ status }) => status !== "ok")).toEqual([]);
  const told = new Map(results.map(({ id, found }) => [id, found]));
  expect(told.get("hop-1")).toContain(`; by the policies alone: ${REASON}`);
  expect(told.get("hop-2")).toContain(`; by the policies alone: ${REASON}`);
  const all = linkChecks(false).map(({ id }) => id);
  expect(results.map(({ id }) => id)).toEqual(all.filter((id) => id !== "target" && id !== "select-1"));
});

test("grants that somebody asks for cannot be checked, and it says why", async () => {
  const results = await runChecks(linkChecks(true, CODE), ownFacts());
  expect(results.filter(({ status }) => status !== "ok")).toMatchObject([
    {
      id: "table-grants",
      status: "could-not-check",
      found: REASON,
      next: "send the function an event that it takes, and read its answer and its log",
    },
  ]);
});
