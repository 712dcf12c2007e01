import { plainLine } from "../../../tools/lib/plain-line";

test.each([
  ["a line of its own", "reason\n::error::owned", "reason ::error::owned"],
  ["a carriage return", "reason\r::error::owned", "reason ::error::owned"],
  ["a terminal sequence", "\u001b[2Jgone", " [2Jgone"],
  ["one of the upper half", "\u009b2Jgone", " 2Jgone"],
  ["text that turns", "role\u202efdp", "role fdp"],
  ["a line separator", "a\u2028b", "a b"],
])("%s cannot be printed", (_, text, printed) => {
  expect(plainLine(text)).toBe(printed);
});

test("names of people's own stay as they are", () => {
  expect(plainLine("rôle-データ `a@b` *")).toBe("rôle-データ `a@b` *");
});
