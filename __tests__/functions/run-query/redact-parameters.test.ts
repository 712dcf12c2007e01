import { redactParameters } from "../../../functions/run-query/redact-parameters";

test.each<[string, Record<string, string>, string]>([
  [
    'invalid input syntax for integer: "hunter2"',
    { pw: "hunter2" },
    'invalid input syntax for integer: ":pw"',
  ],
  ["value 3 in S3 at 13", { n: "3" }, "value :n in S3 at 13"],
  ["a.b(c) and a.b", { short: "a.b", long: "a.b(c)" }, ":long and :short"],
  ["value $& \\ ^ [x]", { odd: "$& \\ ^ [x]" }, "value :odd"],
  ["nothing to hide", {}, "nothing to hide"],
])("%s", (text, values, expected) => {
  const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
  expect(redactParameters(text, parameters)).toBe(expected);
});
