import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeTypes } from "../../../rehearsal/queries/run-queries";

const folder = mkdtempSync(join(tmpdir(), "run-queries-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("types go where the option says, or the option is what is wrong", () => {
  const file = join(folder, "queries.ts");
  writeTypes(file, "export interface Queries {}\n");
  expect(readFileSync(file, "utf8")).toBe("export interface Queries {}\n");
  const absent = join(folder, "absent/queries.ts");
  expect(() => writeTypes(absent, "")).toThrow(
    `--types is ${absent}, which cannot be written (ENOENT), expected a file in a folder that is there; make the folder, or correct the path`,
  );
});
