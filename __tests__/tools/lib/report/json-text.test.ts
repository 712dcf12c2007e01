import { jsonText } from "../../../../tools/lib/report/json-text";

test("a parser reads the value, a terminal and a pipeline read nothing", () => {
  const value = { "role\u202efdp": ["\u001b[2J\n::error::owned", "\u{e0041} ##[error]\u2028", "rôle 1"] };
  const text = jsonText(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|##\[/u);
  expect(text.split("\n").filter((line) => line.trimStart().startsWith("::"))).toEqual([]);
});

test("two spaces, and a line break at the end", () => {
  expect(jsonText({ a: 1 })).toBe('{\n  "a": 1\n}\n');
});
