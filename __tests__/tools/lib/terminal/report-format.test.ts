import { formatOf, formatOptions } from "../../../../tools/lib/terminal/report-format";

const FORMATS = ["text", "json", "sarif"] as const;

test.each([
  [{ json: false }, "text"],
  [{ json: true }, "json"],
  [{ json: false, format: "sarif" }, "sarif"],
  [{ json: true, format: "json" }, "json"],
])("%j: %s", (options, format) => {
  expect(formatOf(options, FORMATS)).toBe(format);
});

test.each([
  [{ json: false, format: "markdown" }, "--format is markdown, expected text, json or sarif"],
  [{ json: true, format: "sarif" }, "--json and --format sarif exclude each other"],
])("%j is refused: %s", (options, message) => {
  expect(() => formatOf(options, FORMATS)).toThrow(message);
});

test("the help names the formats of the command", () => {
  expect(formatOptions(FORMATS).format.value).toBe("<text|json|sarif>");
});
