import type { PlayedAnswer } from "../../../redshift-data/played-answers";
import { playDataApi } from "../../../redshift-data/played-data-api";
import { COPY_SETTINGS } from "../../../testing/redshift-data/link-context";
import { failureOf, setUpHandler } from "../../../testing/run-query/handler";

const FROM = "s3://acme-landing/incoming/orders/";
const copy = { table: "orders", from: FROM, format: "csv", options: { maxError: 500 } };
const SECRET = "Invalid digit, Value 'hunter2', Pos 0, Type: Integer";
const HIDDEN = "Invalid digit, Value '(not shown)', Pos (not shown), Type: Integer";
const REJECTED = [1, 2, 3].map((line) => ({ file: `${FROM}1.csv`, line, column: "total", reason: SECRET }));

/** What the function makes of an event, and what it logs. */
function invoked(event: object, ...answers: readonly PlayedAnswer[]) {
  const { invoke, lines } = setUpHandler(playDataApi(answers, [], []), undefined, COPY_SETTINGS);
  return { answer: invoke(event), lines };
}

const reasons = (answer: unknown) =>
  (answer as { copy: { rejected: { reason: string }[] } }).copy.rejected.map(({ reason }) => reason);

test("rejected rows are told whole, whatever maxRows says of other rows, without values of the files unless asked for", async () => {
  const loads = { sql: "COPY", rowCount: 19, rejected: REJECTED };
  const told = await invoked({ copy, maxRows: 1 }, loads).answer;
  expect(told).toMatchObject({ status: "FINISHED", rowCount: 19, copy: { rows: 19 } });
  expect(reasons(told)).toEqual([HIDDEN, HIDDEN, HIDDEN]);
  expect(reasons(await invoked({ copy, showValues: true }, loads).answer)).toEqual([SECRET, SECRET, SECRET]);
});

test("a load that fails alone is the failure of the event, with its rows and without their values", async () => {
  const fails = "ERROR: Load into table 'orders' failed.  Check 'stl_load_errors' system table for details.";
  const { answer, lines } = invoked({ copy }, { sql: "COPY", fails, rejected: REJECTED });
  const { fields } = await failureOf(answer);
  expect(fields).toMatchObject({ code: "LOAD_FAILED", rejected: REJECTED.map(() => ({ reason: HIDDEN })) });
  expect(lines.join("\n")).not.toContain("hunter2");
});

test("files of an UNLOAD are told, alone and in a batch", async () => {
  const unload = { sql: "SELECT 1", to: "s3://acme-landing/exports/a_", format: "csv" };
  const files = [0, 1].map((part) => ({ file: `s3://acme-landing/exports/a_${part}`, rows: 3, bytes: 9 }));
  const played = { sql: "UNLOAD", rowCount: 6, files };
  expect(await invoked({ unload, maxRows: 1 }, played).answer).toMatchObject({ unload: { rows: 6, files } });
  const batch = await invoked({ sqls: [{ unload }, "DELETE"] }, played, { sql: "DELETE", rowCount: 2 })
    .answer;
  expect(batch).toMatchObject({ statements: [{ unload: { rows: 6, files } }, { rowCount: 2 }] });
});
