import { plainLine, plainText } from "../../../../tools/lib/report/plain-text";

test.each([
  ["a line of its own", "reason\n::error::owned", "reason ::error::owned"],
  ["a carriage return", "reason\r::error::owned", "reason ::error::owned"],
  ["a terminal sequence", "\u001b[2Jgone", " [2Jgone"],
  ["one of the upper half", "\u009b2Jgone", " 2Jgone"],
  ["text that turns", "role\u202efdp", "role fdp"],
  ["a sign without a width", "a\u00adb", "a b"],
  ["a command in the first place, indented", "  ::error::owned", "  : :error::owned"],
  ["a command after a sign that is not seen", "\u200b::error::owned", " : :error::owned"],
  ["an old command in any place", "a ##[error]owned", "a ## [error]owned"],
  ["a line separator", "a\u2028b", "a b"],
])("%s cannot be printed", (_, text, printed) => {
  expect(plainLine(text)).toBe(printed);
});

test("names of people's own stay as they are", () => {
  expect(plainLine("rôle-データ `a@b` *")).toBe("rôle-データ `a@b` *");
});

test("a text keeps its lines, and each is plain", () => {
  expect(plainText("a\u202eb\n::error::c\r\nd\u001b[1m")).toBe("a b\n: :error::c \nd [1m");
});
