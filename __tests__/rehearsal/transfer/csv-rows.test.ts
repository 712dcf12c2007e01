import { csvRows } from "../../../rehearsal/transfer/csv-rows";
import { VISITS } from "../../../rehearsal/transfer/sample-visits";

test("quotes, commas, line ends, empty cells and a last line without an end are read", () => {
  expect(csvRows('a,"b, ""c""\nd",\r\n,x,""\n1,2,3')).toEqual([
    ["a", 'b, "c"\nd', ""],
    ["", "x", ""],
    ["1", "2", "3"],
  ]);
  expect(csvRows("")).toEqual([]);
  expect(csvRows("\n")).toEqual([[""]]);
});

test("what no CSV writer writes is refused: it would be compared as something else", () => {
  expect(() => csvRows('a,"b')).toThrow("a quote is not closed at character 2");
  expect(() => csvRows('"a"b')).toThrow("a quote is followed by other text at character 3");
});

test("the sample has every kind of cell that a load may spoil", () => {
  expect(VISITS).toEqual([
    ["1", "2026-01-05", "Zürich", "19.90", 'said "hello", twice'],
    ["2", "2026-01-06", "Paris, Texas", "1234567.05", "first visit"],
    ["3", "2026-02-28", "東京", "", "no amount yet"],
    ["4", "", "Kraków", "-0.01", "no date"],
  ]);
});
