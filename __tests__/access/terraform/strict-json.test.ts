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

test.each(['{"externalId": secret-1}', '{"externalId":"secret-1"x}', '["secret-1",'])(
  "a fault is told without what stands there: %s",
  (text) => {
    const told = () => parseStrictJson(text);
    expect(told).toThrow(SyntaxError);
    expect(told).toThrow(/^(?!.*(?:secret|external))[A-Z].*JSON|^Unexpected token 's'$/s);
  },
);

test.each([
  '{"a":"a","b":{"a":[{"a":1},{"a":2}]}}',
  '{"a":"{\\"b\\":1,\\"b\\":2}","b":"\\\\"}',
  '["a:","a:"]',
  "1",
])("other JSON is read as it is: %s", (text) => {
  expect(parseStrictJson(text)).toEqual(JSON.parse(text));
});
