import type { ResultPart } from "../../../tools/lib/link/function-answer";
import { printResult, type QueryFormat, queryFailureLines } from "../../../tools/query/result-output";

const PART: ResultPart = {
  kind: "result",
  status: "FINISHED",
  statementId: "s",
  columns: ["n", "name"],
  rowCount: 3,
};
const ROWS: readonly ResultPart[] = [
  {
    ...PART,
    rows: [
      [1, "a\u001b[31m\nb"],
      [22, null],
    ],
    nextToken: "t",
  },
  { ...PART, rows: [["9007199254740993", { k: [1] }]] },
];

async function printed(
  parts: readonly ResultPart[],
  format: QueryFormat,
): Promise<[text: string, what: string]> {
  let text = "";
  const each = async function* () {
    yield* parts;
  };
  const what = await printResult(each(), format, async (piece) => {
    text += piece;
  });
  return [text, what];
}

test("a table of all pages, in which nothing acts in a terminal", async () => {
  const [text, what] = await printed(ROWS, "text");
  expect(text).toBe(
    [
      "               n  name",
      "────────────────  ─────────",
      "               1  a [31m b",
      "              22  NULL",
      '9007199254740993  {"k":[1]}',
      "",
    ].join("\n"),
  );
  expect(what).toBe("FINISHED, 3 rows");
});

test("JSON of all pages: an object a row, with every value", async () => {
  const [text] = await printed(ROWS, "json");
  expect(JSON.parse(text)).toEqual([
    { n: 1, name: "a\u001b[31m\nb" },
    { n: 22, name: null },
    { n: "9007199254740993", name: { k: [1] } },
  ]);
  const twice = { ...PART, columns: ["n", "n", "n_2"], rows: [[1, 2, 3]], rowCount: 1 };
  expect(JSON.parse((await printed([twice], "json"))[0])).toEqual([{ n: 1, n_2: 2, n_2_2: 3 }]);
});

test("CSV as the engine writes it, its parts one file", async () => {
  const parts = [
    { ...PART, csv: "n,name\r\n1,a\r\n", nextToken: "t" },
    { ...PART, csv: "2,b\r\n" },
  ];
  expect(await printed(parts, "csv")).toEqual(["n,name\r\n1,a\r\n2,b\r\n", "FINISHED, 3 rows"]);
});

test.each<[QueryFormat, string, string]>([
  ["text", "", "n  name\n─  ────\n"],
  ["csv", "", ""],
  ["json", "[]\n", "[]\n"],
])("%s of a statement without a result, and of no rows", async (format, without, empty) => {
  const changed = { ...PART, columns: [], rows: [], rowCount: 1 };
  expect(await printed([changed], format)).toEqual([without, "FINISHED, 1 row affected"]);
  const { rowCount: _, ...uncounted } = changed;
  expect((await printed([uncounted], format))[1]).toBe("FINISHED, rows not counted");
  expect(await printed([{ ...PART, rows: [], rowCount: 0 }], format)).toEqual([empty, "FINISHED, 0 rows"]);
});

test("a result of more rows than a call takes arguments", async () => {
  const rows = Array.from({ length: 300_000 }, (_, index) => [index]);
  const [text] = await printed([{ ...PART, columns: ["n"], rows, rowCount: rows.length }], "text");
  expect(text.split("\n")).toHaveLength(300_003);
});

test("JSON in which nothing acts in a terminal, with every character kept", async () => {
  const value = "\u009b31m \u007f \u202e \u2028";
  const [text] = await printed([{ ...PART, columns: ["n"], rows: [[value]], rowCount: 1 }], "json");
  expect(text).not.toMatch(/[\u007f-\u009f\u202e\u2028]/);
  expect(JSON.parse(text)).toEqual([{ n: value }]);
});

test("who asked by a command is told what the event is, of which a refusal speaks", () => {
  const failure = { hop: "event", message: "parameters has no id", advice: "correct the event" } as const;
  const lines = ["EVENT_INVALID at event: parameters has no id", "do:  correct the event"];
  expect(queryFailureLines({ ...failure, code: "EVENT_INVALID" }).map((line) => line.trim())).toEqual([
    ...lines,
    "The event is made of the SQL or --query, with --param and --null as its parameters.",
  ]);
  expect(queryFailureLines({ ...failure, code: "RAW_SQL_REFUSED" })).toHaveLength(lines.length);
});
