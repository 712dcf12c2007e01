import { redactParameters } from "../../../redshift-data/errors/redact-parameters";

test.each<[string, Record<string, string>, string]>([
  [
    'invalid input syntax for integer: "hunter2"',
    { pw: "hunter2" },
    'invalid input syntax for integer: ":pw"',
  ],
  ["value 3 in S3 at 13", { n: "3" }, "value :n in S3 at 13"],
  ["a.b(c) and a.b", { short: "a.b", long: "a.b(c)" }, ":long and :short"],
  ["value $& \\ ^ [x]", { odd: "$& \\ ^ [x]" }, "value :odd"],
  ["near 'O''Brien' or \"O'Brien\"", { who: "O'Brien" }, "near ':who' or \":who\""],
  ['relation "my ""own"" table"', { table: 'my "own" table' }, 'relation ":table"'],
  ["nothing to hide", {}, "nothing to hide"],
])("%s", (text, values, expected) => {
  const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
  expect(redactParameters(text, parameters)).toBe(expected);
});

test("a value of megabytes, and a hundred thousand values, are no obstacle", () => {
  const long = { name: "long", value: `hunter2${"x".repeat(5_000_000)}` };
  const many = Array.from({ length: 100_000 }, (_, index) => ({
    name: `p${index}`,
    value: `value-${index}`,
  }));
  expect(redactParameters(`bad "value-99999", near ${"x".repeat(2_000)}`, [long, ...many])).toBe(
    `bad ":p99999", near ${"x".repeat(2_000)}`,
  );
});
