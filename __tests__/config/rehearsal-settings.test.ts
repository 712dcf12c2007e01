import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadRehearsalSettings, missingWarehouseFolder } from "../../config/rehearsal-settings";
import { problemsOfFile, SAMPLE, withMore } from "../../testing/links/sample-file";

const folder = mkdtempSync(join(tmpdir(), "rehearsal-settings-"));
const file = join(folder, "links.yaml");
afterAll(() => rmSync(folder, { recursive: true }));

function settingsOf(text: string) {
  writeFileSync(file, text);
  return loadRehearsalSettings(file);
}

test("scripts stand in the folder warehouse beside the links file, which need not be there", () => {
  const warehouse = { folder: join(folder, "warehouse") };
  expect(settingsOf(SAMPLE)).toEqual({ warehouse });
  expect(settingsOf(withMore("rehearsal: {}"))).toEqual({ warehouse });
});

test("another folder is named from the links file, and where it is named is known", () => {
  expect(settingsOf(withMore("rehearsal:", "  warehouse: ../sql/local"))).toEqual({
    warehouse: { folder: join(folder, "../sql/local"), namedAt: { line: 14, column: 14 } },
  });
});

const FOLDER =
  "expected a folder's path from this file, with / between its parts and none at either end; correct it";

test.each([
  ["/srv/sql", '"/srv/sql"'],
  ["sql/", '"sql/"'],
  ["sql\\local", '"sql\\\\local"'],
  ["C:/sql", '"C:/sql"'],
  ["7", "7 (a number)"],
  ["", "empty"],
])("refuses %j", (written, found) => {
  const column = written === "" ? 3 : 14;
  expect(problemsOfFile(withMore("rehearsal:", `  warehouse: ${written}`))).toEqual([
    `links.yaml:14:${column} rehearsal.warehouse: is ${found}, ${FOLDER}`,
  ]);
});

test("refuses what is no field", () => {
  expect(problemsOfFile(withMore("rehearsal:", "  warehuose: sql"))).toEqual([
    "links.yaml:14:3 rehearsal.warehuose: is not a known field, expected one of warehouse; did you mean warehouse?",
  ]);
});

test("a named folder that is not there is told with the line that names it", () => {
  const error = missingWarehouseFolder("team.yaml", "sql", { line: 14, column: 14 });
  expect(error.message).toBe(
    "team.yaml has 1 problem:\n  team.yaml:14:14 rehearsal.warehouse: is sql, expected a folder with .sql files; create it, or take the field out",
  );
});
