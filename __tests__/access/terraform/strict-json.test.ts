import { parseStrictJson } from "../../../access/terraform/strict-json";

test.each([
  ['{"a":1,"a":2}', '"a"'],
  ['{"a":{"b":1,"c":[{"d":1,"d":1}]}}', '"d"'],
  ['{"a":1,"\\u0061":2}', '"a"'],
  ['{"__proto__":1,"__proto__":2}', '"__proto__"'],
  ['{"":1,"b":2,"":3}', '""'],
])("a name that stands twice: %s", (text, name) => {
  expect(() => parseStrictJson(text)).toThrow(`${name} stands twice in one object`);
});

test.each([
  '{"a":"a","b":{"a":[{"a":1},{"a":2}]}}',
  '{"a":"{\\"b\\":1,\\"b\\":2}","b":"\\\\"}',
  '["a:","a:"]',
  "1",
])("other JSON is read as it is: %s", (text) => {
  expect(parseStrictJson(text)).toEqual(JSON.parse(text));
});
