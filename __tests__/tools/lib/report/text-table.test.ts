import { textTable } from "../../../../tools/lib/report/text-table";

test("aligns numbers right and text left, and shows NULL", () => {
  expect(
    textTable(
      ["name", "total"],
      [
        ["ann", "10.50"],
        [null, "7"],
      ],
    ),
  ).toEqual(["name  total", "────  ─────", "ann   10.50", "NULL      7"]);
});

test("shows the header of an empty result", () => {
  expect(textTable(["name"], [])).toEqual(["name", "────"]);
});
