import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RehearsalSettings } from "../../../config/rehearsal-settings";
import { readOwnWarehouse } from "../../../rehearsal/warehouse/own-warehouse";
import { linkWith, TARGETS } from "../../../testing/links/links";

const base = mkdtempSync(join(tmpdir(), "own-warehouse-"));
afterAll(() => rmSync(base, { recursive: true }));

/** One link to the cluster `warehouse`, one to the workgroup `analytics`. */
const LINKS = [linkWith(), linkWith({ name: "etl", target: TARGETS["serverless-iam"] })];

/** A folder with these files, each with its own name as its text. */
function folderWith(...files: readonly string[]): string {
  const folder = mkdtempSync(join(base, "run-"));
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
  return folder;
}

function read(folder: string, namedAt?: RehearsalSettings["warehouse"]["namedAt"]) {
  const warehouse = { folder, ...(namedAt === undefined ? {} : { namedAt }) };
  return readOwnWarehouse("links.yaml", LINKS, { warehouse });
}

test("scripts run in the order of their names; those of a warehouse's own subfolder come last, and there alone", () => {
  const folder = folderWith(
    ...["10-rows.sql", "2-views.SQL", "01-tables.sql", "README.md", "Z.sql", "a.sql"],
    ...["analytics/01-grants.sql", "analytics/notes.txt", "data/rows.csv"],
  );
  const own = read(folder);
  const shared = ["01-tables.sql", "10-rows.sql", "2-views.SQL", "Z.sql", "a.sql"];
  const scripts = (names: readonly string[]) => names.map((sql) => ({ name: join(folder, sql), sql }));
  expect(own?.folder).toBe(folder);
  expect(own?.scriptsOf("warehouse")).toEqual(scripts(shared));
  expect(own?.scriptsOf("analytics")).toEqual(scripts([...shared, "analytics/01-grants.sql"]));
});

test.each([
  ["no folder", () => join(base, "nothing")],
  ["an empty folder", () => folderWith()],
  ["a folder without scripts", () => folderWith("README.md", "warehouse/rows.csv")],
])("%s: the built-in tables", (_, folder) => {
  expect(read(folder())).toBeUndefined();
});

test("a folder that the links file names has to be there", () => {
  expect(() => read(join(base, "nothing"), { line: 3, column: 14 })).toThrow(
    /links\.yaml:3:14 rehearsal\.warehouse: is .*nothing, expected a folder/,
  );
  expect(read(folderWith(), { line: 3, column: 14 })).toBeUndefined();
});

test.each([
  [
    "warehose/01.sql",
    /warehose is of no cluster or workgroup of the links, expected one of warehouse, analytics; did you mean warehouse\?$/,
  ],
  ["somewhere-else/01.sql", /; rename or remove it$/],
])("scripts that no warehouse would run are refused: %s", (file, message) => {
  expect(() => read(folderWith("01.sql", file))).toThrow(message);
});

test("a folder that is none is told with its path", () => {
  const file = join(folderWith("file"), "file");
  expect(() => read(file)).toThrow(
    /file cannot be read \(ENOTDIR\); a folder with readable files is expected$/,
  );
});
