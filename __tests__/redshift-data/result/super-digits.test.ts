import { csvPage } from "../../../testing/redshift-data/fake-csv";
import { FINISHED, run } from "../../../testing/redshift-data/run-script";

const SUPER_PAGE = {
  ColumnMetadata: [
    { label: "id", typeName: "int8" },
    { label: "event", typeName: "super" },
  ],
  Records: [
    [
      { longValue: "9007199254740993" },
      { stringValue: '{"id":9007199254740993,"amounts":[1234567890.12345678,12.50,7]}' },
    ],
  ],
};

const EVENT = { id: "9007199254740993", amounts: ["1234567890.12345678", 12.5, 7] };

test.each<[string, unknown]>([
  ["objects", { id: "9007199254740993", event: EVENT }],
  ["rows", ["9007199254740993", EVENT]],
])(
  "format %s: a number within SUPER has every digit in the text that Lambda sends, as a BIGINT has",
  async (format, row) => {
    const { answer } = await run({ execute: [FINISHED], result: [SUPER_PAGE] }, { sql: "select", format });
    expect(JSON.parse(JSON.stringify(answer?.rows))).toEqual([row]);
  },
);

test("format csv: SUPER is the text that Redshift writes", async () => {
  const row = '1,"{""id"":9007199254740993,""total"":12.50}"\r\n';
  const { answer } = await run(
    { execute: [FINISHED], resultCsv: [csvPage([row])] },
    { sql: "select", format: "csv" },
  );
  expect(answer).toMatchObject({ csv: `id,t\r\n${row}` });
});
