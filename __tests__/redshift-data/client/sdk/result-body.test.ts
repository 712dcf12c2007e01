import { readResultBody } from "../../../../redshift-data/client/sdk/result-body";

function recordsOf(body: string) {
  return readResultBody(Buffer.from(body))?.records;
}

test("a long value beyond 2^53 keeps its digits, wherever else such text may be", () => {
  const records = recordsOf(
    '{"Records":[[{"longValue":9223372036854775807},{"longValue" : -9007199254740993},{"longValue":42},' +
      '{"stringValue":"\\"longValue\\":9223372036854775807 ü"},{"doubleValue":1234567890123456789}]]}',
  );
  expect(records).toEqual([
    [
      { longValue: "9223372036854775807" },
      { longValue: "-9007199254740993" },
      { longValue: 42 },
      { stringValue: '"longValue":9223372036854775807 ü' },
      { doubleValue: 1234567890123456800 },
    ],
  ]);
});

test("bytes come as bytes, and a text that names them stays a text", () => {
  expect(recordsOf('{"Records":[[{"blobValue":"yv4="},{"stringValue":"\\"blobValue\\""}]]}')).toEqual([
    [{ blobValue: Buffer.from([0xca, 0xfe]) }, { stringValue: '"blobValue"' }],
  ]);
});

test("the rest is what the SDK reads", () => {
  const read = readResultBody(
    Buffer.from('{"NextToken":"t","Records":[[{"isNull":true}]],"TotalNumRows":1}'),
  );
  expect(JSON.parse(read?.rest.toString() ?? "")).toEqual({ NextToken: "t", TotalNumRows: 1, Records: [] });
});

test.each(["", "<html>", "[]", "null", '"Records"', '{"Records":{}}', '{"Records":[[', "{}"])(
  "%j is left to the SDK",
  (body) => {
    expect(readResultBody(Buffer.from(body))).toBeUndefined();
  },
);
